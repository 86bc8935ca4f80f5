"""Reading history: as a story of one thing, and as the company's pages with filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.audit.models import Entry
from eigenstimme.audit.sentences import icon, sentence, tone
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership

THINGS: dict[str, str | Promise] = {
    "plan.idea": _("Ideas"),
    "plan.piece": _("Posts"),
    "plan.campaign": _("Campaigns"),
    "orders.order": _("Orders"),
    "publishing.publication": _("Publications"),
    "publishing.hold": _("Holds"),
    "inbox.conversation": _("Conversations"),
    "inbox.message": _("Messages"),
    "channels.channel": _("Channels"),
    "mandates.mandate": _("Mandates"),
    "media.asset": _("Pictures & videos"),
    "strategy.topic": _("Topics"),
    "strategy.department": _("Departments"),
    "people.membership": _("People"),
    "people.invitation": _("Invitations"),
    "people.company": _("Company"),
}
"""Kinds of things that can be asked for, by the model's label; in the reader's words."""


@dataclass(frozen=True)
class Line:
    """An entry as ``ui/story.html`` shows it."""

    at: datetime
    sentence: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Wanted:
    """What of the history somebody looks for; empty means everything. ``until`` is the last day, inclusive."""

    person: Membership | None = None
    thing_type: str = ""
    since: date | None = None
    until: date | None = None

    def count(self) -> int:
        return sum(each not in (None, "") for each in (self.person, self.thing_type, self.since, self.until))


def lines(entries: Iterable[Entry]) -> list[Line]:
    return [Line(entry.at, sentence(entry), icon(entry), tone(entry)) for entry in entries]


def story(thing: models.Model) -> list[Line]:
    """What one thing went through, the latest first. The reader was already allowed to see the thing."""
    return lines(Entry.objects.about(thing))


def found(wanted: Wanted, actor: Actor) -> QuerySet[Entry]:
    """The part of the company's history that ``actor`` may read and asks for. Days are those of the reader."""
    entries = Entry.objects.visible_to(actor)
    if wanted.person:
        entries = entries.filter(membership=wanted.person)
    if wanted.thing_type:
        entries = entries.filter(thing_type=wanted.thing_type)
    if wanted.since:
        entries = entries.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        entries = entries.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
