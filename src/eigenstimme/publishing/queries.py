"""Reading publications."""

from __future__ import annotations

from datetime import datetime

from eigenstimme.publishing.models import Publication, State


def uses_of_mandate(mandate_id: int, start: datetime, end: datetime) -> int:
    """How many posts a mandate lets out between two instants, planned and sent ones alike."""
    used = Publication.objects.posts().filter(mandate_id=mandate_id, due_at__gte=start, due_at__lt=end)
    return used.exclude(state=State.WITHDRAWN).count()
