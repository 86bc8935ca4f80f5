"""Rhythms: when something recurs, on the company's clock.

A rhythm is reckoned in local dates and one time of the clock, and only then put on the time line: a post of Tuesdays
at six is at six in summer and in winter. Two nights a year need a rule:

- A time that exists twice (clocks go back) is the first of the two: RFC 5545, section 3.3.5, and ``fold=0`` of PEP 495.
- A time that does not exist (clocks go forward) is the first that exists after it: two in the night becomes three.
  RFC 5545 reads it by the clock of the day before instead, so that half past two becomes half past three; for a
  post the nearest time there is serves better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import takewhile
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from dateutil.tz import datetime_exists

LAST = -1
"""As ``nth``: the last such weekday of a month."""
SHORTEST_MONTH = 28
A_MINUTE, TWO_DAYS = timedelta(minutes=1), timedelta(days=2)


class Pattern(StrEnum):
    WEEKLY = "weekly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_DAY = "monthly_day"


@dataclass(frozen=True)
class Rhythm:
    """``step``: every so many weeks or months, counted from the first that has a day of the rhythm.

    ``weekdays`` from 0 for Monday; of a month just one, the ``nth`` (1 to 4, or ``LAST``). ``month_day`` is from 1 to
    31; in a shorter month its last day stands for it, so that no month is left out. ``first_day`` is the earliest,
    ``last_day`` the latest; ``count`` ends it after so many.
    """

    pattern: Pattern
    clock: time
    first_day: date
    step: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 1
    month_day: int = 1
    last_day: date | None = None
    count: int | None = None

    def moments(self, start: datetime, end: datetime | None, zone: tzinfo) -> Iterator[datetime]:
        """All from ``start`` until before ``end``, in order. Without an end, as long as somebody asks."""
        found = (on_the_clock(local, zone) for local in self._local(_wall_clock(start, zone) - TWO_DAYS))
        later = (at for at in _rising(found) if at >= start)
        return takewhile(lambda at: end is None or at < end, later)

    def _local(self, since: datetime) -> Iterator[datetime]:
        """Times of the clock, whether they exist or not."""
        begin = next(iter(replace(self, step=1, count=1)._rule(self.first_day)), None)
        return self._rule(begin.date()).xafter(since, inc=True) if begin else iter(())

    def _rule(self, first: date) -> rrule:
        return rrule(
            WEEKLY if self.pattern == Pattern.WEEKLY else MONTHLY,
            dtstart=datetime.combine(first, self.clock),
            interval=self.step,
            count=self.count,
            until=datetime.combine(self.last_day, time.max) if self.last_day and not self.count else None,
            **self._days(),
        )

    def _days(self) -> dict[str, Any]:
        match self.pattern:
            case Pattern.WEEKLY:
                return {"byweekday": self.weekdays}
            case Pattern.MONTHLY_WEEKDAY:
                return {"byweekday": [weekday(day, self.nth) for day in self.weekdays]}
            case Pattern.MONTHLY_DAY:
                earliest = min(SHORTEST_MONTH, self.month_day)
                return {"bymonthday": range(earliest, self.month_day + 1), "bysetpos": LAST}


def on_the_clock(local: datetime, zone: tzinfo) -> datetime:
    """The moment at which the clocks of ``zone`` show this; the rules for two nights a year stand above."""
    while not datetime_exists(local, zone):
        local += A_MINUTE
    return local.replace(tzinfo=zone)


def _wall_clock(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _rising(moments: Iterator[datetime]) -> Iterator[datetime]:
    """Each once: where a whole day is left out (Samoa, December 2011), two local times can be one moment."""
    last: float | None = None
    for at in moments:
        if last is None or at.timestamp() > last:
            last = at.timestamp()
            yield at
