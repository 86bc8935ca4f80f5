from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, reach

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, actor: Actor) -> EventQuerySet:
        return self.filter(reach(actor, "plan.read"), company_id=actor.company_id)

    def between(self, first: date, last: date) -> EventQuerySet:
        """Those with at least one day from ``first`` to ``last``."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Event(models.Model):
    """Something of the company's own that the plan should know: an open day, a fair, holidays of the firm."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="events")
    title = models.CharField(_("title"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="event_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["company", "ends_on"], name="event_by_end")]

    def __str__(self) -> str:
        return self.title

    def subject(self) -> Subject:
        return Subject(self.company_id)


class KeptFilter(models.Model):
    """What somebody wants to see of a company's plan until they choose otherwise: ``forms.FilterForm.chosen``."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="kept_filter")
    values = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.membership)
