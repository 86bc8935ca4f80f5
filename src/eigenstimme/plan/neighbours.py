"""What else goes out on a channel, close to a given time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import F

from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Piece, Variant

MOST = 100


def going_out_near(
    at: Mapping[int, datetime], how_close: timedelta, *, actor: Actor, besides: Piece | None
) -> list[tuple[int, datetime, str]]:
    """(channel, time, title) of what the reader may see and goes out near the time given for its channel."""
    if not at:
        return []
    span = (min(at.values()) - how_close, max(at.values()) + how_close)
    pieces = Piece.objects.visible_to(actor).filter(dropped_at=None)
    pieces = pieces.exclude(pk=besides.pk) if besides else pieces
    variants = Variant.objects.filter(channel__in=at, piece__in=pieces.values("pk")).order_by()
    fields = ("channel_id", "time", "piece__title")
    shared = variants.filter(own_time=None, piece__planned_for__range=span)
    own = variants.filter(own_time__range=span)
    rows = shared.annotate(time=F("piece__planned_for")).values_list(*fields)
    rows = rows.union(own.annotate(time=F("own_time")).values_list(*fields)).order_by("time")
    return [row for row in rows[:MOST] if abs(row[1] - at[row[0]]) < how_close]
