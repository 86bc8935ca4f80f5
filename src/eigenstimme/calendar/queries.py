"""What stands when, and what has no time yet."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg, BoolAnd
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber, TruncDate

from eigenstimme.plan.models import Approval, Piece, Variant
from eigenstimme.plan.queries import with_states
from eigenstimme.plan.stage import FIXED
from eigenstimme.publishing.models import Publication, State


class Spot(NamedTuple):
    """A piece at one time, on the channels it has at that time. ``fixed``: all of them are public already."""

    at: datetime | None
    piece_id: int
    channel_ids: tuple[int, ...]
    fixed: bool = False


class Day(NamedTuple):
    """The first spots of a day, in order, and how many there are on it."""

    spots: list[Spot]
    total: int


NO_DAY = Day([], 0)


def days(pieces: QuerySet[Piece], start: datetime, end: datetime, limit: int) -> dict[date, Day]:
    """What stands between two instants, by the day of the active time zone: of each the first ``limit`` spots."""
    day = TruncDate("at")
    first = _standing(pieces, start, end).annotate(
        day=day,
        place=Window(RowNumber(), partition_by=day, order_by=["at", "pk"]),
        count=Window(Count("*"), partition_by=day),
    )
    rows = first.filter(place__lte=limit).order_by("at", "pk")
    found: dict[date, Day] = {}
    for at, pk, channel_ids, fixed, on, count in rows.values_list(
        "at", "pk", "channel_ids", "fixed", "day", "count"
    ):
        if at and start <= at < end:
            found.setdefault(on, Day([], count)).spots.append(Spot(at, pk, tuple(channel_ids), fixed))
    return found


def spots(pieces: QuerySet[Piece], start: datetime, end: datetime) -> list[Spot]:
    """Everything between two instants, in order."""
    rows = _standing(pieces, start, end).order_by("at", "pk")
    return [
        Spot(at, pk, tuple(channel_ids), fixed)
        for at, pk, channel_ids, fixed in rows.values_list("at", "pk", "channel_ids", "fixed")
        if at and start <= at < end
    ]


def _standing(pieces: QuerySet[Piece], start: datetime, end: datetime) -> QuerySet[Any, Any]:
    """A row for each piece and time. The time on a channel is when it went out, else when it is to go out.

    A piece that is there on one channel comes with its other times too, whenever they are: asked to leave those
    out, the database would reckon the time of every variant there is.
    """
    near = pieces.filter(pk__in=touching(start, end)).order_by()
    of_a_variant = FilteredRelation(
        "variants__publications", condition=~Q(variants__publications__state="withdrawn")
    )  # at most one: a variant goes out once
    public = Q(publication__state__in=FIXED)
    planned = Coalesce("variants__own_time", "planned_for", "publication__due_at")
    at = Case(When(public, then="publication__due_at"), default=planned)
    rows = near.annotate(publication=of_a_variant).annotate(at=at).values("at", "pk")
    return rows.annotate(
        channel_ids=ArrayAgg("variants__channel_id", filter=Q(variants__isnull=False), default=[]),
        fixed=BoolAnd(Case(When(public, then=True), default=False)),
    )


def touching(start: datetime, end: datetime) -> QuerySet[Any, Any]:
    """Every piece with any of its times in between, each found by its index; a superset of what is shown."""
    between: list[QuerySet[Any, Any]] = [
        Piece.objects.filter(planned_for__gte=start, planned_for__lt=end).values("pk"),
        Variant.objects.filter(own_time__gte=start, own_time__lt=end).values("piece_id"),
        Publication.objects.filter(due_at__gte=start, due_at__lt=end).values("variant__piece_id"),
    ]
    first, *others = [each.order_by() for each in between]
    return first.union(*others)


def without_time(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """Pieces that are not out and have no time yet, or none on some of their channels."""
    here = Variant.objects.filter(piece=OuterRef("pk"))
    timed = here.filter(Q(own_time__isnull=False) | Q(publications__in=_standing_publications()))
    open_somewhere = here.filter(own_time=None, publications=None)
    found = pieces.filter(planned_for=None, dropped_at=None)
    return found.filter(~Exists(timed) | Exists(open_somewhere))


def _standing_publications() -> QuerySet[Publication]:
    return Publication.objects.exclude(state=State.WITHDRAWN)


def spots_without_time(pieces: QuerySet[Piece], limit: int) -> list[Spot]:
    """The newest first."""
    untimed = Variant.objects.filter(own_time=None).exclude(publications__in=_standing_publications())
    found = without_time(pieces).order_by("-pk").annotate(channel_ids=_channel_ids(untimed))
    return [Spot(None, pk, tuple(ids)) for pk, ids in found.values_list("pk", "channel_ids")[:limit]]


def _channel_ids(variants: QuerySet[Variant]) -> ArraySubquery:
    here = variants.filter(piece=OuterRef("pk")).order_by("channel__name")
    return ArraySubquery(here.values("channel_id"))


def for_cards(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """With all that ``plan.stage`` asks for but the people: ``cards`` knows them. Two queries."""
    asked = Approval.objects.only(
        "piece_id", "check_kind", "outcome", "requested_at", "approver_id", "deputy_id", "deputy_told_at"
    )
    shown = pieces.only(
        "title",
        "topic_id",
        "campaign_id",
        "raised_class",
        "source_url",
        "planned_for",
        "author_id",
        "responsible_id",
        "revision",
        "edited_at",
        "dropped_at",
    )
    return with_states(shown).prefetch_related(Prefetch("approvals", asked))


def listed(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """``for_cards``, each with the ids of all its channels."""
    return for_cards(pieces).annotate(channel_ids=_channel_ids(Variant.objects.all()))
