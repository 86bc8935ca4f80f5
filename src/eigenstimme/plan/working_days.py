"""Time as people wait: a weekend is no delay."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, time, timedelta, tzinfo

SATURDAY = 5
A_DAY = timedelta(days=1)
NONE: frozenset[date] = frozenset()


def working_days(start: datetime, end: datetime, zone: tzinfo, free: Container[date] = NONE) -> float:
    """Days from ``start`` to ``end`` that fall on Monday to Friday and not on a ``free`` day, each counted as 24 hours.

    A night in which the clocks change makes its day an hour shorter or longer.
    """
    total = timedelta()
    local = start.astimezone(zone)
    while local < end:
        midnight = datetime.combine(local.date() + A_DAY, time(), zone)
        if local.weekday() < SATURDAY and local.date() not in free:
            total += _between(local, min(midnight, end))
        local = midnight
    return total / A_DAY


def _between(start: datetime, end: datetime) -> timedelta:
    """Real time: subtracting two local times would overlook that the clocks changed."""
    return timedelta(seconds=end.timestamp() - start.timestamp())
