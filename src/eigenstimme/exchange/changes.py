"""What a row changes of a post, in words for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from eigenstimme.exchange.columns import Column
from eigenstimme.exchange.lines import named
from eigenstimme.plan.actions import Draft
from eigenstimme.plan.models import Piece


@dataclass(frozen=True)
class Change:
    """A value of a post before and after."""

    label: str
    before: str
    after: str


def differences(piece: Piece, before: Draft, after: Draft) -> list[Change]:
    """What is not the same any more, in words for a person."""
    shown: Mapping[Column, tuple[str, str]] = {
        Column.TITLE: (before.title, after.title),
        Column.DATE: (_time(before), _time(after)),
        Column.TOPIC: (before.topic.name, after.topic.name),
        Column.TEXT: (before.text, after.text),
        Column.CHANNELS: (_channels(before), _channels(after)),
        Column.RESPONSIBLE: (str(piece.responsible), str(after.responsible or piece.responsible)),
        Column.CAMPAIGN: (str(before.campaign or ""), str(after.campaign or "")),
        Column.FORMAT: (str(before.format or ""), str(after.format or "")),
        Column.CLASS: (before.raised_class, after.raised_class),
        Column.BRIEF: (before.brief, after.brief),
        Column.COMMENT: (before.first_comment, after.first_comment),
    }
    return [Change(str(column.label), old, new) for column, (old, new) in shown.items() if old != new]


def _time(draft: Draft) -> str:
    return timezone.localtime(draft.planned_for).strftime("%d.%m.%Y %H:%M") if draft.planned_for else ""


def _channels(draft: Draft) -> str:
    return named(sorted(variant.channel.name for variant in draft.variants))


def goes_out(draft: Draft) -> tuple[object, ...]:
    """What of a draft is seen outside."""
    channels = {variant.channel.pk for variant in draft.variants}
    return draft.title, draft.text, draft.first_comment, draft.planned_for, channels
