"""The address under which a member's calendars fetch the plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.exchange.models import Feed
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require

AN_HOUR = timedelta(hours=1)


@transaction.atomic
def make_feed(filters: dict[str, Any], *, actor: Actor) -> Feed:
    """A new address. The one there was before opens nothing any more."""
    decision = require(actor, "plan.read", Subject(actor.company_id))
    fresh = {"key": uuid4(), "filters": filters, "made_at": timezone.now(), "fetched_at": None}
    feed, _new = Feed.objects.update_or_create(
        member_id=actor.member, company_id=actor.company_id, defaults=fresh
    )
    record(actor, "feed.made", feed, decision)
    return feed


@transaction.atomic
def end_feed(feed: Feed, *, actor: Actor) -> None:
    """The address opens nothing any more."""
    decision = require(actor, "plan.read", Subject(feed.company_id))
    record(actor, "feed.ended", feed, decision)
    feed.delete()


def note_fetch(feed: Feed, now: datetime) -> None:
    """To the hour: so that its owner sees that it works, at the price of a write now and then."""
    if feed.fetched_at is None or feed.fetched_at < now - AN_HOUR:
        Feed.objects.filter(pk=feed.pk).update(fetched_at=now)
