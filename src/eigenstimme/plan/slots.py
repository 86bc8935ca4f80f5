"""The slots of formats: which of them a piece fills, and which are gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce, JSONArray, TruncDate

from eigenstimme.plan.models import Format, Piece

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Slot:
    """``at`` is on the company's clock. A piece of the format on the same day fills it, at whatever time."""

    format: Format
    at: datetime
    piece_ids: tuple[int, ...]

    @property
    def is_gap(self) -> bool:
        return not self.piece_ids


def between(formats: QuerySet[Format], start: datetime, end: datetime, zone: tzinfo) -> list[Slot]:
    """All slots from ``start`` until before ``end``, in one query."""
    of_it = _taken(start.astimezone(zone).date(), end.astimezone(zone).date() + A_DAY, zone)
    entries = of_it.filter(format=OuterRef("pk")).values(entry=JSONArray("day", "pk"))
    found = []
    for each in formats.annotate(taken=ArraySubquery(entries)):
        there = _by_day((each.pk, date.fromisoformat(day), pk) for day, pk in each.taken)
        found += [Slot(each, at, there[each.pk, at.date()]) for at in each.rhythm.moments(start, end, zone)]
    return found


def upcoming(formats: Iterable[Format], now: datetime, number: int, zone: tzinfo) -> list[Slot]:
    """Of each format the next slots, at most ``number``. One query, if there are any."""
    found = [(each, at) for each in formats for at in islice(each.rhythm.moments(now, None, zone), number)]
    if not found:
        return []
    days = [at.date() for _format, at in found]
    taken = _taken(min(days), max(days) + A_DAY, zone).filter(format__in={each.pk for each, _at in found})
    there = _by_day(taken.values_list("format_id", "day", "pk"))
    return [Slot(each, at, there[each.pk, at.date()]) for each, at in found]


def _taken(first: date, end: date, zone: tzinfo) -> QuerySet[Any, Any]:
    """Pieces of formats with their days, from ``first`` until before ``end``; one with several channels more than once.

    Whoever asks may not see them all: that a slot is taken is no secret.
    """
    at = Coalesce("variants__own_time", "planned_for", "variants__publications__due_at")
    start, stop = (datetime.combine(day, time.min, zone) for day in (first, end))
    pieces = Piece.objects.filter(format__isnull=False, dropped_at=None).annotate(at=at)
    return (
        pieces.filter(at__gte=start, at__lt=stop)
        .annotate(day=TruncDate("at", tzinfo=zone))
        .order_by("at", "pk")
    )


def _by_day(taken: Iterable[tuple[int, date, int]]) -> defaultdict[tuple[int, date], tuple[int, ...]]:
    """The pieces of each format on each day, in order."""
    found: defaultdict[tuple[int, date], tuple[int, ...]] = defaultdict(tuple)
    for format_id, day, piece_id in taken:
        if piece_id not in found[format_id, day]:
            found[format_id, day] += (piece_id,)
    return found
