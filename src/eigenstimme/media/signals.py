"""What rooms above hear about files, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

withheld = Signal()
"""Files may no longer be shown as before: a consent or a licence ended. Argument: ``asset_ids``. Receivers stop what
is not public yet, and return how much of it is public already, for whoever has to take it down."""
