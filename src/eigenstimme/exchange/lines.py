"""Pieces as lines of a table: what stands in each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from eigenstimme.calendar.cards import campaign_of, channels, with_people
from eigenstimme.calendar.queries import Spot, listed
from eigenstimme.calendar.sight import Sight
from eigenstimme.channels.models import Channel
from eigenstimme.exchange.columns import Column, Line
from eigenstimme.plan.models import Piece
from eigenstimme.plan.stage import stage

AT_A_TIME = 500  # pieces


def of_the_plan(spots: Sequence[Spot], sight: Sight) -> Iterator[Line]:
    """A line for each time at which something goes out, in their order."""
    for start in range(0, len(spots), AT_A_TIME):
        some = spots[start : start + AT_A_TIME]
        pieces = _fetched([spot.piece_id for spot in some], sight)
        for spot in some:
            if piece := pieces.get(spot.piece_id):
                yield _line(piece, spot.at, channels(spot.channel_ids, sight), sight)


def of_pieces(ids: Sequence[int], sight: Sight) -> Iterator[Line]:
    """A line for each piece, in their order."""
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        pieces = _fetched(some, sight)
        for pk in some:
            if piece := pieces.get(pk):
                there = channels(piece.channel_ids, sight)  # type: ignore[attr-defined]  # annotated
                yield _line(piece, piece.planned_for, there, sight)


def _fetched(ids: Sequence[int], sight: Sight) -> dict[int, Piece]:
    """Two queries."""
    found = listed(Piece.objects.filter(pk__in=ids)).defer(None).select_related("format")
    return {piece.pk: with_people(piece, sight) for piece in found}


def _line(piece: Piece, at: datetime | None, there: Sequence[Channel], sight: Sight) -> Line:
    local = timezone.localtime(at) if at else None
    return {
        Column.NUMBER: piece.pk,
        Column.VERSION: piece.revision,
        Column.DATE: local.date() if local else None,
        Column.TIME: local.time().replace(second=0, microsecond=0) if local else None,
        Column.TITLE: piece.title,
        Column.TOPIC: piece.topic.name,
        Column.FORMAT: piece.format.name if piece.format else "",
        Column.TEXT: piece.text,
        Column.CHANNELS: named([channel.name for channel in there]),
        Column.RESPONSIBLE: str(piece.responsible),
        Column.CAMPAIGN: campaign_of(piece, sight),
        Column.STATE: str(stage(piece).group.label),
        Column.CLASS: piece.raised_class,
        Column.BRIEF: piece.brief,
        Column.COMMENT: piece.first_comment,
        Column.AUTHOR: str(piece.author),
        Column.LINK: f"{settings.PUBLIC_URL}{piece.get_absolute_url()}",
    }


def named(names: Sequence[str]) -> str:
    """Several names in one cell. Semicolons part them as soon as one of them has a comma of its own."""
    return ("; " if any("," in name for name in names) else ", ").join(names)
