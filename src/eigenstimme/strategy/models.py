from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class ContentClass(models.TextChoices):
    """They decide the approval, nothing else does (design: classes of content)."""

    ROUTINE = "A", _("A – routine")
    NORMAL = "B", _("B – normal")
    DELICATE = "C", _("C – delicate")
    CRISIS = "D", _("D – crisis")


class DepartmentQuerySet(models.QuerySet["Department"]):
    def visible_to(self, actor: Actor) -> DepartmentQuerySet:
        return self.filter(company_id=actor.company_id)

    def in_use(self) -> DepartmentQuerySet:
        return self.filter(retired_at=None)


class Department(models.Model):
    """A part of the company that takes an interest in topics (ST3). Its people are own ones; it decides nothing."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="departments")
    name = models.CharField(_("name"), max_length=80)
    people = models.ManyToManyField(
        Membership, blank=True, related_name="departments", verbose_name=_("people")
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "company", "name", condition=Q(retired_at=None), name="department_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


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


class Address(models.TextChoices):
    """How German texts speak to their readers. Empty: as it comes."""

    FORMAL = "sie", _("Sie")
    FAMILIAR = "du", _("du and ihr")


class HouseStyle(models.Model):
    """How the company writes, beside its words. There is none until somebody has decided."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="house_style")
    address = models.CharField(_("address"), max_length=3, blank=True, choices=Address.choices)

    def __str__(self) -> str:
        return self.get_address_display()


class Verdict(models.TextChoices):
    PREFERRED = "preferred", _("We like to say it")
    AVOIDED = "avoided", _("We avoid it")
    FORBIDDEN = "forbidden", _("We never say it")
    OFF_LIMITS = "off_limits", _("We do not speak about it")


class HouseWordQuerySet(models.QuerySet["HouseWord"]):
    def visible_to(self, actor: Actor) -> HouseWordQuerySet:
        """Whoever writes for the company, from wherever, knows its words."""
        return self.filter(company_id=actor.company_id)


class HouseWord(models.Model):
    """A word or phrase the company has decided on. ``instead`` is what it says in its place."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="house_words")
    phrase = models.CharField(_("word or phrase"), max_length=80)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    instead = models.CharField(_("say instead"), max_length=120, blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = HouseWordQuerySet.as_manager()

    class Meta:
        ordering = [Lower("phrase")]
        constraints = [models.UniqueConstraint("company", Lower("phrase"), name="house_word_once")]

    def __str__(self) -> str:
        return self.phrase

    def subject(self) -> Subject:
        return Subject(self.company_id)
