"""What rooms above hear about the strategy, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

playbook_published = Signal()
"""A version of the playbook counts from now on. Argument: ``version``."""
