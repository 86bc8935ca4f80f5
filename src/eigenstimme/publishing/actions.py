"""The verbs of publishing: deciding on what was stopped, posting by hand, holding and lifting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import PublishesByHand
from eigenstimme.core import live
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Subject, decide, require, require_ours
from eigenstimme.plan.models import Approval, Check, Outcome
from eigenstimme.publishing import outcomes, tasks
from eigenstimme.publishing.authorisation import is_still_the_variant, on_hold, reason_against
from eigenstimme.publishing.models import WAITING, Hold, Publication, State
from eigenstimme.publishing.queries import below
from eigenstimme.publishing.reasons import Reason, sentence

NOT_OUT = (State.HELD, State.MISSED, State.FAILED, *WAITING)
_AUTHORISATION = ("authorised_by", "mandate_id", "permission", "approval")
READY_BY_HAND = {Reason.BY_HAND, Reason.TOO_LATE}


class CannotDecide(Exception):
    """``str(error)`` says in the reader's language why not, and what to do first."""


@transaction.atomic
def send_on(publication: Publication, *, at: datetime | None = None, actor: Actor) -> None:
    """Let a stopped publication go out, now or at a new time.

    Where its authorisation no longer counts, the actor's own approval takes its place, if they may give one.
    Raises ``CannotDecide`` while something else stands in the way (a hold, a channel that is not connected).
    """
    publication = _stopped(publication, State.HELD, State.MISSED, State.FAILED)
    decision = require(actor, "publication.decide", publication.subject())
    now = timezone.now()
    if at is not None and at <= now:
        raise CannotDecide(_("The new time has to be in the future."))
    if publication.follows and publication.waits and publication.follows.state == State.SENT:
        raise CannotDecide(sentence(Reason.NOTHING_TO_FOLLOW))
    _authorise_anew(publication, actor)
    publication.set_time(at or now, publication.attached)
    publication.state, publication.reason, publication.detail = State.PLANNED, "", ""
    publication.save()
    _bring_along(publication)
    outcomes.announce([publication])
    verb = "publication.given_new_time" if at else "publication.sent_on"
    record(actor, verb, publication, decision, channel=publication.channel.name)


@transaction.atomic
def withdraw(publication: Publication, *, seen: str = "", actor: Actor) -> None:
    """Discard a publication that has not gone out.

    ``seen`` is the state the person decided on: what somebody let go on meanwhile is not discarded unseen.
    """
    publication = _stopped(publication, *(state for state in NOT_OUT if seen in {"", state}))
    decision = require(actor, "publication.decide", publication.subject())
    outcomes.withdrawn(publication)
    for each in below(publication):
        if each.state in NOT_OUT:
            outcomes.withdrawn(each)
    record(actor, "publication.withdrawn", publication, decision, channel=publication.channel.name)


@transaction.atomic
def confirm_public(publication: Publication, *, url: str, actor: Actor) -> None:
    """A person looked: it is there. The network is asked afterwards how it calls it."""
    publication = _stopped(publication, State.UNCLEAR)
    decision = require(actor, "publication.decide", publication.subject())
    publication.remote_url = url
    outcomes.went_public([publication])
    tasks.learn_its_id.defer(publication_id=publication.pk)
    record(actor, "publication.found", publication, decision, channel=publication.channel.name)


@transaction.atomic
def confirm_absent(publication: Publication, *, actor: Actor) -> None:
    """A person looked: it is not there. It is held, to be decided on like any other."""
    publication = _stopped(publication, State.UNCLEAR)
    decision = require(actor, "publication.decide", publication.subject())
    publication.state, publication.reason = State.HELD, Reason.NOT_REACHED
    publication.save()
    outcomes.announce([publication])
    record(actor, "publication.not_found", publication, decision, channel=publication.channel.name)


@transaction.atomic
def confirm_by_hand(publication: Publication, *, url: str, actor: Actor) -> None:
    """The responsible person posted it by hand, at the address ``url``."""
    publication = _stopped(publication, State.DUE, State.MISSED)
    if not publication.channel.can(PublishesByHand) or publication.reason not in READY_BY_HAND:
        raise CannotDecide(_("This post is not one to be posted by hand."))
    decision = require(actor, "publication.decide", publication.subject())
    publication.remote_url = url
    outcomes.went_public([publication])
    record(actor, "publication.confirmed_by_hand", publication, decision, channel=publication.channel.name)


