"""Whether an exercise is done, seen from real rows. A room that knows says so in its ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, QuerySet

from eigenstimme.people.models import Membership

Proof = Callable[[int], QuerySet[Any, Any]]
"""The rows that show that the membership of this id did it."""

_proofs: dict[str, Proof] = {}


def register(proofs: Mapping[str, Proof]) -> None:
    """By the exercise's key. Rooms below this one are spoken for in ``seen``."""
    _proofs.update(proofs)


def known() -> frozenset[str]:
    return frozenset(_proofs)


def done_by(membership_id: int) -> set[str]:
    """The keys of all exercises whose rows are there, in one query."""
    found = {key: Exists(proof(membership_id)) for key, proof in _proofs.items()}
    if not found:
        return set()
    rows = Membership.objects.filter(pk=membership_id).annotate(
        **{f"did_{key}": exists for key, exists in found.items()}
    )
    answers = rows.values(*(f"did_{key}" for key in found)).first() or {}
    return {key for key in found if answers.get(f"did_{key}")}
