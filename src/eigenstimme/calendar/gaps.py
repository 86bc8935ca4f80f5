"""The gaps ahead in the slots of formats: what the plan still waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from eigenstimme.calendar.period import Period
from eigenstimme.calendar.sight import Sight
from eigenstimme.plan import slots
from eigenstimme.plan.models import Format
from eigenstimme.plan.slots import Slot

OF_FORMATS = {"channel", "topic", "format"}
"""Filters that a gap can pass; for all others there would have to be a post."""


def gaps(seen: Sight, period: Period) -> dict[date, list[Slot]]:
    """By day of the active time zone, of the formats that pass the filters. One query, if any is in use."""
    zone, now = timezone.get_current_timezone(), timezone.now()
    found: defaultdict[date, list[Slot]] = defaultdict(list)
    if not seen.formats or set(seen.form.chosen) - OF_FORMATS or period.end <= now:
        return found
    ahead = slots.between(_formats(seen), max(period.start, now), period.end, zone)
    for slot in sorted(ahead, key=lambda slot: slot.at):
        if slot.is_gap and _passes(slot.format, seen.form.chosen):
            found[slot.at.date()].append(slot)
    return found


def _formats(seen: Sight) -> QuerySet[Format]:
    of_it = Format.channels.through.objects.filter(format=OuterRef("pk")).values("channel")
    return Format.objects.filter(pk__in=seen.formats).annotate(channel_ids=ArraySubquery(of_it))


def _passes(format: Format, chosen: Mapping[str, Any]) -> bool:
    """A format without a topic or channel is for all of them."""
    return (
        chosen.get("format") in (None, format.pk)
        and _is_for(chosen.get("topic"), [format.topic_id] if format.topic_id else [])
        and _is_for(chosen.get("channel"), format.channel_ids)  # type: ignore[attr-defined]  # annotated
    )


def _is_for(chosen: int | None, named: list[int]) -> bool:
    return chosen is None or not named or chosen in named
