from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

A_SENTENCE = 200
A_LESSON = 1000
A_NOTE = 300


class Outcome(models.TextChoices):
    REACHED = "reached", _("Reached")
    MISSED = "missed", _("Missed")
    DROPPED = "dropped", _("Dropped: it no longer fits")


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, actor: Actor) -> GoalQuerySet:
        """Own people, and whoever may see figures."""
        may = decide(actor, "figures.read", Subject(actor.company_id))
        return self.filter(company_id=actor.company_id) if may else self.none()

    def open(self) -> GoalQuerySet:
        return self.filter(ended_at=None)


class Goal(models.Model):
    """What the company wants to reach with its social media: a figure and a day, for a goal of the company (ST2).

    ``measure`` is the key of one of ``strategy.measures``; empty, the figure is typed in by hand, in ``unit``. Law 3
    keeps outside people and machines out of ``owner``, ``set_by``, ``ended_by`` in the database too.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="goals")
    sentence = models.CharField(_("goal"), max_length=A_SENTENCE)
    serves = models.CharField(_("goal of the company"), max_length=A_SENTENCE)
    measure = models.CharField(max_length=40, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    start_value = models.DecimalField(_("start value"), max_digits=12, decimal_places=2)
    target_value = models.DecimalField(_("target value"), max_digits=12, decimal_places=2)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    owner = models.ForeignKey(
        Membership, models.PROTECT, related_name="owned_goals", verbose_name=_("responsible")
    )

    revision = models.PositiveIntegerField(default=1, help_text="counts saved changes")
    set_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    value_asked_on = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="when the owner was last told that a value is missing",
    )
    end_asked_on = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="when the owner was told that its last day has passed",
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    learnt = models.TextField(_("what was learnt"), max_length=A_LESSON, blank=True)
    ended_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="goal_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(target_value=F("start_value")), name="goal_lies_away_from_its_start"
            ),
            models.CheckConstraint(
                condition=Q(measure="") & ~Q(unit="") | ~Q(measure="") & Q(unit=""),
                name="goal_has_one_figure",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, outcome="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome="") & ~Q(learnt=""),
                name="an_ended_goal_says_what_was_learnt",
            ),
        ]
        indexes = [models.Index(fields=["company", "ends_on"], name="goal_by_end")]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        return reverse("strategy:goal", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(self.company_id, responsible_id=self.owner_id)

    @property
    def by_hand(self) -> bool:
        return not self.measure


class Measured(models.Model):
    """A value of a goal typed in by hand: who, for which day, what. For one day the last one typed counts."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="values")
    day = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    note = models.CharField(_("note"), max_length=A_NOTE, blank=True)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.day}: {self.value}"
