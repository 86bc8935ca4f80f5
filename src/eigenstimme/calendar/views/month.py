"""The plan as a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from eigenstimme.calendar.cards import Card, dealt
from eigenstimme.calendar.gaps import gaps
from eigenstimme.calendar.notes import EventDay
from eigenstimme.calendar.period import asked_day, longest_gap, month_of, weeks_of
from eigenstimme.calendar.queries import NO_DAY, days
from eigenstimme.calendar.sight import sight
from eigenstimme.calendar.views import frame
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.slots import Slot
from eigenstimme.plan.views.doors import planner

A_DAY_SHOWS, A_FULL_DAY_SHOWS = 3, 2
FULL = 60  # cards in a month from which on each day shows fewer


@dataclass(frozen=True)
class Cell:
    """A day of the month, or beside it. ``more`` cards and gaps have no room.

    ``new`` is when a new post could go out.
    """

    date: date
    inside: bool
    today: bool
    past: bool
    cards: list[Card]
    gaps: list[Slot]
    more: int
    holiday: str
    events: list[EventDay]
    new: datetime | None


@planner
@require_safe
def month(request: ActorRequest) -> HttpResponse:
    seen = sight(request)
    period = month_of(asked_day(request.GET.get("date", "")))
    found = days(seen.pieces, period.start, period.end, A_DAY_SHOWS)
    room = A_DAY_SHOWS if sum(len(day.spots) for day in found.values()) <= FULL else A_FULL_DAY_SHOWS
    beside = frame.tray(request, seen)
    shown = [spot for day in found.values() for spot in day.spots[:room]]
    cards = dealt([*shown, *beside.spots], seen)
    known, open_slots = frame.notes_of(request, period), gaps(seen, period)
    today = timezone.localdate()

    def cell(day: date) -> Cell:
        inside, there = period.first <= day <= period.last, found.get(day, NO_DAY)
        free = open_slots.get(day, [])
        return Cell(
            day,
            inside,
            day == today,
            day < today,
            [cards[spot] for spot in there.spots[:room]],
            free[:room],
            max(0, there.total - room) + max(0, len(free) - room),
            known.holiday(day),
            known.on(day) if inside else [],
            frame.good_time(day) if inside and not there.total and seen.may_draft else None,
        )

    context = {
        "period": period,
        "weeks": [[cell(day) for day in week] for week in weeks_of(period)],
        "tray": beside,
        "tray_cards": [cards[spot] for spot in beside.spots],
        "gap": longest_gap(period.days, found, known.holidays),
    }
    return frame.page(request, "month", seen, period.asked, context)
