"""What a day is besides what is planned on it: a public holiday, an event of the company's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from eigenstimme.calendar.models import Event
from eigenstimme.calendar.period import A_DAY
from eigenstimme.core import public_holidays
from eigenstimme.people.actor import Actor


@dataclass(frozen=True)
class EventDay:
    """An event on one of its days; ``named`` where its title has to stand: on its first day, and in each new week."""

    event: Event
    named: bool
    last: bool


@dataclass(frozen=True)
class Notes:
    """Holidays and events of some days."""

    holidays: dict[date, str]
    events: dict[date, list[EventDay]]

    def holiday(self, day: date) -> str:
        return self.holidays.get(day, "")

    def on(self, day: date) -> list[EventDay]:
        return self.events.get(day, [])


def notes(actor: Actor, region: str, days: Sequence[date]) -> Notes:
    """One query. ``region`` as in ``core.public_holidays``; the names are in the reader's language."""
    found = Event.objects.visible_to(actor).between(days[0], days[-1])
    by_day: defaultdict[date, list[EventDay]] = defaultdict(list)
    for event in found:
        for day in days:
            if event.starts_on <= day <= event.ends_on:
                named = day in (event.starts_on, days[0]) or day.weekday() == 0
                by_day[day].append(EventDay(event, named, day == event.ends_on))
    language = get_language() or "en"
    holidays = public_holidays.between(days[0], days[-1] + A_DAY, region=region, language=language)
    return Notes(holidays, dict(by_day))
