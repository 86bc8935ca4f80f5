"""The verbs of the calendar. What moves a piece is the plan's: ``plan.actions.move_piece``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.calendar.models import Event, KeptFilter
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require


@dataclass(frozen=True)
class Happening:
    """What people say about an event; both days belong to it."""

    title: str
    starts_on: date
    ends_on: date


@transaction.atomic
def add_event(happening: Happening, *, actor: Actor) -> Event:
    decision = require(actor, "piece.draft", Subject(actor.company_id))
    event = Event.objects.create(company_id=actor.company_id, added_by_id=actor.member, **vars(happening))
    live.announce(event.company_id, "plan")
    record(actor, "event.added", event, decision)
    return event


@transaction.atomic
def change_event(event: Event, happening: Happening, *, actor: Actor) -> Event:
    decision = require(actor, "piece.draft", event.subject())
    event = Event.objects.select_for_update().get(pk=event.pk)
    event.title = happening.title
    event.starts_on, event.ends_on = happening.starts_on, happening.ends_on
    event.save()
    live.announce(event.company_id, "plan")
    record(actor, "event.changed", event, decision)
    return event


@transaction.atomic
def remove_event(event: Event, *, actor: Actor) -> None:
    """For good: history keeps that there was one."""
    decision = require(actor, "piece.draft", event.subject())
    record(actor, "event.removed", event, decision)
    live.announce(event.company_id, "plan")
    event.delete()


def keep_filter(membership: Membership, values: dict[str, Any]) -> None:
    """Show this member the plan so from now on. No right is asked: it is their own view and nobody else's."""
    KeptFilter.objects.update_or_create(membership=membership, defaults={"values": values})