@transaction.atomic
def take_over(publications: Collection[Publication], *, actor: Actor) -> list[Publication]:
    """Before a mandate ends: the actor answers for these planned posts, under a right of their own (DE10).

    Time and content stay. All channels of a post are taken over together, for an approval is one of the whole post.
    What does not wait for its time any more is left alone. Raises ``Denied`` where the actor may not approve one of
    them, ``CannotDecide`` where something else would stop it.
    """
    taken = _whole_posts(publications, actor)
    approvals: dict[int, Approval] = {}
    for publication in taken:
        decision = require(actor, publication.permission_to_vouch, publication.subject())
        before = publication.authorised_by
        publication.authorised_by_id, publication.mandate_id = actor.member, decision.mandate_id
        if publication.variant:
            piece = publication.variant.piece
            approval = approvals.get(piece.pk) or _own_approval(publication, actor)
            publication.permission, publication.approval = "piece.approve", approval
            approvals[piece.pk] = approval
            piece.mandate_id = decision.mandate_id
            piece.save(update_fields=["mandate_id"])
        against = reason_against(publication, timezone.now())
        if against not in {None, Reason.DISCONNECTED}:  # that can be mended before its time
            raise CannotDecide(sentence(against or ""))
        publication.save(update_fields=_AUTHORISATION)
        if not publication.part:
            where = publication.channel.name
            record(actor, "publication.taken_over", publication, decision, channel=where, before=str(before))
    outcomes.announce(taken)
    return taken


@transaction.atomic
def hand_on(
    publications: Collection[Publication], *, leaving: Membership, to: Membership, actor: Actor
) -> list[Publication]:
    """Before the mandates of ``leaving`` end: their planned posts go on under that of ``to``, where it covers them.

    Whoever grants mandates decides it; what an own person approved stays approved by them. A post that is not covered
    on all its channels is left alone. Raises ``Denied``.
    """
    decision = require(actor, "mandate.grant", Subject(actor.company_id))
    require_ours(actor, leaving, to)
    theirs = set(Mandate.objects.filter(holder=leaving).values_list("pk", flat=True))
    successor = Actor.of(to)
    posts: dict[object, list[Publication]] = {}
    for each in _whole_posts(publications, actor):
        posts.setdefault(each.variant.piece_id if each.variant else each.key, []).append(each)
    handed = [each for post in posts.values() if _goes_on(post, theirs, successor) for each in post]
    for publication in handed:
        publication.save(update_fields=_AUTHORISATION)
        if not publication.part:
            where = publication.channel.name
            record(actor, "publication.handed_on", publication, decision, channel=where, to=str(to))
    outcomes.announce(handed)
    return handed


@transaction.atomic
def place_hold(*, company: Company, channel: Channel | None = None, reason: str, actor: Actor) -> Hold:
    """Stop everything of the company, or of one channel. What waits keeps its time and is decided on later."""
    decision = require(actor, "hold.place", channel.subject() if channel else Subject(company.pk))
    if channel is None:
        _require_on_every_channel(company, actor)
    hold, placed = Hold.objects.get_or_create(
        company=company,
        channel=channel,
        lifted_at=None,
        defaults={"reason": reason, "placed_by_id": actor.member},
    )
    if not placed:
        return hold
    for publication in _waiting(company, channel):
        outcomes.held(publication, Reason.HOLD, quietly=True)
    _tell_of_hold(hold, actor)
    live.announce(company.pk, "holds")
    record(actor, "hold.placed", hold, decision, where=str(channel or company))
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, actor: Actor) -> None:
    """End a hold. Nothing goes out by itself: every held post waits for its own decision."""
    hold = Hold.objects.select_for_update(of=["self"]).get(pk=hold.pk)
    decision = require(
        actor, "hold.place", hold.channel.subject() if hold.channel else Subject(hold.company_id)
    )
    if hold.lifted_at:
        return
    hold.lifted_at, hold.lifted_by_id = timezone.now(), actor.membership_id
    hold.save(update_fields=["lifted_at", "lifted_by"])
    live.announce(hold.company_id, "holds")
    record(actor, "hold.lifted", hold, decision, where=str(hold.channel or hold.company))


# --- helpers ------------------------------------------------------------------------------------------------


def _stopped(publication: Publication, *states: State) -> Publication:
    """The locked row, if it is still in one of these states; two people deciding at once hear about each other."""
    rows = Publication.objects.select_for_update(of=["self"])
    locked = rows.select_related("channel__responsible__person", "company").get(pk=publication.pk)
    if locked.state not in states:
        raise CannotDecide(
            _("This has been decided meanwhile: it is %(state)s now.") % {"state": locked.get_state_display()}
        )
    return locked


