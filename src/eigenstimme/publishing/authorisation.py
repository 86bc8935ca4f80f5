"""Law 4: the authorisation of a publication is checked again at the instant of sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from eigenstimme.mandates.models import Mandate
from eigenstimme.media.showing import objections
from eigenstimme.people.actor import Actor, Via
from eigenstimme.people.rights import decide
from eigenstimme.plan.models import Approval, Check, Outcome, Piece
from eigenstimme.publishing.models import Hold, Publication
from eigenstimme.publishing.reasons import Reason
from eigenstimme.strategy.models import ContentClass


def reason_against(publication: Publication, at: datetime) -> Reason | None:
    """Why it must not go out at this instant; None when it may. Asks the database, not what is in memory."""
    if on_hold(publication):
        return Reason.HOLD
    if not publication.channel.connected:
        return Reason.DISCONNECTED
    if publication.computed_hash() != publication.content_hash or not is_still_the_variant(publication):
        return Reason.CONTENT_CHANGED
    if against := may_not_show(publication, at):
        return against
    if _drafted_under_an_ended_mandate(publication):
        return Reason.MANDATE_ENDED
    return _approval_against(publication) or _right_against(publication, at)


def may_not_show(publication: Publication, at: datetime) -> Reason | None:
    """What the people on its files, or their licence, have against it on that day."""
    day = at.astimezone(publication.company.zone).date()
    files = [each.asset for each in publication.attached]
    return next((Reason(each) for each in objections(files, publication.channel_id, day)), None)


def on_hold(publication: Publication) -> bool:
    holds = Hold.objects.in_force().filter(company_id=publication.company_id)
    return any(hold.channel_id in (None, publication.channel_id) for hold in holds)


def is_still_the_variant(publication: Publication) -> bool:
    variant = publication.variant
    if variant is None:
        return True
    return (
        variant.piece.dropped_at is None
        and (publication.title, publication.text) == (variant.title, variant.text)
        and publication.attached == variant.shown
    )


def _drafted_under_an_ended_mandate(publication: Publication) -> bool:
    """Its author's mandate was ended before its date, and nobody of the company has vouched for the post since.

    A mandate that runs out on its date holds nothing that was approved.
    """
    ended_at = _ended_at(publication.variant.piece.mandate_id) if publication.variant else None
    if ended_at is None:
        return False
    approval = publication.approval
    return approval is None or approval.decided_at is None or approval.decided_at < ended_at


def _ended_at(mandate_id: int | None) -> datetime | None:
    """When a mandate was ended before its date; None for one that was not."""
    if mandate_id is None:
        return None
    return Mandate.objects.values_list("ended_at", flat=True).get(pk=mandate_id)


def _approval_against(publication: Publication) -> Reason | None:
    approval = publication.approval
    if approval is None or publication.variant is None:
        return None
    piece = publication.variant.piece
    if approval.outcome != Outcome.APPROVED:
        return Reason.APPROVAL_GONE
    if approval.piece_id != piece.pk or piece.content_hash() != approval.content_hash:
        return Reason.CONTENT_CHANGED
    return None if _expert_agreed(piece, approval) else Reason.APPROVAL_GONE


def _expert_agreed(piece: Piece, approval: Approval) -> bool:
    """A delicate piece needs the expert's yes to the same content, beside the approval."""
    if piece.content_class != ContentClass.DELICATE:
        return True
    checks = piece.approvals.filter(check_kind=Check.EXPERT, content_hash=approval.content_hash)
    return checks.filter(outcome=Outcome.APPROVED).exists()


def _right_against(publication: Publication, at: datetime) -> Reason | None:
    member = publication.authorised_by
    if not member.present:
        return Reason.APPROVER_LEFT if publication.approval else Reason.RIGHT_GONE
    subject = replace(publication.subject(), already_counted=True)
    if decide(Actor.of(member, via=Via.WORKER), publication.permission, subject, at):
        return None
    return Reason.MANDATE_ENDED if _ended_at(publication.mandate_id) else Reason.RIGHT_GONE
