from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.strategy.models.department import Department

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class ContentClass(models.TextChoices):
    """They decide the approval, nothing else does (design: classes of content)."""

    ROUTINE = "A", _("A – routine")
    NORMAL = "B", _("B – normal")
    DELICATE = "C", _("C – delicate")
    CRISIS = "D", _("D – crisis")


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, actor: Actor) -> TopicQuerySet:
        return self.filter(company_id=actor.company_id)

    def in_use(self) -> TopicQuerySet:
        return self.filter(retired_at=None)


class Topic(models.Model):
    """What the company speaks about. Its class says what a piece on it needs; a delicate one names its expert."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="topics")
    name = models.CharField(_("name"), max_length=80)
    content_class = models.CharField(
        _("class"),
        max_length=1,
        choices=[choice for choice in ContentClass.choices if choice[0] != "D"],
        default=ContentClass.NORMAL,
    )
    expert = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expert_topics",
        verbose_name=_("expert"),
    )
    departments = models.ManyToManyField(
        Department, blank=True, related_name="topics", verbose_name=_("interested departments")
    )
    muted_by = models.ManyToManyField(
        Membership,
        blank=True,
        related_name="muted_topics",
        help_text="people of its departments who do not want to hear of each post",
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("company", "name", condition=Q(retired_at=None), name="topic_name_once"),
            models.CheckConstraint(condition=Q(content_class__in=["A", "B", "C"]), name="topic_class_a_to_c"),
            models.CheckConstraint(
                condition=~Q(content_class="C") | Q(expert__isnull=False), name="delicate_topic_has_expert"
            ),
        ]

    def __str__(self) -> str:
        return self.name
