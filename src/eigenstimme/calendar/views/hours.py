"""The plan as a week and as a day: columns of days with rows of hours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from eigenstimme.calendar.cards import Card, dealt
from eigenstimme.calendar.gaps import gaps
from eigenstimme.calendar.notes import EventDay
from eigenstimme.calendar.period import Period, asked_day, day_of, longest_gap, week_of
from eigenstimme.calendar.queries import NO_DAY, days
from eigenstimme.calendar.sight import sight
from eigenstimme.calendar.views import frame
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.slots import Slot
from eigenstimme.plan.views.doors import planner

A_DAY_OF_A_WEEK_SHOWS, A_DAY_SHOWS = 7, 70
OPENS, CLOSES = 7, 20  # hours that are always there


@dataclass(frozen=True)
class Hour:
    hour: int
    cards: list[Card]
    gaps: list[Slot]
    now: bool


@dataclass(frozen=True)
class Column:
    """A day with its hours. ``more`` cards have no room; ``new`` is when a new post could go out."""

    date: date
    today: bool
    past: bool
    hours: list[Hour]
    count: int
    more: int
    holiday: str
    events: list[EventDay]
    new: datetime | None


@planner
@require_safe
def week(request: ActorRequest) -> HttpResponse:
    return _hours(request, "week", week_of(asked_day(request.GET.get("date", ""))), A_DAY_OF_A_WEEK_SHOWS)


@planner
@require_safe
def day(request: ActorRequest) -> HttpResponse:
    return _hours(request, "day", day_of(asked_day(request.GET.get("date", ""))), A_DAY_SHOWS)


def _hours(request: ActorRequest, name: str, period: Period, limit: int) -> HttpResponse:
    seen = sight(request)
    found = days(seen.pieces, period.start, period.end, limit)
    beside = frame.tray(request, seen)
    shown = [spot for day in found.values() for spot in day.spots]
    cards = dealt([*shown, *beside.spots], seen)
    known, open_slots = frame.notes_of(request, period), gaps(seen, period)
    rows = _rows(
        [*(spot.at for spot in shown if spot.at), *(slot.at for day in open_slots.values() for slot in day)]
    )
    now = timezone.localtime()

    def column(day: date) -> Column:
        there = found.get(day, NO_DAY)
        return Column(
            day,
            day == now.date(),
            day < now.date(),
            _by_hour(
                [cards[spot] for spot in there.spots],
                open_slots.get(day, []),
                rows,
                now.hour if day == now.date() else None,
            ),
            there.total + len(open_slots.get(day, [])),
            there.total - len(there.spots),
            known.holiday(day),
            known.on(day),
            frame.good_time(day) if not there.total and seen.may_draft else None,
        )

    context = {
        "period": period,
        "rows": rows,
        "columns": [column(day) for day in period.days],
        "tray": beside,
        "tray_cards": [cards[spot] for spot in beside.spots],
        "gap": longest_gap(period.days, found, known.holidays),
    }
    return frame.page(request, name, seen, period.asked, context)


def _rows(shown: list[datetime]) -> range:
    """The hours of a working day, and those before and after that hold anything."""
    hours = {timezone.localtime(at).hour for at in shown}
    return range(min({OPENS, *hours}), max({CLOSES, *hours}) + 1)


def _by_hour(cards: list[Card], free: list[Slot], rows: range, now: int | None) -> list[Hour]:
    there: defaultdict[int, list[Card]] = defaultdict(list)
    for card in cards:
        if card.at:
            there[timezone.localtime(card.at).hour].append(card)
    return [
        Hour(hour, there[hour], [slot for slot in free if slot.at.hour == hour], hour == now) for hour in rows
    ]
