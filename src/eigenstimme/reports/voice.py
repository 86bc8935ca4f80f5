"""The own-voice share (DE6): counted from the rows, in a fixed number of queries. Figures of channels, never of people.

Months are those of the company's clock. ``writing`` says who wrote a post; the share is what own people drafted, of
all that is neither shared nor repeated. Dialogue is sent by own people always (law 3), so what tells is how much of it
they took over word for word from somebody outside or a machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, tzinfo
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now, TruncMonth

from eigenstimme.channels.models import Channel
from eigenstimme.inbox.models import Message, Reaction, Recommendation
from eigenstimme.inbox.sameness import fingerprint
from eigenstimme.people.models import Company, Kind
from eigenstimme.plan.models import Variant
from eigenstimme.publishing.models import WAITING, Publication, State
from eigenstimme.reports.writing import Writing, writing

MONTHS = 12
FEWEST = 3
"""People: how a smaller group answers is not shown apart (TR2)."""


@dataclass(frozen=True)
class Posts:
    """How many posts of each group of ``Writing``."""

    own: int = 0
    reworked: int = 0
    outside: int = 0
    repeated: int = 0
    shared: int = 0

    def __add__(self, other: Posts) -> Posts:
        return Posts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def written(self) -> int:
        """What the share is a part of."""
        return self.own + self.reworked + self.outside

    @property
    def all(self) -> int:
        return self.written + self.repeated + self.shared

    @property
    def percent(self) -> int | None:
        """The own-voice share, rounded down: it reads below a limit exactly when it is. None: nothing was written."""
        return 100 * self.own // self.written if self.written else None


@dataclass(frozen=True)
class Answers:
    """Answers to people: in own words, from a recommendation and changed, or taken over word for word."""

    own_words: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Answers) -> Answers:
        return Answers(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def all(self) -> int:
        return self.own_words + self.changed + self.unchanged

    @property
    def percent_unchanged(self) -> int | None:
        return 100 * self.unchanged // self.all if self.all else None


@dataclass(frozen=True)
class Voice:
    """Counts by channel and month; ``ahead`` is planned until the running month ends, ``reactions`` are of all months.

    ``answering`` are the people who answered on a channel, for telling how small a group is.
    """

    months: Sequence[date]
    channels: Sequence[Channel]
    out: dict[tuple[int, date], Posts]
    ahead: dict[int, Posts]
    answers: dict[tuple[int, date], Answers]
    answering: dict[int, set[int]]
    reactions: int

    @property
    def running(self) -> date:
        return self.months[-1]

    def posts(self, month: date, channel: int | None = None) -> Posts:
        return sum((self.out.get((each, month), Posts()) for each in self._of(channel)), Posts())

    def planned(self, channel: int | None = None) -> Posts:
        return sum((self.ahead.get(each, Posts()) for each in self._of(channel)), Posts())

    def expected(self, channel: int | None = None) -> Posts:
        """What the running month ends with, if all that is planned goes out."""
        return self.posts(self.running, channel) + self.planned(channel)

    def answered(self, month: date, channel: int | None = None) -> Answers:
        return sum((self.answers.get((each, month), Answers()) for each in self._of(channel)), Answers())

    @property
    def answers_by_channel(self) -> bool:
        """Not where so few answer on one of them that it would tell of single people, not even by subtraction."""
        return all(len(people) >= FEWEST for people in self.answering.values())

    def _of(self, channel: int | None) -> Iterable[int]:
        return (each.pk for each in self.channels) if channel is None else (channel,)


def voice(company: Company, channels: Sequence[Channel], now: datetime) -> Voice:
    """The last twelve months with the running one. Five queries."""
    months = months_until(now, company.zone)
    start = midnight(months[0], company.zone)
    numbers = [channel.pk for channel in channels]
    answers, answering = _answers(numbers, start, company.zone)
    out, ahead = _posts(numbers, start, now, company.zone)
    return Voice(months, channels, out, ahead, answers, answering, _reactions(numbers, start))


def months_until(now: datetime, zone: tzinfo, count: int = MONTHS) -> list[date]:
    """The first days of that many months, the running one last."""
    this = now.astimezone(zone).date().replace(day=1)
    return [this - relativedelta(months=back) for back in reversed(range(count))]


def midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def month_after(month: date) -> date:
    return month + relativedelta(months=1)


def published(start: datetime, zone: tzinfo) -> QuerySet[Variant]:
    """What went out since, with its ``month`` and its ``writing``."""
    out = Variant.objects.filter(
        publications__part=0, publications__state=State.SENT, publications__sent_at__gte=start
    )
    return out.annotate(
        at=F("publications__sent_at"),
        month=TruncMonth("publications__sent_at", tzinfo=zone),
        writing=writing(OuterRef("publications__sent_at")),
    )


def planned(now: datetime, zone: tzinfo) -> QuerySet[Variant]:
    """What has a time between now and the end of the month and can still go out, annotated alike."""
    month = months_until(now, zone, 1)[0]
    end = midnight(month_after(month), zone)
    stopped = Publication.objects.filter(variant=OuterRef("pk"), part=0).exclude(
        state__in=[*WAITING, State.WITHDRAWN]
    )
    found = Variant.objects.filter(piece__dropped_at=None).annotate(
        at=Coalesce("own_time", "piece__planned_for")
    )
    return found.filter(~Exists(stopped), at__gte=now, at__lt=end).annotate(
        month=Value(midnight(month, zone), DateTimeField()), writing=writing(Now())
    )


def _posts(
    channels: Sequence[int], start: datetime, now: datetime, zone: tzinfo
) -> tuple[dict[tuple[int, date], Posts], dict[int, Posts]]:
    """By channel and month what went out, and by channel what is planned. One query."""
    out: dict[tuple[int, date], Posts] = defaultdict(Posts)
    ahead: dict[int, Posts] = defaultdict(Posts)
    for is_ahead, channel, month, wrote, number in counted(Q(channel__in=channels), start, now, zone):
        one = Posts(**{wrote: number})
        if is_ahead:
            ahead[channel] += one
        else:
            out[channel, month.astimezone(zone).date()] += one
    return out, ahead


def counted(
    of: Q, start: datetime, now: datetime, zone: tzinfo, **beside: Subquery
) -> QuerySet[Variant, Any]:
    """Rows (is it planned?, channel, month, writing, number, what else is wanted ``beside``). One query."""
    out, ahead = published(start, zone), planned(now, zone)
    return _numbers(out.filter(of), False, beside).union(_numbers(ahead.filter(of), True, beside), all=True)


def _numbers(rows: QuerySet[Variant], ahead: bool, beside: dict[str, Subquery]) -> QuerySet[Variant, Any]:
    told = rows.order_by().annotate(is_ahead=Value(ahead), **beside)
    groups = told.values_list("is_ahead", "channel_id", "month", "writing", *beside)
    counts = groups.annotate(number=Count("pk"))
    return counts.values_list("is_ahead", "channel_id", "month", "writing", "number", *beside)


def _answers(
    channels: Sequence[int], start: datetime, zone: tzinfo
) -> tuple[dict[tuple[int, date], Answers], dict[int, set[int]]]:
    """Two queries: all answers, and those that were made from what somebody outside recommended."""
    sent = Q(handle=None, author__isnull=False, publication__state=State.SENT, written_at__gte=start)
    rows = (
        Message.objects.filter(sent, conversation__channel__in=channels)
        .annotate(month=TruncMonth("written_at", tzinfo=zone))
        .order_by()
        .values_list("conversation__channel", "month")
        .annotate(number=Count("pk"), people=ArrayAgg("author", distinct=True))
    )
    answers: dict[tuple[int, date], Answers] = defaultdict(Answers)
    answering: dict[int, set[int]] = defaultdict(set)
    for channel, month, number, people in rows:
        answers[channel, month.date()] += Answers(own_words=number)
        answering[channel].update(people)
    for channel, month, sent_as, recommended in _adopted(channels, start, zone):
        unchanged = fingerprint(recommended) == sent_as
        kept = Answers(own_words=-1, unchanged=1) if unchanged else Answers(own_words=-1, changed=1)
        answers[channel, month.date()] += kept
    return answers, answering


def _adopted(channels: Sequence[int], start: datetime, zone: tzinfo) -> QuerySet[Recommendation, Any]:
    taken = Recommendation.objects.filter(
        answer__publication__state=State.SENT,
        answer__written_at__gte=start,
        answer__conversation__channel__in=channels,
    )
    from_outside = taken.exclude(author__kind=Kind.OWN).annotate(
        month=TruncMonth("answer__written_at", tzinfo=zone)
    )
    return from_outside.order_by().values_list(
        "answer__conversation__channel", "month", "answer__fingerprint", "text"
    )


def _reactions(channels: Sequence[int], start: datetime) -> int:
    given = Reaction.objects.standing().filter(at__gte=start, message__conversation__channel__in=channels)
    return given.count()


__all__ = ["Answers", "Posts", "Voice", "Writing", "voice"]
