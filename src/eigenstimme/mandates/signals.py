"""What rooms above hear about mandates, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

mandate_ended = Signal()
"""A mandate was ended before its date. Argument: ``mandate_id``."""