def _authorise_anew(publication: Publication, actor: Actor) -> None:
    against = reason_against(publication, timezone.now())
    if against is None:
        return
    if on_hold(publication) or not publication.channel.connected:
        raise CannotDecide(sentence(against))
    if not is_still_the_variant(publication):
        raise CannotDecide(sentence(Reason.CONTENT_CHANGED))
    decision = require(actor, publication.permission_to_vouch, publication.subject())
    publication.authorised_by_id, publication.mandate_id = actor.member, decision.mandate_id
    if publication.variant:
        publication.permission, publication.approval = "piece.approve", _own_approval(publication, actor)
    if still_against := reason_against(publication, timezone.now()):
        raise CannotDecide(sentence(still_against))


def _bring_along(publication: Publication) -> None:
    """What follows it goes on with it, under the same authorisation, each in its turn."""
    before = {publication.pk: publication}
    for each in below(publication):
        each.follows = before[each.follows_id or 0]
        before[each.pk] = each
        if each.state not in NOT_OUT:
            continue
        each.authorised_by_id, each.mandate_id = publication.authorised_by_id, publication.mandate_id
        each.permission, each.approval_id = publication.permission, publication.approval_id
        each.set_time(publication.due_at, each.attached)
        each.state, each.reason, each.detail = State.PLANNED, "", ""
        each.save()


def _whole_posts(publications: Collection[Publication], actor: Actor) -> list[Publication]:
    """What waits of these and of the same posts, locked in the order of their keys."""
    pieces = [each.variant.piece_id for each in publications if each.variant]
    wanted = Q(pk__in=[each.pk for each in publications]) | Q(variant__piece__in=pieces)
    rows = Publication.objects.with_authorisation().select_for_update(of=["self"]).order_by("pk")
    return list(rows.filter(wanted, company_id=actor.company_id, state__in=WAITING))


def _goes_on(post: Sequence[Publication], theirs: set[int], successor: Actor) -> bool:
    """Whether the successor's mandate covers all that rested on one of ``theirs``; then it rests on that."""
    drafts = [
        decide(successor, "piece.draft", each.subject())
        for each in post
        if each.variant and each.variant.piece.mandate_id in theirs
    ]
    sends = {
        each.pk: decide(successor, each.permission, each.subject(), each.due_at)
        for each in post
        if each.mandate_id in theirs
    }
    if not all([*drafts, *sends.values()]):
        return False
    for each in post:
        if each.pk in sends:
            each.authorised_by_id, each.mandate_id = successor.member, sends[each.pk].mandate_id
        if drafts and each.variant:
            each.variant.piece.mandate_id = drafts[0].mandate_id
            each.variant.piece.save(update_fields=["mandate_id"])
    return True


def _own_approval(publication: Publication, actor: Actor) -> Approval:
    """Sending on what nobody vouches for any more is approving it: the row says so."""
    assert publication.variant is not None
    piece, now = publication.variant.piece, timezone.now()
    return Approval.objects.create(
        piece=piece,
        check_kind=Check.APPROVAL,
        content_hash=piece.content_hash(),
        requested_by_id=actor.member,
        requested_at=now,
        approver_id=actor.member,
        deadline=now + publication.channel.late_after,
        outcome=Outcome.APPROVED,
        decided_by_id=actor.membership_id,
        decided_at=now,
    )


def _require_on_every_channel(company: Company, actor: Actor) -> None:
    """A mandate for one channel does not stop the others."""
    for channel in Channel.objects.open().filter(company=company).select_related("responsible__person"):
        require(actor, "hold.place", channel.subject())


def _tell_of_hold(hold: Hold, actor: Actor) -> None:
    """One notice for all it stops, to the leads and to whoever answers for a channel."""
    channels = Channel.objects.open().filter(company=hold.company)
    channels = channels.filter(pk=hold.channel_id) if hold.channel_id else channels
    answering = Q(lead=True) | Q(pk__in=channels.values("responsible"))
    told = Membership.objects.present().own().filter(answering, company=hold.company).exclude(pk=actor.member)
    where = str(hold.channel or hold.company)
    for person in told.select_related("person"):
        path = reverse("publishing:holds")
        tell(person, "hold.placed", path, where=where, reason=hold.reason, name=actor.name)


def _waiting(company: Company, channel: Channel | None) -> list[Publication]:
    rows = Publication.objects.select_for_update(of=["self"]).filter(company=company, state__in=WAITING)
    rows = rows.filter(channel=channel) if channel else rows
    concerned = rows.select_related("channel__responsible__person", "company", "authorised_by__person")
    return list(concerned.order_by("pk"))
