"""Whoever leaves does no tasks here any more; colleagues handed theirs over before (``responsibilities``)."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from eigenstimme.handover.models import TaskHolder
from eigenstimme.people.models import Membership
from eigenstimme.people.signals import left


def connect() -> None:
    left.connect(on_left)


def on_left(sender: type[Membership], membership: Membership, **_kwargs: Any) -> None:
    held = TaskHolder.objects.filter(membership=membership, until=None)
    held.update(until=Greatest(F("since"), timezone.localdate()))
