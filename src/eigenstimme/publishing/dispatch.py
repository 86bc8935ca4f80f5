"""Claiming what is due, or soon due and to be prepared: rows become jobs, on the second, in any number of workers.

The claim moves ``next_at`` into the future, so a job that gets lost is simply claimed again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Min
from django.db.models.functions import Least
from procrastinate.types import JSONValue

from eigenstimme.publishing.models import MOVING, Publication, State
from eigenstimme.publishing.tasks import carry_out_all

AT_ONCE = 500
PER_JOB = 50
CLAIM = timedelta(seconds=60)


def tick(now: datetime) -> datetime | None:
    """Hand over everything whose time has come; returns the time of the next one."""
    claimed = _claim(now)
    while len(claimed) == AT_ONCE:
        claimed = _claim(now)
    waiting = Publication.objects.filter(state__in=MOVING)
    following: datetime | None = waiting.aggregate(Min("next_at"))["next_at__min"]
    return following


@transaction.atomic
def _claim(now: datetime) -> list[int]:
    due = Publication.objects.filter(state__in=MOVING, next_at__lte=now).order_by("next_at")
    ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
    if not ids:
        return []
    claimed = Publication.objects.filter(pk__in=ids)
    claimed.filter(state=State.PLANNED, due_at__lte=now).update(state=State.DUE)
    claimed.filter(due_at__lte=now).update(next_at=now + CLAIM)
    claimed.filter(due_at__gt=now).update(next_at=Least(now + CLAIM, F("due_at")))  # to be prepared
    jobs: list[dict[str, JSONValue]] = [
        {"publication_ids": list(ids[start : start + PER_JOB])} for start in range(0, len(ids), PER_JOB)
    ]
    carry_out_all.batch_defer(*jobs)
    return ids
