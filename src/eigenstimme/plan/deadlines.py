"""Approvals whose time has come: the deputy takes over at the deadline, then they expire."""

from __future__ import annotations

from datetime import datetime

from eigenstimme.plan.actions import expire, hand_to_deputy
from eigenstimme.plan.models import Approval


def tick(now: datetime) -> datetime | None:
    for approval in Approval.objects.open().filter(deadline__lte=now)[:100]:
        if approval.deputy_id and not approval.deputy_told_at:
            hand_to_deputy(approval, now=now)
        else:
            expire(approval, now=now)
    return Approval.objects.open().order_by("deadline").values_list("deadline", flat=True).first()
