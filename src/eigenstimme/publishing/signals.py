"""What rooms above hear about publications, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

went_out = Signal()
"""A publication is public now. Argument: ``publication``."""
