"""Granting, changing and ending mandates, and confirming what they are worked by. Ending acts at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.core import live
from eigenstimme.mandates import words
from eigenstimme.mandates.errors import (
    AlreadyEnded,
    Confirmed,
    Elsewhere,
    HolderGone,
    Incomplete,
    NotGrantable,
    NotInside,
    Superseded,
    WrongSpan,
)
from eigenstimme.mandates.models import Confirmation, Mandate
from eigenstimme.mandates.permissions import Permission, acts_for
from eigenstimme.mandates.signals import (
    briefing_confirmed,
    mandate_ended,
    mandate_granted,
    mandate_replaced,
)
from eigenstimme.people import sign_in
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Decision, Subject, require, require_ours
from eigenstimme.strategy.models import PlaybookVersion, Topic


@dataclass(frozen=True)
class Grant:
    """What is granted. ``None`` for channels or topics means every one; ``ends_at`` is the first instant after."""

    holder: Membership
    acts: Collection[str]
    channels: Collection[Channel] | None
    topics: Collection[Topic] | None
    contact: Membership
    starts_at: datetime
    ends_at: datetime | None = None
    publishes_up_to: str = ""
    weekly_limit: int | None = None
    note: str = ""


@transaction.atomic
def grant(terms: Grant, *, actor: Actor) -> Mandate:
    """A new mandate; its holder is told: where a briefing has to be confirmed, by asking for that (``onboarding``).

    Raises a ``MandateError``, ``Denied``.
    """
    decision = require(actor, "mandate.grant", Subject(terms.holder.company_id))
    mandate = _store(terms, actor)
    sign_in.open_again(mandate.holder.person)
    if mandate.rests_from is None:
        tell(mandate.holder, "mandate.granted", mandate.get_absolute_url(), name=actor.name)
    mandate_granted.send(Mandate, mandate=mandate)
    live.announce(mandate.company_id, "mandates")
    record(actor, "mandate.granted", mandate, decision, terms=words.terms(mandate).stored())
    return mandate


@transaction.atomic
def change(mandate: Mandate, terms: Grant, *, actor: Actor) -> Mandate:
    """The same person gets other terms: the old mandate ends, a new one begins, in one step.

    Work under the old one that the new one covers goes on; the rest is held. What was confirmed stays so.
    Raises as ``grant``, and ``AlreadyEnded``.
    """
    decision = require(actor, "mandate.grant", Subject(mandate.company_id))
    mandate = _take(mandate)
    if terms.holder.pk != mandate.holder_id:
        raise Elsewhere
    new = _store(terms, actor)
    _carry_over(mandate, new)
    _mark_ended(mandate, _("Granted anew on other terms."), actor)
    mandate_replaced.send(Mandate, mandate_id=mandate.pk, by_id=new.pk)
    mandate_ended.send(Mandate, mandate_id=mandate.pk)
    tell(new.holder, "mandate.changed", new.get_absolute_url(), name=actor.name)
    live.announce(new.company_id, "mandates")
    record(actor, "mandate.changed", new, decision, terms=words.terms(new).stored(), before=mandate.pk)
    return new


@transaction.atomic
def end_now(mandate: Mandate, *, reason: str, actor: Actor) -> Mandate:
    """It no longer holds from this instant. What was planned under it is held; sign-in closes if nothing is left.

    Raises ``AlreadyEnded``, ``Denied``.
    """
    decision = require(actor, "mandate.grant", Subject(mandate.company_id))
    return end(_take(mandate), reason, decision, actor=actor)


@transaction.atomic
def confirm_briefing(mandate: Mandate, version: PlaybookVersion, *, actor: Actor) -> Confirmation:
    """Whoever works under it has read the briefing made from ``version``: the mandate no longer rests.

    Raises ``Superseded`` when there is a newer version, ``Confirmed``, ``AlreadyEnded``, ``Denied``.
    """
    decision = require(actor, "briefing.confirm", mandate.subject())
    require_ours(actor, version)
    mandate = _take(mandate)
    if mandate.confirmations.filter(version=version).exists():
        raise Confirmed
    if PlaybookVersion.objects.filter(company_id=version.company_id, number__gt=version.number).exists():
        raise Superseded
    confirmation = Confirmation.objects.create(
        mandate=mandate, version=version, confirmed_by_id=actor.member, confirmed_at=timezone.now()
    )
    briefing_confirmed.send(Mandate, mandate_id=mandate.pk)
    live.announce(mandate.company_id, "mandates")
    record(actor, "briefing.confirmed", mandate, decision, version=version.number)
    return confirmation


def end(mandate: Mandate, reason: str, decision: Decision | None, *, actor: Actor) -> Mandate:
    """``end_now`` after the right was asked: the mandate is locked and not over."""
    _mark_ended(mandate, reason, actor)
    mandate_ended.send(Mandate, mandate_id=mandate.pk)
    for person in {mandate.holder, mandate.contact}:
        tell(person, "mandate.ended", mandate.get_absolute_url(), holder=str(mandate.holder), reason=reason)
    close_sign_in_if_nothing_is_left(mandate.holder)
    live.announce(mandate.company_id, "mandates")
    record(actor, "mandate.ended", mandate, decision, reason=reason)
    return mandate


def close_sign_in_if_nothing_is_left(holder: Membership) -> None:
    """An outside person or a machine comes in by a mandate; without any, in any company, the door closes."""
    now = timezone.now()
    for membership in Membership.objects.present().filter(person_id=holder.person_id):
        if membership.can_be_responsible or Mandate.objects.not_over(now).filter(holder=membership).exists():
            return
    sign_in.close(holder.person)


def _store(terms: Grant, actor: Actor) -> Mandate:
    _check(terms)
    mandate = Mandate.objects.create(
        company_id=terms.holder.company_id,
        holder=terms.holder,
        acts=[act for act in Permission if act in terms.acts],
        every_channel=terms.channels is None,
        every_topic=terms.topics is None,
        publishes_up_to=terms.publishes_up_to,
        weekly_limit=terms.weekly_limit,
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        contact=terms.contact,
        note=terms.note,
        granted_by_id=actor.member,
    )
    mandate.channels.set(terms.channels or [])
    mandate.topics.set(terms.topics or [])
    return mandate


def _carry_over(old: Mandate, new: Mandate) -> None:
    """Who has agreed on how the company speaks is not asked again because an end or a channel changed."""
    Confirmation.objects.bulk_create(
        Confirmation(
            mandate=new,
            version_id=each.version_id,
            confirmed_by_id=each.confirmed_by_id,
            confirmed_at=each.confirmed_at,
        )
        for each in old.confirmations.all()
    )


def _check(terms: Grant) -> None:
    """Who, then what, then where, then when; the first thing that is wrong is raised."""
    _check_people(terms)
    _check_acts(terms)
    _check_places(terms)
    if terms.ends_at is not None and terms.ends_at <= max(terms.starts_at, timezone.now()):
        raise WrongSpan


def _check_people(terms: Grant) -> None:
    holder, contact = terms.holder, terms.contact
    if not holder.present:
        raise HolderGone(str(holder))
    if contact.company_id != holder.company_id:
        raise Elsewhere
    if not contact.can_be_responsible or not contact.present:
        raise NotInside(str(contact))


def _check_acts(terms: Grant) -> None:
    if not terms.acts:
        raise Incomplete(_("Say what %(name)s may do: choose at least one thing.") % {"name": terms.holder})
    grantable = set(acts_for(terms.holder.kind))
    if forbidden := [act for act in terms.acts if act not in grantable]:
        raise NotGrantable([words.phrase(act) for act in forbidden])
    if (Permission.PIECE_PUBLISH in terms.acts) != bool(terms.publishes_up_to):
        raise Incomplete(_("Say which posts %(name)s may publish.") % {"name": terms.holder})


def _check_places(terms: Grant) -> None:
    for places in (terms.channels, terms.topics):
        if places is None:
            continue
        if not places:
            raise Incomplete(_("Choose at least one channel and one topic, or every one."))
        if any(place.company_id != terms.holder.company_id for place in places):
            raise Elsewhere


def _take(mandate: Mandate) -> Mandate:
    """The locked row, if there is still something to end."""
    locked = Mandate.objects.select_for_update(of=["self"]).for_words().get(pk=mandate.pk)
    if locked.state(timezone.now()) == "ended":
        raise AlreadyEnded
    return locked


def _mark_ended(mandate: Mandate, reason: str, actor: Actor) -> None:
    mandate.ended_at, mandate.ended_reason = timezone.now(), reason
    mandate.ended_by_id = actor.membership_id
    mandate.save(update_fields=["ended_at", "ended_reason", "ended_by"])
