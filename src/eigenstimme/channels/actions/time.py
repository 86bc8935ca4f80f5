"""Time for channels: leads write down who promises how much, everybody what they really gave themselves (ST5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.channels.actions.locked import able, locked
from eigenstimme.channels.errors import InTheFuture
from eigenstimme.channels.models import Channel, HourlyRate, Promise, TimeGiven, WeeklyTime, monday_of
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require, require_ours


@transaction.atomic
def promise_time(
    channel: Channel, person: Membership, *, minutes: int, in_all: int | None = None, actor: Actor
) -> Promise:
    """``person`` has so many minutes a week for the channel from now on; what they promised before ends.

    ``in_all``: minutes they have for all channels together, None: as before. The same again changes nothing.
    Raises ``AlreadyClosed``, ``NotResponsible``, ``Denied``.
    """
    decision = require(actor, "channel.manage", channel.subject())
    require_ours(actor, person)
    channel = locked(channel)
    promise = write_promise(channel, able(channel.company_id, person.pk), minutes)
    if in_all is not None:
        set_weekly_time(person, in_all)
    _announce(channel)
    record(actor, "promise.made", channel, decision, person=str(person), minutes=minutes)
    return promise


@transaction.atomic
def end_promise(promise: Promise, *, actor: Actor) -> None:
    """A second time changes nothing. Raises ``Denied``."""
    decision = require(actor, "channel.manage", promise.channel.subject())
    promise = Promise.objects.select_for_update(of=["self"]).get(pk=promise.pk)
    if promise.until:
        return
    promise.until = timezone.localdate()
    promise.save(update_fields=["until"])
    _announce(promise.channel)
    record(actor, "promise.ended", promise.channel, decision, person=str(promise.person))


@dataclass(frozen=True)
class TimeDraft:
    """``day`` is any day of the week meant."""

    day: date
    minutes: int
    what: str = ""


@transaction.atomic
def give_time(
    channel: Channel, person: Membership, draft: TimeDraft, *, form_key: UUID | None = None, actor: Actor
) -> TimeGiven:
    """Write down time ``person`` gave; nobody can for somebody else. The same ``form_key`` twice gives the first.

    Raises ``InTheFuture``, ``Denied``.
    """
    asked = Subject(channel.company_id, channel_id=channel.pk, author_id=person.pk)
    decision = require(actor, "effort.record", asked)
    if monday_of(draft.day) > timezone.localdate():
        raise InTheFuture
    given = TimeGiven(channel=channel, person=person, week=monday_of(draft.day), form_key=form_key)
    given.minutes, given.what = draft.minutes, draft.what
    try:
        with transaction.atomic():
            given.save()
    except IntegrityError:
        if form_key is None:
            raise
        return TimeGiven.objects.get(form_key=form_key, person=person)
    _announce(channel)
    record(actor, "time.given", given, decision)
    return given


@transaction.atomic
def take_back_time(given: TimeGiven, *, actor: Actor) -> None:
    """It was written down by mistake. Raises ``Denied``."""
    decision = require(actor, "effort.record", given.subject())
    if not TimeGiven.objects.filter(pk=given.pk).delete()[0]:
        return
    _announce(given.channel)
    record(actor, "time.taken_back", given, decision)


@transaction.atomic
def set_hourly_rate(euros: Decimal, *, actor: Actor) -> HourlyRate:
    """What an hour of own people costs. Raises ``Denied``."""
    decision = require(actor, "company.manage", Subject(actor.company_id))
    rate, _made = HourlyRate.objects.update_or_create(company_id=actor.company_id, defaults={"euros": euros})
    live.announce(actor.company_id, "channels")
    record(actor, "hourly_rate.set", rate, decision)
    return rate


def set_weekly_time(person: Membership, minutes: int) -> None:
    """What they have for all channels together. Inside an act that has asked."""
    WeeklyTime.objects.update_or_create(person=person, defaults={"minutes": minutes})


def write_promise(channel: Channel, person: Membership, minutes: int) -> Promise:
    """Inside an act that has asked."""
    today = timezone.localdate()
    standing = Promise.objects.select_for_update().filter(channel=channel, person=person, until=None).first()
    if standing and standing.minutes == minutes:
        return standing
    if standing and standing.since == today:
        standing.minutes = minutes
        standing.save(update_fields=["minutes"])
        return standing
    if standing:
        standing.until = today
        standing.save(update_fields=["until"])
    return Promise.objects.create(channel=channel, person=person, minutes=minutes, since=today)


def _announce(channel: Channel) -> None:
    live.announce(channel.company_id, f"channel:{channel.pk}", "channels")
