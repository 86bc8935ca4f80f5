"""Time for channels: promised, given, and what an hour costs. Amounts are minutes, money is euros."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models.channel import Channel
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

HALF_AN_HOUR_A_DAY = 150  # minutes in a week of five days: enough, but it has to be there (ST5)
AN_HOUR_COSTS = Decimal(45)  # euros; an assumption, until the company types its own figure
A_WEEK = 7 * 24 * 60


class PromiseQuerySet(models.QuerySet["Promise"]):
    def standing(self) -> PromiseQuerySet:
        return self.filter(until=None, channel__closed_at=None)


class Promise(models.Model):
    """An own person promises a channel ``minutes`` a week, from the day ``since`` on.

    ``until`` is the first day on which it no longer holds. Another amount is another promise.
    """

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="promises")
    person = models.ForeignKey(Membership, models.PROTECT, related_name="promises", verbose_name=_("person"))
    minutes = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["-minutes", "pk"]
        constraints = [
            models.UniqueConstraint(
                "channel", "person", condition=Q(until=None), name="one_promise_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=A_WEEK), name="promise_of_minutes"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="promise_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.channel}"

    @property
    def company_id(self) -> int:
        return self.channel.company_id


class WeeklyTime(models.Model):
    """How much time a person has for all channels together; without a row it is ``HALF_AN_HOUR_A_DAY``."""

    person = models.OneToOneField(Membership, models.CASCADE, related_name="weekly_time")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__lte=A_WEEK), name="no_week_has_more_minutes")
        ]

    def __str__(self) -> str:
        return str(self.person)


class TimeGivenQuerySet(models.QuerySet["TimeGiven"]):
    def visible_to(self, actor: Actor) -> TimeGivenQuerySet:
        """One's own. Of everybody else's there are only sums (TR2)."""
        return self.filter(channel__company_id=actor.company_id, person_id=actor.membership_id or 0)


class TimeGiven(models.Model):
    """Time somebody really gave a channel, as they wrote it down themselves. ``week`` is its Monday."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="time_given")
    person = models.ForeignKey(Membership, models.PROTECT, related_name="time_given")
    week = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(_("what"), max_length=200, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = TimeGivenQuerySet.as_manager()

    class Meta:
        ordering = ["-week", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="week_is_its_monday"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=A_WEEK), name="time_of_minutes"),
        ]
        indexes = [models.Index(fields=["channel", "week"], name="time_by_channel_and_week")]

    def __str__(self) -> str:
        """History shows it, and says neither how much nor what (TR2)."""
        return str(self.channel)

    def subject(self) -> Subject:
        return Subject(self.channel.company_id, channel_id=self.channel_id, author_id=self.person_id)


class HourlyRate(models.Model):
    """What an hour of the company's own people costs, in euros; without a row it is ``AN_HOUR_COSTS``."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="hourly_rate")
    euros = models.DecimalField(_("an hour costs (€)"), max_digits=6, decimal_places=2)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(euros__gte=0), name="an_hour_costs_something")]

    def __str__(self) -> str:
        return str(self.euros)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
