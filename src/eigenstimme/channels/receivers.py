"""Whoever leaves the company takes their time along: a successor promises their own."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from eigenstimme.channels.models import Promise
from eigenstimme.people.models import Membership
from eigenstimme.people.signals import left


def connect() -> None:
    left.connect(on_left)


def on_left(sender: type[Membership], membership: Membership, **_kwargs: Any) -> None:
    Promise.objects.filter(person=membership, until=None).update(until=timezone.localdate())
