"""What rooms above hear about files, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

altered = Signal()
"""What goes out with a file is another now: its captions, its still. Arguments: ``asset``, ``actor``. Whatever was
approved with it was approved as it was before."""

withheld = Signal()
"""Files may no longer be shown as before: a consent or a licence ended. Argument: ``asset_ids``. Receivers stop what
is not public yet, and return how much of it is public already, for whoever has to take it down."""
