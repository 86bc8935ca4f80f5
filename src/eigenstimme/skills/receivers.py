"""Whoever leaves the company takes along what they said of themselves (Art. 17 GDPR: its purpose is gone)."""

from __future__ import annotations

from typing import Any

from eigenstimme.people.models import Membership
from eigenstimme.people.signals import left
from eigenstimme.skills.models import ExerciseDone, ShouldLearn, SkillSaid


def connect() -> None:
    left.connect(on_left)


def on_left(sender: type[Membership], membership: Membership, **_kwargs: Any) -> None:
    SkillSaid.objects.filter(membership=membership).delete()
    ShouldLearn.objects.filter(membership=membership).delete()
    ExerciseDone.objects.filter(membership=membership).delete()
