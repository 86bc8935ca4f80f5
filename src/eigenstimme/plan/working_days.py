"""Time as people wait: weekends and public holidays are no delay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from eigenstimme.core import public_holidays
from eigenstimme.people.models import Company

SATURDAY = 5
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingTime:
    """When a company works: Monday to Friday, but for the public holidays of ``region`` (core.public_holidays)."""

    zone: tzinfo
    region: str = ""

    @classmethod
    def of(cls, company: Company) -> WorkingTime:
        return cls(company.zone, company.region)

    def is_free(self, day: date) -> bool:
        return day.weekday() >= SATURDAY or public_holidays.is_one(day, region=self.region)

    def between(self, start: datetime, end: datetime) -> float:
        """Working days, each counted as 24 hours; one in whose night the clocks change is an hour shorter or longer."""
        return sum((finish - begin for begin, finish in self._stretches(start, end)), timedelta()) / A_DAY

    def later(self, start: datetime, days: float) -> datetime:
        """When so much working time has passed, as ``between`` counts it."""
        left = days * A_DAY
        for begin, finish in self._stretches(start):
            if finish - begin > left:
                return begin + left
            left -= finish - begin
        raise OverflowError("no such day in this calendar")

    def half(self, start: datetime, end: datetime) -> datetime:
        """When half of the working time in between has passed; where there is none, half of the time."""
        days = self.between(start, end)
        return self.later(start, days / 2) if days else start + (end - start) / 2

    def same_clock(self, at: datetime, days: int) -> datetime:
        """The local time so many working days after ``at``, at the same time of the clock."""
        local = at.astimezone(self.zone)
        while days:
            local += A_DAY
            days -= not self.is_free(local.date())
        return local

    def _stretches(self, start: datetime, end: datetime | None = None) -> Iterator[tuple[datetime, datetime]]:
        """What of each working day lies in between. In UTC, for a difference of local times overlooks the clocks."""
        local = start.astimezone(self.zone)
        while end is None or local < end:
            midnight = datetime.combine(local.date() + A_DAY, time(), self.zone)
            if not self.is_free(local.date()):
                yield local.astimezone(UTC), min(midnight, end or midnight).astimezone(UTC)
            local = midnight
