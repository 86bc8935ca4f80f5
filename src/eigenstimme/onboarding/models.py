from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding.defaults import TITLES
from eigenstimme.people.models import Membership
from eigenstimme.strategy.models import PlaybookVersion

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class Asking(models.Model):
    """Whoever works under a mandate was asked to confirm this version of the playbook."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="askings")
    version = models.ForeignKey(PlaybookVersion, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mandate", "version"], name="asked_once_per_version")]

    def __str__(self) -> str:
        return f"{self.mandate}, {self.version}"


class Side(models.TextChoices):
    """Who does a step."""

    HOLDER = "holder", _("who begins")
    CONTACT = "contact", _("the contact")


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, actor: Actor) -> StepQuerySet:
        """With the mandate."""
        return self.filter(mandate__in=Mandate.objects.visible_to(actor))


class Step(models.Model):
    """Something that is done while somebody starts well (DE8): one of ``defaults`` by its ``key``, or a title."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("what"), max_length=200, blank=True)
    side = models.CharField(_("who does it"), max_length=8, choices=Side.choices, default=Side.HOLDER)
    added_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "key"], condition=~Q(key=""), name="default_step_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="step_is_done_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(key="") | ~Q(title=""), name="step_says_what"),
        ]

    def __str__(self) -> str:
        return str(TITLES[self.key]) if self.key else self.title


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class Rhythm(models.IntegerChoices):
    """In weeks."""

    WEEKLY = 1, _("every week")
    FORTNIGHTLY = 2, _("every other week")
    MONTHLY = 4, _("every four weeks")


class RegularDate(models.Model):
    """When contact and holder speak, without anybody having to ask for it."""

    mandate = models.OneToOneField(Mandate, models.CASCADE, related_name="regular_date")
    weekday = models.SmallIntegerField(_("day"), choices=Weekday.choices)
    clock = models.TimeField(_("time"))
    weeks = models.SmallIntegerField(_("how often"), choices=Rhythm.choices, default=Rhythm.WEEKLY)
    first_day = models.DateField(_("from"))
    how = models.CharField(_("how"), max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(0, 4)), name="regular_date_on_a_working_day"),
            models.CheckConstraint(condition=Q(weeks__in=Rhythm.values), name="regular_date_rhythm_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}, {self.clock:%H:%M}"

    def next_dates(self, now: datetime, number: int = 3) -> list[datetime]:
        """From ``now`` on, in the company's time zone; none after the mandate has ended."""
        zone = self.mandate.company.zone
        day = self._first()
        while (at := datetime.combine(day, self.clock, tzinfo=zone)) <= now:
            day += timedelta(weeks=self.weeks)
        dates = [at + timedelta(weeks=self.weeks * each) for each in range(number)]
        return [each for each in dates if self.mandate.ends_at is None or each < self.mandate.ends_at]

    def _first(self) -> date:
        return self.first_day + timedelta(days=(self.weekday - self.first_day.weekday()) % 7)
