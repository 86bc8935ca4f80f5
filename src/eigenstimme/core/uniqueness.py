"""What may stand in the database once. The constraint decides, also between two people who write at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction


@contextmanager
def unless_taken(constraint: str, error: Exception) -> Iterator[None]:
    """Raise ``error`` when what is saved inside breaks the ``constraint`` of this name; the transaction goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        if constraint not in str(broken):
            raise
        raise error from broken
