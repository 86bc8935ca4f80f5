"""What stands when, and what has no time yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce

from eigenstimme.plan.models import Approval, Piece, Variant
from eigenstimme.plan.queries import with_states
from eigenstimme.plan.stage import FIXED


class Spot(NamedTuple):
    """A piece at one time, on the channels it has at that time. ``fixed``: all of them are public already."""

    at: datetime | None
    piece_id: int
    channel_ids: tuple[int, ...]
    fixed: bool = False


def spots(pieces: QuerySet[Piece], start: datetime, end: datetime) -> list[Spot]:
    """Everything between two instants, in order.

    The time of a variant is when it went out, else when it is to go out.
    """
    public = Max("publications__due_at", filter=Q(publications__state__in=FIXED))
    at = Coalesce(
        public, "own_time", "piece__planned_for", Max("publications__due_at"), output_field=DateTimeField()
    )
    near = touching(start, end)
    variants = Variant.objects.filter(pk__in=near, piece__in=pieces.values("pk")).annotate(
        at=at, public=public
    )
    planned = variants.filter(at__gte=start, at__lt=end).order_by()
    bare = pieces.filter(variants=None, planned_for__gte=start, planned_for__lt=end).order_by()
    nowhere, never = Value(None, BigIntegerField()), Value(None, DateTimeField())
    rows = planned.values_list("at", "piece_id", "channel_id", "public").union(
        bare.values_list("planned_for", "pk", nowhere, never), all=True
    )
    return _gathered(rows)


def _gathered(rows: Iterable[tuple[datetime, int, int | None, datetime | None]]) -> list[Spot]:
    """Channels of a piece at one time are one spot."""
    together: dict[tuple[datetime, int], list[tuple[int, bool]]] = {}
    for at, piece_id, channel_id, public in sorted(rows, key=lambda row: row[:2]):
        there = together.setdefault((at, piece_id), [])
        if channel_id is not None:
            there.append((channel_id, public is not None))
    return [
        Spot(at, piece_id, tuple(pk for pk, _ in there), bool(there) and all(fixed for _, fixed in there))
        for (at, piece_id), there in together.items()
    ]


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


def spots_without_time(pieces: QuerySet[Piece], limit: int) -> list[Spot]:
    """The newest first."""
    found = without_time(pieces).order_by("-pk").annotate(channel_ids=_channel_ids())
    return [Spot(None, pk, tuple(ids)) for pk, ids in found.values_list("pk", "channel_ids")[:limit]]


def _channel_ids() -> ArraySubquery:
    variants = Variant.objects.filter(piece=OuterRef("pk")).order_by("channel__name")
    return ArraySubquery(variants.values("channel_id"))


def for_cards(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """With all that ``plan.stage`` asks for but the people: ``cards`` knows them. Two queries."""
    asked = Approval.objects.only(
        "piece_id", "check_kind", "outcome", "requested_at", "approver_id", "deputy_id", "deputy_told_at"
    )
    shown = pieces.only(
        "title",
        "topic_id",
        "raised_class",
        "planned_for",
        "author_id",
        "responsible_id",
        "revision",
        "dropped_at",
    )
    return with_states(shown).prefetch_related(Prefetch("approvals", asked))


def listed(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """``for_cards``, each with the ids of all its channels."""
    return for_cards(pieces).annotate(channel_ids=_channel_ids())
