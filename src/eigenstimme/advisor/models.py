"""What was weighed, and what was suggested to the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue import BY_KEY, Task
from eigenstimme.advisor.criteria import Answers, Verdict, stored_answers
from eigenstimme.advisor.rules import Judgement, Rule, by_key, judge
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

A_DESCRIPTION = 300


class WeighingQuerySet(models.QuerySet["Weighing"]):
    def visible_to(self, actor: Actor) -> WeighingQuerySet:
        """What the company hands over is thought about inside it."""
        ours = self.filter(company_id=actor.company_id)
        return ours if decide(actor, "task.weigh", Subject(actor.company_id)) else ours.none()


class Weighing(models.Model):
    """A task in somebody's words, taken through the questions. Answers, verdict and rules stay as they were."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="weighings")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    words = models.CharField(_("task"), max_length=A_DESCRIPTION)
    known_as = models.CharField(max_length=40, blank=True, help_text="the known task it is like")
    answers = models.JSONField()
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    fired = ArrayField(models.CharField(max_length=40), help_text="keys of the rules that fired")
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="+", help_text="granted for it"
    )
    form_key = models.UUIDField(
        null=True, blank=True, unique=True, help_text="the form it came from is kept once"
    )

    objects = WeighingQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="weighing_verdict_known"
            )
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("advisor:weighing", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(self.company_id)

    @property
    def task(self) -> Task | None:
        """The known task it is like, if there is one, and still."""
        return BY_KEY.get(self.known_as)

    def given(self) -> Answers | None:
        """None where an answer no longer exists."""
        try:
            return stored_answers(self.answers)
        except (KeyError, ValueError):
            return None

    def said(self) -> Verdict:
        return Verdict(self.verdict)

    def reasons(self) -> list[Rule]:
        """The rules that fired then, as they read now; one that was dropped is missing."""
        return by_key(self.fired)

    def today(self) -> Judgement | None:
        """What the rules say now about the same answers, where that is something else than they said then."""
        answers = self.given()
        judged = judge(answers) if answers else None
        if judged is None or (
            judged.verdict == self.verdict and {r.key for r in judged.fired} == set(self.fired)
        ):
            return None
        return judged


class Suggestion(models.Model):
    """Whoever may not grant mandates has asked the lead to. Once for each weighing."""

    weighing = models.OneToOneField(Weighing, models.CASCADE, related_name="suggestion")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.weighing)
