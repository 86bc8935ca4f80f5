"""One approver, a deadline, a deputy. It ends as approved, returned, refused or expired, never in silent publishing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Decision, Denied
from eigenstimme.plan.actions.locked import locked, locked_request
from eigenstimme.plan.actions.release import check_ready, release_as_approved
from eigenstimme.plan.actions.rights import on_every_channel, require_to_edit
from eigenstimme.plan.errors import AlreadyDecided, ContentChanged, NobodyToAsk, TooLate
from eigenstimme.plan.interested import tell_interested
from eigenstimme.plan.links import approval_path
from eigenstimme.plan.models import Approval, Check, Outcome, Piece
from eigenstimme.plan.working_days import WorkingTime

RIGHT = {Check.APPROVAL: "piece.approve", Check.EXPERT: "piece.check"}


@transaction.atomic
def hand_in(
    piece: Piece, *, approver: Membership, deputy: Membership | None = None, deadline: datetime, actor: Actor
) -> Approval:
    """Ask ``approver`` to look at the piece as it stands. A delicate topic's expert is asked beside them,
    and the people of its departments hear of it.

    Raises ``NotReady``, ``NobodyToAsk`` if the chosen people cannot approve it, ``Denied``.
    """
    piece = locked(piece)
    decision = require_to_edit(piece, actor)
    check_ready(piece)
    for asked in filter(None, [approver, deputy]):
        if not on_every_channel(piece, RIGHT[Check.APPROVAL], Actor.of(asked)):
            raise NobodyToAsk(str(asked))
    already = piece.approvals.open().filter(
        check_kind=Check.APPROVAL, content_hash=piece.content_hash(), approver=approver, deputy=deputy
    )
    if asked_before := already.first():
        return asked_before  # a double click asks nobody twice
    _close(piece, Outcome.WITHDRAWN)
    approval = _ask(piece, Check.APPROVAL, approver, deputy, deadline, actor)
    if piece.content_class == "C" and piece.topic.expert:
        _ask(piece, Check.EXPERT, piece.topic.expert, None, deadline, actor)
    tell_interested(piece, besides=[approver, deputy, piece.topic.expert], actor=actor)
    live.announce(piece.company_id, "plan")
    record(actor, "piece.handed_in", piece, decision, approver=str(approver))
    return approval


@transaction.atomic
def approve(approval: Approval, *, actor: Actor) -> Approval:
    """Say yes to exactly the content that was handed in; the last yes it needs lets it go out.

    Raises ``AlreadyDecided``, ``TooLate``, ``ContentChanged``, ``Denied``.
    """
    approval = _take(approval)
    decision = _require_to_answer(approval, actor)
    _decided(approval, Outcome.APPROVED, decision, actor)
    record(actor, "piece.approved", approval.piece, decision)
    if not approval.piece.approvals.open().exists():
        release_as_approved(_main(approval), actor=actor)
    if approval.requested_by_id != actor.membership_id:
        tell(
            approval.requested_by,
            "piece.approved",
            approval.piece.get_absolute_url(),
            piece=str(approval.piece),
            name=actor.name,
        )
    return approval


@transaction.atomic
def return_with_wish(approval: Approval, *, wish: str, actor: Actor) -> Approval:
    """Back to the author with a wish; the piece stays open."""
    return _turn_down(approval, Outcome.RETURNED, "piece.returned", wish, actor)


@transaction.atomic
def refuse(approval: Approval, *, wish: str, actor: Actor) -> Approval:
    """A final no to this content."""
    return _turn_down(approval, Outcome.REFUSED, "piece.refused", wish, actor)


@transaction.atomic
def withdraw_request(piece: Piece, *, actor: Actor) -> None:
    """The author takes back what was handed in, to go on writing. Taken back already is taken back."""
    decision = require_to_edit(piece, actor)
    if not _close(piece, Outcome.WITHDRAWN):
        return
    live.announce(piece.company_id, "plan")
    record(actor, "piece.request_withdrawn", piece, decision)


@transaction.atomic
def remind(approval: Approval, *, now: datetime) -> None:
    """Half of the working time has passed: whoever is asked hears of it once more."""
    approval = locked_request(approval)
    if not approval.is_open or approval.remind_at is None or approval.remind_at > now:
        return
    approval.remind_at = None
    approval.save(update_fields=["remind_at"])
    tell_asked(approval, approval.asked, "approval.reminder")
    record(_system(approval), "approval.reminded", approval.piece, person=str(approval.asked))


@transaction.atomic
def hand_to_deputy(approval: Approval, *, now: datetime) -> None:
    """The approver let the deadline pass: the deputy has as many working days again."""
    approval = locked_request(approval)
    if not approval.is_open or approval.deputy is None or approval.deputy_told_at:
        return
    approval.deputy_told_at, approval.deadline = now, _as_long_again(approval, now)
    approval.remind_at = WorkingTime.of(approval.piece.company).half(now, approval.deadline)
    approval.save(update_fields=["deputy_told_at", "deadline", "remind_at"])
    tell_asked(approval, approval.deputy)
    record(_system(approval), "approval.handed_to_deputy", approval.piece, deputy=str(approval.deputy))


@transaction.atomic
def expire(approval: Approval, *, now: datetime) -> None:
    """Nobody answered in time. Nothing goes out; author and approver are told."""
    approval = locked_request(approval)
    if not approval.is_open or approval.deadline > now:
        return
    approval.outcome, approval.decided_at = Outcome.EXPIRED, now
    approval.save(update_fields=["outcome", "decided_at"])
    for person in {approval.requested_by, approval.approver, approval.piece.responsible}:
        tell(person, "approval.expired", approval.piece.get_absolute_url(), piece=str(approval.piece))
    live.announce(approval.piece.company_id, "plan")
    record(_system(approval), "approval.expired", approval.piece)


def may_answer(approval: Approval, actor: Actor) -> Decision:
    """The right to decide, on every channel of the piece; the first refusal is the answer."""
    answer = on_every_channel(approval.piece, RIGHT[Check(approval.check_kind)], actor)
    if answer and approval.piece.content_class == "D":
        return on_every_channel(approval.piece, "crisis.speak", actor)
    return answer


def reopen(piece: Piece, *, actor: Actor) -> None:
    """The content is another one now: what was approved or asked before counts no more."""
    for approval in piece.approvals.filter(outcome__in=[Outcome.OPEN, Outcome.APPROVED]).select_related(
        "approver__person"
    ):
        told = approval.is_open and approval.approver_id != actor.membership_id
        approval.outcome = Outcome.REOPENED
        approval.save(update_fields=["outcome"])
        if told:
            tell(
                approval.approver,
                "approval.reopened",
                piece.get_absolute_url(),
                piece=str(piece),
                name=actor.name,
            )


# --- helpers ------------------------------------------------------------------------------------------------


def _ask(
    piece: Piece,
    kind: Check,
    approver: Membership,
    deputy: Membership | None,
    deadline: datetime,
    actor: Actor,
) -> Approval:
    now = timezone.now()
    approval = Approval.objects.create(
        piece=piece,
        check_kind=kind,
        content_hash=piece.content_hash(),
        requested_by_id=actor.member,
        requested_at=now,
        approver=approver,
        deputy=deputy,
        deadline=deadline,
        remind_at=WorkingTime.of(piece.company).half(now, deadline),
    )
    tell_asked(approval, approver)
    return approval


def _as_long_again(approval: Approval, now: datetime) -> datetime:
    works = WorkingTime.of(approval.piece.company)
    days = works.between(approval.requested_at, approval.deadline)
    return works.later(now, days) if days else now + (approval.deadline - approval.requested_at)


def tell_asked(approval: Approval, person: Membership, words: str = "approval.asked") -> None:
    tell(
        person,
        words,
        approval_path(approval, person),
        piece=str(approval.piece),
        name=str(approval.requested_by),
    )


def _take(approval: Approval) -> Approval:
    """The locked row, if it can still be decided."""
    approval = locked_request(approval)
    if not approval.is_open:
        raise AlreadyDecided(str(approval.decided_by or ""), approval.get_outcome_display())
    if approval.deadline <= timezone.now():
        raise TooLate
    if approval.piece.content_hash() != approval.content_hash:
        raise ContentChanged
    return approval


def _turn_down(approval: Approval, outcome: Outcome, verb: str, wish: str, actor: Actor) -> Approval:
    approval = _take(approval)
    decision = _require_to_answer(approval, actor)
    approval.wish = wish
    _decided(approval, outcome, decision, actor)
    approval.piece.approvals.open().update(outcome=Outcome.WITHDRAWN)
    tell(
        approval.requested_by,
        verb,
        approval.piece.get_absolute_url(),
        piece=str(approval.piece),
        name=actor.name,
        wish=wish,
    )
    record(actor, verb, approval.piece, decision, wish=wish)
    return approval


def _decided(approval: Approval, outcome: Outcome, decision: Decision, actor: Actor) -> None:
    approval.outcome, approval.decided_at = outcome, timezone.now()
    approval.decided_by_id, approval.mandate_id = actor.membership_id, decision.mandate_id
    approval.save()
    live.announce(approval.piece.company_id, "plan")


def _close(piece: Piece, outcome: Outcome) -> int:
    """How many requests that were still good now are none."""
    return piece.approvals.filter(outcome__in=[Outcome.OPEN, Outcome.APPROVED]).update(outcome=outcome)


def _main(approval: Approval) -> Approval:
    """The approval (not the expert's check) that the piece goes out under."""
    approved = approval.piece.approvals.filter(check_kind=Check.APPROVAL, outcome=Outcome.APPROVED)
    return approved.select_related("piece__topic").get(content_hash=approval.content_hash)


def _require_to_answer(approval: Approval, actor: Actor) -> Decision:
    decision = may_answer(approval, actor)
    if not decision:
        raise Denied(decision)
    return decision


def _system(approval: Approval) -> Actor:
    return Actor.of_the_system(approval.piece.company_id)
