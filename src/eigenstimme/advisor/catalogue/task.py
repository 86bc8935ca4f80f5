"""What is known about a task of social media work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.criteria import Answers, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill


class Group(models.TextChoices):
    STRATEGY = "strategy", _("Strategy")
    PLANNING = "planning", _("Planning")
    PRODUCING = "producing", _("Producing")
    PUBLISHING = "publishing", _("Publishing")
    DIALOGUE = "dialogue", _("Dialogue")
    LISTENING = "listening", _("Listening")
    CRISIS = "crisis", _("Crisis")
    FIGURES = "figures", _("Figures")
    TECHNICAL = "technical", _("Technical matters and law")


class Per(models.TextChoices):
    TIME = "time", _("each time")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")


@dataclass(frozen=True)
class Condition:
    """When the verdict is another one. ``changes`` are the answers that differ then; a test holds the rules to it."""

    text: str | Promise
    verdict: Verdict
    changes: Mapping[str, str]

    def answers(self, profile: Answers) -> Answers:
        changed: dict[str, Any] = dict(self.changes)
        return replace(profile, **changed)


@dataclass(frozen=True)
class Task:
    """One task as the trade knows it. ``verdict`` is what the rules say about ``profile``; a test holds it to them.

    ``acts`` is the authority of whoever does it, ``preparing`` that of whoever prepares it from outside, where the
    verdict asks for own people. Empty: no right in this product is needed, or none that a mandate can give.
    ``hours`` is what it usually takes, ``per`` time, week or month: a rule of thumb to begin with.
    """

    key: str
    group: Group
    name: str | Promise
    what: str | Promise
    verdict: Verdict
    reason: str | Promise
    conditions: tuple[Condition, ...]
    profile: Answers
    skills: tuple[Skill, ...]
    acts: tuple[Permission, ...]
    hours: float
    per: Per
    machine: str | Promise
    preparing: tuple[Permission, ...] = ()

    def __str__(self) -> str:
        return str(self.name)

    @property
    def acts_outside(self) -> tuple[Permission, ...]:
        """What somebody from outside needs for the part that may leave the house."""
        return {
            Verdict.OWN_ONLY: (),
            Verdict.OWN_WITH_PREPARATION: self.preparing,
            Verdict.HANDOVER: self.acts,
        }[self.verdict]
