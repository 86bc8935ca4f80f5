"""Reading a series: when its pieces are to be, and what stands before and after one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.people.actor import Actor
from eigenstimme.plan.errors import NotReady, SeriesEmpty, SeriesTooLong
from eigenstimme.plan.models import Piece
from eigenstimme.plan.rhythm import Rhythm
from eigenstimme.plan.stage import FIXED

MOST = 60
MONTHS = 18
A_MINUTE = timedelta(minutes=1)


def moments_of(piece: Piece, rhythm: Rhythm) -> list[datetime]:
    """When a piece would be repeated: after its own time, and ahead of now.

    Raises ``NotReady`` for a piece that has no time, ``SeriesEmpty``, and ``SeriesTooLong`` also without an end.
    """
    if piece.planned_for is None:
        raise NotReady(_("Give the post a time first."))
    zone = piece.company.zone
    start = max(timezone.now(), piece.planned_for) + A_MINUTE
    end = start.astimezone(zone) + relativedelta(months=MONTHS)
    ahead = replace(rhythm, count=None).moments(start, end, zone)
    found = list(islice(ahead, rhythm.count or MOST + 1))
    goes_on = rhythm.last_day is None or rhythm.last_day > end.date()
    if len(found) > MOST or (goes_on and len(found) < (rhythm.count or MOST + 1)):
        raise SeriesTooLong(MOST, MONTHS)
    if not found:
        raise SeriesEmpty
    return found


def following(piece: Piece) -> QuerySet[Piece]:
    """The pieces of its series after it that are in the plan and out nowhere, in their order."""
    if piece.series_id is None or piece.planned_for is None:
        return Piece.objects.none()
    later = Piece.objects.filter(series=piece.series_id, planned_for__gt=piece.planned_for, dropped_at=None)
    return later.exclude(variants__publications__state__in=FIXED).order_by("planned_for", "pk")


@dataclass(frozen=True)
class Place:
    """Where a piece stands among those of its series that the reader sees, from 1."""

    number: int
    total: int
    before: Piece | None
    after: Piece | None


def place_of(piece: Piece, actor: Actor) -> Place | None:
    """One query for a piece of a series; None for any other, and for one that was taken out."""
    if piece.series_id is None:
        return None
    seen = Piece.objects.visible_to(actor).filter(series=piece.series_id, dropped_at=None)
    row = list(seen.order_by("planned_for", "pk").only("title", "planned_for"))
    at = next((number for number, each in enumerate(row) if each.pk == piece.pk), None)
    if at is None:
        return None
    return Place(at + 1, len(row), row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None)
