"""Who does which task of the catalogue, and which of them are ours at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue import BY_KEY, Task
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.models import Company, Membership

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LEFT_ALONE_FOR = timedelta(days=90)


class OurTaskQuerySet(models.QuerySet["OurTask"]):
    def visible_to(self, actor: Actor) -> OurTaskQuerySet:
        return self.filter(company_id=actor.company_id)


class OurTask(models.Model):
    """A task of the catalogue that matters to this company. Of the others nobody is reminded."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="our_tasks")
    task = models.CharField(max_length=40, help_text="a key of advisor.catalogue")
    chosen_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OurTaskQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("company", "task", name="our_task_once")]

    def __str__(self) -> str:
        return _name(self.task)


class TaskHolderQuerySet(models.QuerySet["TaskHolder"]):
    def visible_to(self, actor: Actor) -> TaskHolderQuerySet:
        """Everyone in a company knows who does what there."""
        return self.filter(company_id=actor.company_id)

    def current(self) -> TaskHolderQuerySet:
        return self.filter(until=None, membership__left_at=None)


class TaskHolder(models.Model):
    """Somebody does a task, from a day on. It gives no right: that is what mandates are for (DE3)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="task_holders")
    task = models.CharField(max_length=40, help_text="a key of advisor.catalogue")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="tasks_held", verbose_name=_("who does it")
    )
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True, help_text="the last day; None: still")
    note = models.CharField(_("note"), max_length=200, blank=True)
    named_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = TaskHolderQuerySet.as_manager()

    class Meta:
        ordering = ["membership__person__name"]
        constraints = [
            models.UniqueConstraint(
                "membership", "task", condition=Q(until=None), name="a_task_is_held_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_task_is_held_forward"
            ),
        ]

    def __str__(self) -> str:
        return _name(self.task)

    def get_absolute_url(self) -> str:
        return reverse("handover:task", args=[self.task])

    @property
    def known(self) -> Task | None:
        """None for a task the catalogue no longer has."""
        return BY_KEY.get(self.task)


class LeftAlone(models.Model):
    """A lead looked at a mandate nobody uses, and leaves it as it is; it is not pointed out again for a while."""

    mandate = models.OneToOneField(Mandate, models.CASCADE, related_name="left_alone")
    left_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.mandate)

    def until(self) -> datetime:
        return self.left_at + LEFT_ALONE_FOR


def _name(key: str) -> str:
    return str(BY_KEY[key].name) if key in BY_KEY else key
