"""Law 4: the authorisation of a publication is checked again at the instant of sending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import prefetch_related_objects

from eigenstimme.mandates.models import Mandate, asked_from
from eigenstimme.media.showing import objections
from eigenstimme.people.actor import Actor, Via
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import decide
from eigenstimme.plan.models import Approval, Check, Outcome, Piece
from eigenstimme.publishing.models import Hold, Publication
from eigenstimme.publishing.reasons import Reason
from eigenstimme.strategy.models import ContentClass


def reason_against(publication: Publication, at: datetime) -> Reason | None:
    """Why it must not go out at this instant; None when it may."""
    return reasons_against([publication], at).get(publication.pk)


def reasons_against(publications: Sequence[Publication], at: datetime) -> dict[int, Reason]:
    """The same for many, by primary key, with as many queries as for one. Asks the database, not what is in memory.

    What is not due yet is judged as at its own time: a mandate that begins or ends until then counts.
    """
    grounds = _grounds(publications)
    against = {each.pk: _against(each, max(at, each.due_at), grounds) for each in publications}
    return {pk: reason for pk, reason in against.items() if reason is not None}


def may_not_show(publication: Publication, at: datetime) -> Reason | None:
    """What the people on its files, or their licence, have against it on that day."""
    day = at.astimezone(publication.company.zone).date()
    files = [each.asset for each in publication.attached]
    return next((Reason(each) for each in objections(files, publication.channel_id, day)), None)


def on_hold(publication: Publication) -> bool:
    return bool(_holding([publication]) & _places(publication))


def is_still_the_variant(publication: Publication) -> bool:
    variant = publication.variant
    if variant is None:
        return True
    now = variant.outgoing.get(publication.part)
    if variant.piece.dropped_at or now is None:
        return False
    files = [] if publication.part else variant.shown
    return (publication.title, publication.text, publication.attached) == (now.title, now.text, files)


# --- what the database says now -----------------------------------------------------------------------------

Place = tuple[int, int | None]
"""A company, and one channel of it or (None) all."""


@dataclass(frozen=True)
class _Grounds:
    """All that is asked about some publications, looked up at once."""

    holding: set[Place]
    ended: dict[int, datetime]  # mandates that were ended before their date, and when
    rests_from: dict[int, datetime]  # mandates that rest from then on, until their briefing is confirmed
    checked: set[tuple[int, str]]  # the pieces, with their content, to which the expert said yes
    actors: dict[int, Actor] = field(default_factory=dict)  # who authorised; each remembers their mandates

    def actor(self, member: Membership) -> Actor:
        return self.actors.setdefault(member.pk, Actor.of(member, via=Via.WORKER))


def _grounds(publications: Sequence[Publication]) -> _Grounds:
    of_pieces = [each for each in publications if each.variant]
    prefetch_related_objects(
        [each for each in of_pieces if each.approval], "variant__piece__variants__attachments__asset"
    )
    ended, rests_from = _mandates(publications)
    return _Grounds(_holding(publications), ended, rests_from, _checked(of_pieces))


def _holding(publications: Iterable[Publication]) -> set[Place]:
    companies = {each.company_id for each in publications}
    return set(Hold.objects.in_force().filter(company__in=companies).values_list("company_id", "channel_id"))


def _places(publication: Publication) -> set[Place]:
    """Where a hold would stop it."""
    return {(publication.company_id, None), (publication.company_id, publication.channel_id)}


def _mandates(publications: Iterable[Publication]) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When those they were made under were ended, and from when on they rest."""
    mandates = {each.mandate_id for each in publications}
    mandates |= {each.variant.piece.mandate_id for each in publications if each.variant}
    if mandates == {None}:
        return {}, {}
    known = Mandate.objects.filter(pk__in=[each for each in mandates if each]).annotate(
        asked_from=asked_from()
    )
    rows = list(known.values_list("pk", "ended_at", "asked_from"))
    return {pk: ended for pk, ended, _rests in rows if ended}, {
        pk: rests for pk, _ended, rests in rows if rests
    }


def _checked(publications: Iterable[Publication]) -> set[tuple[int, str]]:
    delicate = {
        each.variant.piece.pk for each in publications if each.variant and _is_delicate(each.variant.piece)
    }
    checks = Approval.objects.filter(piece__in=delicate, check_kind=Check.EXPERT, outcome=Outcome.APPROVED)
    return set(checks.values_list("piece_id", "content_hash")) if delicate else set()


# --- the reasons, in the order they are asked ---------------------------------------------------------------


def _against(publication: Publication, at: datetime, grounds: _Grounds) -> Reason | None:
    if grounds.holding & _places(publication):
        return Reason.HOLD
    if not publication.channel.connected:
        return Reason.DISCONNECTED
    if publication.computed_hash() != publication.content_hash or not is_still_the_variant(publication):
        return Reason.CONTENT_CHANGED
    if against := may_not_show(publication, at):
        return against
    if _drafted_under_an_ended_mandate(publication, grounds):
        return Reason.MANDATE_ENDED
    return _approval_against(publication, grounds) or _right_against(publication, at, grounds)


def _drafted_under_an_ended_mandate(publication: Publication, grounds: _Grounds) -> bool:
    """Its author's mandate was ended before its date, and nobody of the company has vouched for the post since.

    A mandate that runs out on its date holds nothing that was approved.
    """
    mandate_id = publication.variant.piece.mandate_id if publication.variant else None
    if mandate_id not in grounds.ended:
        return False
    approval = publication.approval
    return approval is None or approval.decided_at is None or approval.decided_at < grounds.ended[mandate_id]


def _approval_against(publication: Publication, grounds: _Grounds) -> Reason | None:
    approval = publication.approval
    if approval is None or publication.variant is None:
        return None
    piece = publication.variant.piece
    if approval.outcome != Outcome.APPROVED:
        return Reason.APPROVAL_GONE
    if approval.piece_id != piece.pk or piece.content_hash() != approval.content_hash:
        return Reason.CONTENT_CHANGED
    if _is_delicate(piece) and (piece.pk, approval.content_hash) not in grounds.checked:
        return Reason.APPROVAL_GONE
    return None


def _is_delicate(piece: Piece) -> bool:
    """Then it needs the expert's yes to the same content, beside the approval."""
    return piece.content_class == ContentClass.DELICATE


def _right_against(publication: Publication, at: datetime, grounds: _Grounds) -> Reason | None:
    member = publication.authorised_by
    if not member.present:
        return Reason.APPROVER_LEFT if publication.approval else Reason.RIGHT_GONE
    subject = replace(publication.subject(), already_counted=True)
    if decide(grounds.actor(member), publication.permission, subject, at):
        return None
    if publication.mandate_id in grounds.ended:
        return Reason.MANDATE_ENDED
    rests_from = grounds.rests_from.get(publication.mandate_id or 0)
    return Reason.MANDATE_RESTS if rests_from and rests_from <= at else Reason.RIGHT_GONE
