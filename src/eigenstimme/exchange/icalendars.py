"""The plan as a calendar other programs show (RFC 5545). Times are in UTC; the zone named is the company's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration
from icalendar import Event as Entry

from eigenstimme.calendar.cards import Card
from eigenstimme.calendar.models import Event
from eigenstimme.calendar.period import A_DAY
from eigenstimme.people.models import Company
from eigenstimme.plan.stage import Group

REFRESH = timedelta(hours=1)
SHOWN_FOR = timedelta(minutes=15)
"""How long a post is in a calendar, where nothing can have no length."""
CERTAIN = (Group.PLANNED, Group.SENT)


def calendar(company: Company, cards: Iterable[tuple[str, Card]], events: Iterable[Event]) -> bytes:
    """``cards`` come with a name that stays as long as it is the same post."""
    made = Calendar()
    name = _("%(company)s: plan") % {"company": company.name}
    made.add("prodid", "-//Eigenstimme//plan//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", company.time_zone)
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    for uid, card in cards:
        if card.at:
            made.add_component(_post(uid, card, card.at))
    for event in events:
        made.add_component(_event(event))
    return bytes(made.to_ical())


def _post(uid: str, card: Card, at: datetime) -> Entry:
    where = ", ".join(channel.name for channel in card.channels)
    entry = Entry()
    entry.add("uid", _address(uid))
    entry.add("dtstamp", card.piece.edited_at.astimezone(UTC))
    entry.add("last-modified", card.piece.edited_at.astimezone(UTC))
    entry.add("sequence", card.piece.revision)
    entry.add("dtstart", at.astimezone(UTC))
    entry.add("dtend", (at + SHOWN_FOR).astimezone(UTC))
    entry.add("summary", f"{card.piece.title} · {where}" if where else card.piece.title)
    entry.add("description", _told(card, where))
    entry.add("url", _link(card))
    entry.add("categories", [channel.name for channel in card.channels] or [_("without a channel")])
    entry.add("status", "CONFIRMED" if card.stage.group in CERTAIN else "TENTATIVE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _told(card: Card, where: str) -> str:
    lines = [
        _("State: %(state)s") % {"state": card.stage.group.label},
        _("Next move: %(name)s") % {"name": card.stage.waits_for} if card.stage.waits_for else "",
        _("Channels: %(names)s") % {"names": where} if where else "",
        _("Topic: %(topic)s") % {"topic": card.piece.topic.name},
        _link(card),
    ]
    return "\n".join(filter(None, lines))


def _event(event: Event) -> Entry:
    """All its days; in a calendar the end is the first day after."""
    entry = Entry()
    entry.add("uid", _address(f"event-{event.pk}"))
    entry.add("dtstamp", event.added_at.astimezone(UTC))
    entry.add("dtstart", event.starts_on)
    entry.add("dtend", event.ends_on + A_DAY)
    entry.add("summary", event.title)
    entry.add("transp", "TRANSPARENT")
    return entry


def _link(card: Card) -> str:
    return f"{settings.PUBLIC_URL}{card.piece.get_absolute_url()}"


def _address(uid: str) -> str:
    return f"{uid}@{settings.ALLOWED_HOSTS[0]}"
