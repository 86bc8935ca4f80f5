"""What rooms above hear about mandates, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

mandate_granted = Signal()
"""Somebody has a mandate now. Argument: ``mandate``."""

mandate_ended = Signal()
"""A mandate was ended before its date. Argument: ``mandate_id``."""

briefing_confirmed = Signal()
"""Whoever works under a mandate has confirmed the briefing, so it no longer rests. Argument: ``mandate_id``."""

mandate_replaced = Signal()
"""A mandate is granted anew on other terms. Arguments: ``mandate_id``, ``by_id``. What the new one covers goes on under
it; ``mandate_ended`` for the old one follows, and stops the rest."""
