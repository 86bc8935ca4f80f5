"""Letting a piece go out: by its author's own right, or because everything it needs has been approved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, Denied, decide
from eigenstimme.plan.actions.locked import locked
from eigenstimme.plan.actions.rights import with_channels
from eigenstimme.plan.checks import findings
from eigenstimme.plan.errors import Dropped, NotReady
from eigenstimme.plan.models import Approval, Piece, Variant
from eigenstimme.plan.signals import released


@dataclass(frozen=True)
class Release:
    """Who lets a piece go out, by which right, and what it rests on; the publications carry it on."""

    by: int  # membership
    permission: str
    mandate_id: int | None = None
    approval: Approval | None = None


@transaction.atomic
def release(piece: Piece, *, actor: Actor) -> None:
    """Schedule (or send) a piece without an approval, where the actor's right to publish covers its class."""
    piece = locked(piece)
    check_ready(piece)
    decision = may_release(piece, actor)
    if not decision:
        raise Denied(decision)
    how = Release(actor.member, _permission(piece), decision.mandate_id)
    released.send(Piece, piece=piece, release=how)
    live.announce(piece.company_id, "plan")
    record(actor, "piece.released", piece, decision)


def may_release(piece: Piece, actor: Actor) -> Decision:
    """The right on each channel, now and at the time it is to go out; the first refusal is the answer."""
    permission = _permission(piece)
    answer = decide(actor, permission, replace(piece.subject(), already_counted=True))
    for variant in with_channels(piece):
        subject = variant.subject()
        answer = decide(actor, permission, replace(subject, already_counted=True))
        if answer:
            answer = decide(
                actor, permission, subject, max(variant.planned_for or timezone.now(), timezone.now())
            )
        if not answer:
            return answer
    return answer


def release_as_approved(approval: Approval, *, actor: Actor) -> None:
    """Everything the piece needs is approved: it goes out on its time under that approval."""
    piece = approval.piece
    if approval.decided_by_id is None:
        raise ValueError("an open request releases nothing")
    release = Release(approval.decided_by_id, "piece.approve", approval.mandate_id, approval)
    released.send(Piece, piece=piece, release=release)
    record(actor, "piece.released_by_approval", piece)


def check_ready(piece: Piece) -> None:
    """Raise ``NotReady`` for what a network would refuse or a time missed at once, ``Dropped`` for what was dropped."""
    if piece.dropped_at:
        raise Dropped
    if not piece.variants.exists():
        raise NotReady(_("Choose at least one channel first."))
    if late := _too_late(piece):
        channels = ", ".join(variant.channel.name for variant in late)
        raise NotReady(
            _(
                "The time on %(channels)s has passed. Choose a later one; without a time it goes out as soon as it may."
            )
            % {"channels": channels}
        )
    found = findings(piece)
    if found:
        raise NotReady(_("Some channels would not take this post as it is."), found)


def _too_late(piece: Piece) -> list[Variant]:
    """Those not out yet whose time passed longer ago than their channel lets a post be late."""
    waiting = piece.variants.exclude(publications__sent_at__isnull=False).select_related("channel", "piece")
    now = timezone.now()
    return [each for each in waiting if each.planned_for and each.planned_for + each.channel.late_after < now]


def _permission(piece: Piece) -> str:
    return "crisis.speak" if piece.content_class == "D" else "piece.publish"
