"""The days a view shows, on the company's clock."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

A_DAY = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
WEEKEND = (5, 6)
A_GAP = 3  # working days without a post from which on it is one


@dataclass(frozen=True)
class Period:
    """From ``first`` to ``last``, both inside. ``asked`` is the day in the address; the others lead to neighbours."""

    asked: date
    first: date
    last: date
    previous: date
    next: date

    @property
    def days(self) -> list[date]:
        return [self.first + A_DAY * number for number in range((self.last - self.first).days + 1)]

    @property
    def start(self) -> datetime:
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        return midnight(self.last + A_DAY)

    @property
    def holds_today(self) -> bool:
        return self.first <= timezone.localdate() <= self.last


def asked_day(text: str) -> date:
    """The day in an address, like "2026-11-24"; today when it is none, or none of this century."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    return day if EARLIEST <= day <= LATEST else timezone.localdate()


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    before = (first - A_DAY).replace(day=min(day.day, (first - A_DAY).day))
    return Period(day, first, last, before, _same_day_after(last, day))


def week_of(day: date) -> Period:
    monday = day - A_DAY * day.weekday()
    return Period(day, monday, monday + A_DAY * 6, day - A_DAY * 7, day + A_DAY * 7)


def day_of(day: date) -> Period:
    return Period(day, day, day, day - A_DAY, day + A_DAY)


def weeks_of(month: Period) -> list[list[date]]:
    """Whole weeks, from Monday: some of their days are in the months beside."""
    return calendar.Calendar().monthdatescalendar(month.first.year, month.first.month)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def longest_gap(days: Sequence[date], busy: Iterable[date], free: Iterable[date]) -> tuple[date, date] | None:
    """The longest run of days ahead with nothing planned, if it holds enough working days; ``free`` are holidays."""
    taken, off, today = set(busy), set(free), timezone.localdate()
    runs: list[list[date]] = [[]]
    for day in days:
        if day >= today and day not in taken:
            runs[-1].append(day)
        else:
            runs.append([])
    working = [[day for day in run if day.weekday() not in WEEKEND and day not in off] for run in runs]
    longest = max(working, key=len)
    return (longest[0], longest[-1]) if len(longest) >= A_GAP else None


def _same_day_after(last: date, day: date) -> date:
    after = last + A_DAY
    return after.replace(day=min(day.day, calendar.monthrange(after.year, after.month)[1]))
