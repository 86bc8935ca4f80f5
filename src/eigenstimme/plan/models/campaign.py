from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

A_GOAL, A_RESULT = 500, 5000


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Actor) -> CampaignQuerySet:
        """Own people see all campaigns of the company; everybody else those in whose team they are."""
        here = self.filter(company_id=actor.company_id)
        if decide(actor, "campaign.read", Subject(actor.company_id)):
            return here
        return here.filter(team=actor.membership_id or 0)

    def open(self) -> CampaignQuerySet:
        return self.filter(closed_at=None)


class Campaign(models.Model):
    """What a team wants to reach with several posts in a span of time, and in the end what came of it.

    Law 3 keeps outside people and machines out of ``responsible``, ``started_by``, ``closed_by`` in the database too.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="campaigns")
    name = models.CharField(_("name"), max_length=120)
    goal = models.TextField(_("goal"), max_length=A_GOAL)
    audience = models.CharField(_("audience"), max_length=300, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    budget = models.DecimalField(_("budget (€)"), max_digits=9, decimal_places=2, null=True, blank=True)
    responsible = models.ForeignKey(
        Membership,
        models.PROTECT,
        related_name="responsible_for_campaigns",
        verbose_name=_("responsible"),
    )
    team = models.ManyToManyField(Membership, blank=True, related_name="campaigns", verbose_name=_("team"))

    revision = models.PositiveIntegerField(default=1, help_text="counts saved changes")
    started_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(_("result"), max_length=A_RESULT, blank=True)
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="of the form it came from: sent twice, it makes one campaign",
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(budget=None) | Q(budget__gte=0), name="budget_is_no_debt"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_by__isnull=False) & ~Q(result=""),
                name="a_closed_campaign_says_what_came_of_it",
            ),
        ]
        indexes = [models.Index(fields=["company", "-starts_on"], name="campaign_by_start")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plan:campaign", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(
            self.company_id,
            responsible_id=self.responsible_id,
            team_ids=frozenset(member.pk for member in self.team.all()),
        )

    def state(self, today: date) -> str:
        """A key of ``ui.states``. One whose last day has passed waits for its result."""
        if self.closed_at:
            return "campaign_closed"
        if self.ends_on < today:
            return "campaign_over"
        return "campaign_ahead" if today < self.starts_on else "campaign_running"
