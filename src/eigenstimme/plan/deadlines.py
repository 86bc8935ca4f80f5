"""Approvals whose time has come: a reminder at half time, the deputy at the deadline, then they expire."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min
from django.db.models.functions import Least

from eigenstimme.plan.actions import expire, hand_to_deputy, remind
from eigenstimme.plan.models import Approval

A_ROUND = 100


def tick(now: datetime) -> datetime | None:
    for approval in Approval.objects.open().filter(deadline__lte=now)[:A_ROUND]:
        if approval.deputy_id and not approval.deputy_told_at:
            hand_to_deputy(approval, now=now)
        else:
            expire(approval, now=now)
    for approval in Approval.objects.open().filter(remind_at__lte=now)[:A_ROUND]:
        remind(approval, now=now)
    next_time: datetime | None = Approval.objects.open().aggregate(at=Min(Least("deadline", "remind_at")))[
        "at"
    ]
    return next_time
