"""The slots of formats: which of them a piece fills, and which are gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from django.db.models.functions import Coalesce

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


def between(formats: Iterable[Format], start: datetime, end: datetime, zone: tzinfo) -> list[Slot]:
    """All slots from ``start`` until before ``end``. One query, if there are any."""
    return _with_pieces(
        [(each, at) for each in formats for at in each.rhythm.moments(start, end, zone)], zone
    )


def upcoming(formats: Iterable[Format], now: datetime, number: int, zone: tzinfo) -> list[Slot]:
    """Of each format the next slots, at most ``number``. One query, if there are any."""
    found = [(each, at) for each in formats for at in islice(each.rhythm.moments(now, None, zone), number)]
    return _with_pieces(found, zone)


def _with_pieces(found: list[tuple[Format, datetime]], zone: tzinfo) -> list[Slot]:
    if not found:
        return []
    days = [at.date() for _format, at in found]
    start, end = (datetime.combine(day, time.min, zone) for day in (min(days), max(days) + A_DAY))
    filling = _filling({each.pk for each, _at in found}, start, end, zone)
    return [Slot(each, at, tuple(filling[each.pk, at.date()])) for each, at in found]


def _filling(
    formats: set[int], start: datetime, end: datetime, zone: tzinfo
) -> defaultdict[tuple[int, date], list[int]]:
    """The pieces of each format on each day. Whoever asks may not see them all: that a slot is taken is no secret."""
    at = Coalesce("variants__own_time", "planned_for", "variants__publications__due_at")
    pieces = Piece.objects.filter(format__in=formats, dropped_at=None).annotate(at=at)
    rows = pieces.filter(at__gte=start, at__lt=end).order_by("at", "pk").values_list("format_id", "pk", "at")
    found: defaultdict[tuple[int, date], list[int]] = defaultdict(list)
    for format_id, piece_id, moment in rows:
        there = found[format_id, moment.astimezone(zone).date()]
        if piece_id not in there:
            there.append(piece_id)
    return found
