"""The plan as a month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from eigenstimme.calendar.cards import Card, dealt
from eigenstimme.calendar.notes import EventDay
from eigenstimme.calendar.period import asked_day, month_of, weeks_of
from eigenstimme.calendar.queries import Spot, spots
from eigenstimme.calendar.sight import sight
from eigenstimme.calendar.views import frame
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.views.doors import planner

A_DAY_SHOWS, A_FULL_DAY_SHOWS = 3, 2
FULL = 60  # cards in a month from which on each day shows fewer


@dataclass(frozen=True)
class Cell:
    """A day of the month, or beside it. ``more`` cards have no room; ``new`` is when a new post could go out."""

    date: date
    inside: bool
    today: bool
    past: bool
    cards: list[Card]
    more: int
    holiday: str
    events: list[EventDay]
    new: datetime | None


@planner
@require_safe
def month(request: ActorRequest) -> HttpResponse:
    seen = sight(request)
    period = month_of(asked_day(request.GET.get("date", "")))
    found = spots(seen.pieces, period.start, period.end)
    shown = _shown(found)
    beside = frame.tray(request, seen)
    cards = dealt([*(spot for day in shown.values() for spot in day), *beside.spots], seen)
    known = frame.notes_of(request, period)
    counts = _counts(found)
    today = timezone.localdate()

    def cell(day: date) -> Cell:
        inside, here = period.first <= day <= period.last, shown[day]
        return Cell(
            day,
            inside,
            day == today,
            day < today,
            [cards[spot] for spot in here],
            counts[day] - len(here),
            known.holiday(day),
            known.on(day) if inside else [],
            frame.good_time(day) if inside and not counts[day] and seen.may_draft else None,
        )

    context = {
        "period": period,
        "weeks": [[cell(day) for day in week] for week in weeks_of(period)],
        "tray": beside,
        "tray_cards": [cards[spot] for spot in beside.spots],
        "gap": frame.gap(period, found, known),
    }
    return frame.page(request, "month", seen, period.asked, context)


def _shown(found: list[Spot]) -> defaultdict[date, list[Spot]]:
    """The first spots of each day; only what is shown is fetched."""
    days: defaultdict[date, list[Spot]] = defaultdict(list)
    for spot in found:
        if spot.at:
            days[timezone.localdate(spot.at)].append(spot)
    limit = (
        A_DAY_SHOWS if sum(min(len(day), A_DAY_SHOWS) for day in days.values()) <= FULL else A_FULL_DAY_SHOWS
    )
    for day, there in days.items():
        days[day] = there[:limit]
    return days


def _counts(found: list[Spot]) -> defaultdict[date, int]:
    counts: defaultdict[date, int] = defaultdict(int)
    for spot in found:
        if spot.at:
            counts[timezone.localdate(spot.at)] += 1
    return counts
