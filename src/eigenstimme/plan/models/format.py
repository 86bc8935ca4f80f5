"""Rubriken: formats that come back, each with its slot in the week or month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, reach
from eigenstimme.plan.models.recurring import Recurring
from eigenstimme.strategy.models import Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LONGEST_BRIEF = 2000


class FormatQuerySet(models.QuerySet["Format"]):
    def visible_to(self, actor: Actor) -> FormatQuerySet:
        return self.filter(reach(actor, "plan.read"), company_id=actor.company_id)

    def in_use(self) -> FormatQuerySet:
        return self.filter(retired_at=None)


class Format(Recurring):
    """A Rubrik. What it names (topic, channels, brief) is what a new piece of it begins with."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="formats")
    name = models.CharField(_("name"), max_length=80)
    brief = models.TextField(blank=True, max_length=LONGEST_BRIEF)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="formats", verbose_name=_("topic")
    )
    channels = models.ManyToManyField(Channel, blank=True, related_name="formats", verbose_name=_("channels"))
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="of the form it came from: sent twice, it makes one format",
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = FormatQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("company", "name", condition=Q(retired_at=None), name="format_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plan:format", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(self.company_id, topic_id=self.topic_id)
