"""How channels are looked after: time promised against time given, posts against the rhythm wanted, and the cost.

What is posted and what specialists charge is known in rooms above; they hand their counters in at start-up. Others'
time is only ever added up (TR2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, Sum
from django.utils import timezone

from eigenstimme.channels.models import (
    AN_HOUR_COSTS,
    HALF_AN_HOUR_A_DAY,
    Channel,
    ChannelProfile,
    HourlyRate,
    Promise,
    TimeGiven,
    WeeklyTime,
    monday_of,
)
from eigenstimme.channels.queries import channels_for
from eigenstimme.channels.verdicts import RECENT, Facts, Judgement, judge
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership

WEEKS = 8
WEEKS_OF_A_MONTH = Decimal(52) / 12
QUIET_AFTER = timedelta(weeks=2)

Posts = Callable[[int, datetime, datetime], Mapping[int, int]]
"""Of a company, between two instants: how many posts, by channel."""

Costs = Callable[[int, datetime, datetime], Mapping[int, Decimal]]
"""The same in euros, for work from outside."""

_published: list[Posts] = []
_planned: list[Posts] = []
_outside: list[Costs] = []


def count_published_with(source: Posts) -> None:
    """Publishing hands in what went out."""
    _published[:] = [source]


def count_planned_with(source: Posts) -> None:
    """The plan hands in what is planned."""
    _planned[:] = [source]


def count_outside_costs_with(source: Costs) -> None:
    """Orders hand in what they cost."""
    _outside[:] = [source]


@dataclass(frozen=True)
class Week:
    """Of one channel, or of one person. Amounts are minutes; ``promised`` as it stood at the end of the week."""

    monday: date
    promised: int
    given: int


@dataclass(frozen=True)
class Tended:
    """A channel side by side with others. ``posts`` went out in the last ``RECENT`` weeks, ``ahead`` are planned for as
    many. ``outside`` and ``inside`` are euros a month."""

    channel: Channel
    profile: ChannelProfile | None
    promises: Sequence[Promise]
    weeks: Sequence[Week]
    posts: int
    ahead: int
    outside: Decimal
    rate: Decimal

    @property
    def usual(self) -> int:
        """Minutes a week such a channel usually takes."""
        return self.channel.connector_class.weekly_hours * 60

    @property
    def promised(self) -> int:
        return sum(promise.minutes for promise in self.promises)

    @property
    def given_a_week(self) -> float:
        """On average over the weeks shown."""
        return sum(week.given for week in self.weeks) / len(self.weeks)

    @property
    def hours_a_month(self) -> Decimal:
        return Decimal(self.given_a_week) / 60 * WEEKS_OF_A_MONTH

    @property
    def inside(self) -> Decimal:
        return self.hours_a_month * self.rate

    @property
    def wanted(self) -> Decimal | None:
        """Posts in ``RECENT`` weeks."""
        a_week = self.profile.posts_a_week if self.profile else None
        return None if a_week is None else a_week * RECENT

    @property
    def judgement(self) -> Judgement:
        recent = self.weeks[-RECENT:]
        here = timezone.now() - self.channel.connected_at
        return judge(
            Facts(
                weeks=here.days // 7,
                described=bool(self.channel.purpose and self.profile and self.profile.audience),
                usual=self.usual,
                promised=self.promised,
                promised_then=sum(week.promised for week in recent[:-1]),
                given=sum(week.given for week in recent),
                wanted=None if self.wanted is None else float(self.wanted),
                posts=self.posts,
            )
        )


def tended(actor: Actor, today: date) -> list[Tended]:
    """All open channels the actor sees, in a fixed number of queries."""
    channels = list(_with_care(actor))
    given = _given(TimeGiven.objects.filter(channel__in=channels), today)
    rate = hourly_rate(actor.company_id)
    now = timezone.now()
    span = timedelta(weeks=RECENT)
    posts = _asked(_published, actor.company_id, now - span, now)
    ahead = _asked(_planned, actor.company_id, now, now + span)
    outside = _asked(_outside, actor.company_id, _midnight(_mondays(today)[0]), now)
    found = []
    for channel in channels:
        promises = list(channel.promises.all())
        found.append(
            Tended(
                channel=channel,
                profile=getattr(channel, "profile", None),
                promises=[each for each in promises if each.until is None],
                weeks=_weeks(promises, given[channel.pk], today),
                posts=posts.get(channel.pk, 0),
                ahead=ahead.get(channel.pk, 0),
                outside=Decimal(outside.get(channel.pk, 0)) / WEEKS * WEEKS_OF_A_MONTH,
                rate=rate,
            )
        )
    return found


def hourly_rate(company_id: int) -> Decimal:
    found = HourlyRate.objects.filter(company_id=company_id).values_list("euros", flat=True).first()
    return AN_HOUR_COSTS if found is None else found


@dataclass(frozen=True)
class Mine:
    """What the reader promised one channel, and gave it."""

    channel: Channel
    promised: int
    weeks: Sequence[Week]

    @property
    def given(self) -> int:
        return sum(week.given for week in self.weeks)


def mine(actor: Actor, today: date) -> list[Mine]:
    """Every channel the reader promised or gave time to in the weeks shown."""
    promises = Promise.objects.filter(person_id=actor.membership_id or 0).select_related("channel")
    by_channel: dict[int, list[Promise]] = defaultdict(list)
    channels: dict[int, Channel] = {}
    for promise in promises.filter(_touching(today), channel__company_id=actor.company_id):
        by_channel[promise.channel_id].append(promise)
        channels[promise.channel_id] = promise.channel
    own = TimeGiven.objects.visible_to(actor)
    given = _given(own, today)
    missing = [pk for pk in given if pk not in channels]
    channels |= {channel.pk: channel for channel in Channel.objects.filter(pk__in=missing)}
    found = [
        Mine(
            channel,
            sum(each.minutes for each in by_channel[pk] if each.until is None),
            _weeks(by_channel[pk], given[pk], today),
        )
        for pk, channel in channels.items()
    ]
    return sorted(found, key=lambda each: each.channel.name)


@dataclass(frozen=True)
class Room:
    """How much of their weekly time somebody has not promised yet. Minutes; below zero: too much is promised."""

    person: Membership
    in_all: int
    promised: int

    @property
    def left(self) -> int:
        return self.in_all - self.promised


def rooms(company_id: int) -> list[Room]:
    """Of all own people who are here, in one query."""
    own = (
        Membership.objects.present()
        .own()
        .filter(company_id=company_id)
        .select_related("person", "weekly_time")
    )
    standing = Q(promises__until=None, promises__channel__closed_at=None)
    counted = own.annotate(promised_minutes=Sum("promises__minutes", filter=standing))
    return [
        Room(member, _in_all(member), member.promised_minutes or 0)  # type: ignore[attr-defined]  # annotated
        for member in counted.order_by("person__name")
    ]


def room_of(person: Membership, in_all: int | None = None) -> Room:
    """Of one person; with another weekly time than they have now, if one is given."""
    standing = Promise.objects.standing().filter(person=person)
    promised = standing.aggregate(minutes=Sum("minutes"))["minutes"] or 0
    return Room(person, _in_all(person) if in_all is None else in_all, promised)


def quiet_for(actor: Actor, now: datetime) -> list[Channel]:
    """Channels the reader promised time to for two weeks and more, and that got none from anybody since."""
    day = timezone.localtime(now).date() - QUIET_AFTER
    fed = TimeGiven.objects.filter(week__gt=day - timedelta(days=7)).values("channel_id")
    promised = Promise.objects.standing().filter(person_id=actor.membership_id or 0, since__lte=day)
    real = Channel.objects.open().filter(company_id=actor.company_id, promises__in=promised)
    return [each for each in real.exclude(pk__in=fed) if each.connector_class.weekly_hours]


def _in_all(member: Membership) -> int:
    try:
        return member.weekly_time.minutes
    except WeeklyTime.DoesNotExist:
        return HALF_AN_HOUR_A_DAY


def _with_care(actor: Actor) -> Sequence[Channel]:
    promises = Promise.objects.select_related("person__person")
    seen = channels_for(actor).open().select_related("profile")
    return list(seen.prefetch_related(Prefetch("promises", promises)))


def _asked(sources: Sequence[Callable[..., Mapping[int, object]]], *arguments: object) -> Mapping[int, Any]:
    return sources[0](*arguments) if sources else {}


def _given(rows: Any, today: date) -> dict[int, dict[date, int]]:
    """Minutes by channel and week."""
    found: dict[int, dict[date, int]] = defaultdict(dict)
    shown = rows.filter(week__gte=_mondays(today)[0]).order_by()
    for channel, week, minutes in shown.values_list("channel_id", "week").annotate(Sum("minutes")):
        found[channel][week] = minutes
    return found


def _weeks(promises: Sequence[Promise], given: Mapping[date, int], today: date) -> list[Week]:
    return [
        Week(monday, sum(each.minutes for each in promises if _holds(each, monday)), given.get(monday, 0))
        for monday in _mondays(today)
    ]


def _holds(promise: Promise, monday: date) -> bool:
    """Whether it stood at the end of that week."""
    sunday = monday + timedelta(days=6)
    return promise.since <= sunday and (promise.until is None or promise.until > sunday)


def _touching(today: date) -> Q:
    return Q(until=None, channel__closed_at=None) | Q(until__gt=_mondays(today)[0])


def _mondays(today: date) -> list[date]:
    """Of the weeks shown, the oldest first; the last one is this week."""
    this = monday_of(today)
    return [this - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
