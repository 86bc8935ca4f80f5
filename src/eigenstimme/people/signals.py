"""What rooms above hear about people, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

left = Signal()
"""Somebody no longer belongs to the company. Arguments: ``membership``, ``actor``."""
