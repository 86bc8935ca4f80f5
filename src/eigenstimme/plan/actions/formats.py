"""Formats that come back: who decides on topics decides on them, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.core import live
from eigenstimme.core.uniqueness import unless_taken
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.plan.errors import FormatNameTaken, FormatRetired
from eigenstimme.plan.models import Format
from eigenstimme.plan.rhythm import Rhythm
from eigenstimme.strategy.models import Topic


@dataclass(frozen=True)
class FormatDraft:
    """What is said about a format; without channels it is for any."""

    name: str
    rhythm: Rhythm
    brief: str = ""
    topic: Topic | None = None
    channels: Sequence[Channel] = ()


@transaction.atomic
def add_format(draft: FormatDraft, *, form_key: UUID | None = None, actor: Actor) -> Format:
    """Raises ``FormatNameTaken``, ``Denied``. The same ``form_key`` a second time gives the first format."""
    decision = require(actor, "topic.manage", Subject(actor.company_id))
    if made := _made_with(form_key, actor):
        return made
    try:
        added = _write(Format(company_id=actor.company_id, form_key=form_key), draft, actor)
    except (IntegrityError, FormatNameTaken):
        if made := _made_with(form_key, actor):  # twice at the same moment
            return made
        raise
    live.announce(added.company_id, "plan")
    record(actor, "format.added", added, decision)
    return added


@transaction.atomic
def change_format(changed: Format, draft: FormatDraft, *, actor: Actor) -> Format:
    """Its slots ahead are others at once; pieces stay as they are. Raises ``FormatRetired`` beside that."""
    decision = require(actor, "topic.manage", changed.subject())
    changed = _write(_take(changed), draft, actor)
    live.announce(changed.company_id, "plan")
    record(actor, "format.changed", changed, decision)
    return changed


@transaction.atomic
def retire_format(retired: Format, *, actor: Actor) -> Format:
    """It has no more slots and nothing new is written for it; what was, keeps it. Raises ``FormatRetired``."""
    decision = require(actor, "topic.manage", retired.subject())
    retired = _take(retired)
    retired.retired_at = timezone.now()
    retired.save(update_fields=["retired_at"])
    live.announce(retired.company_id, "plan")
    record(actor, "format.retired", retired, decision)
    return retired


def _made_with(form_key: UUID | None, actor: Actor) -> Format | None:
    made = Format.objects.filter(company_id=actor.company_id, form_key=form_key)
    return made.first() if form_key else None


def _take(taken: Format) -> Format:
    locked = Format.objects.select_for_update(of=["self"]).get(pk=taken.pk)
    if locked.retired_at:
        raise FormatRetired(locked.name)
    return locked


def _write(written: Format, draft: FormatDraft, actor: Actor) -> Format:
    require_ours(actor, draft.topic, *draft.channels)
    written.name, written.brief, written.topic = draft.name, draft.brief, draft.topic
    written.rhythm = draft.rhythm
    with unless_taken("format_name_once", FormatNameTaken(draft.name)):
        written.save()
    written.channels.set(draft.channels)
    return written
