"""What stands when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from eigenstimme.plan.models import Piece, Variant
from eigenstimme.plan.stage import FIXED


def times(pieces: QuerySet[Piece], start: datetime, end: datetime) -> list[tuple[datetime, int, int | None]]:
    """(time, piece, channel) of everything between two instants, in order; channel None where none is chosen yet.

    The time of a variant is when it went out, else when it is to go out.
    """
    public = Max("publications__due_at", filter=Q(publications__state__in=FIXED))
    at = Coalesce(
        public, "own_time", "piece__planned_for", Max("publications__due_at"), output_field=DateTimeField()
    )
    near = touching(start, end)
    variants = Variant.objects.filter(pk__in=near, piece__in=pieces.values("pk")).annotate(at=at).order_by()
    planned = variants.filter(at__gte=start, at__lt=end).values_list("at", "piece_id", "channel_id")
    bare = pieces.filter(variants=None, planned_for__gte=start, planned_for__lt=end)
    found = [*planned, *((at, pk, None) for at, pk in bare.values_list("planned_for", "pk"))]
    return sorted(found, key=lambda row: row[:2])


def touching(start: datetime, end: datetime) -> QuerySet[Variant, Any]:
    """Every variant with any of its times in between, each found by its index; a superset of what is shown."""
    lookups = ["piece__planned_for", "own_time", "publications__due_at"]
    found = [Variant.objects.filter(**{f"{each}__gte": start, f"{each}__lt": end}) for each in lookups]
    first, *others = [each.order_by().values("pk") for each in found]
    return first.union(*others)


def without_time(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """Pieces nobody has given a time yet and that are not out."""
    return pieces.filter(planned_for=None, dropped_at=None).exclude(
        Exists(
            Variant.objects.filter(piece=OuterRef("pk")).filter(
                Q(own_time__isnull=False) | Q(publications__isnull=False)
            )
        )
    )
