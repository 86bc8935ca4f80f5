"""What rooms above hear about channels, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

closed = Signal()
"""A channel was closed. Argument: ``channel``."""
