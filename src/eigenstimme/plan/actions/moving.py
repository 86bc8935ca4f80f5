"""Another time for a piece, and nothing else changed: what the calendar does when something is dragged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.plan.actions.approvals import reopen
from eigenstimme.plan.actions.locked import locked
from eigenstimme.plan.actions.pieces import keep_version
from eigenstimme.plan.actions.release import may_release, release
from eigenstimme.plan.actions.rights import require_to_edit
from eigenstimme.plan.errors import AlreadyOut, Dropped, InThePast, NotReady, Overtaken
from eigenstimme.plan.models import Outcome, Piece, Variant
from eigenstimme.plan.signals import edited
from eigenstimme.plan.stage import BY_HAND, FIXED, MOVING, is_public

if TYPE_CHECKING:
    from eigenstimme.publishing.models import Publication


@dataclass(frozen=True)
class Moved:
    """``opened``: it was approved, asked for or let out, and now has to be again."""

    piece: Piece
    opened: bool


@transaction.atomic
def move_piece(
    piece: Piece, *, at: datetime | None, to: datetime | None, revision: int, actor: Actor
) -> Moved:
    """Move what stands at ``at`` to ``to``, and nothing else of the piece; None stands for no time at all.

    Several channels of a piece can stand at one time: those with a time of their own get the new one for themselves,
    the others through the piece. Those that stand elsewhere keep their times, and what is public stays where it went
    out.

    Every approval is opened again, for the time is part of what was approved. Only what somebody had let out by their
    own right, in front of an actor who could do so as well, goes on to the new time.

    Raises ``Overtaken`` when it was changed since ``revision``, ``AlreadyOut`` when all that stands there is public,
    ``InThePast``, ``Dropped``.
    """
    piece = locked(piece)
    decision = require_to_edit(piece, actor)
    if piece.dropped_at:
        raise Dropped
    if piece.revision != revision:
        raise Overtaken
    standing = _standing(piece, at)
    if to and to <= timezone.now():
        raise InThePast
    if to == at:
        return Moved(piece, opened=False)
    waiting = _waiting(piece)
    before = piece.content_hash()
    _write(piece, standing, to)
    piece = Piece.objects.get(pk=piece.pk)
    keep_version(piece, actor)
    opened = bool(waiting) or piece.approvals.filter(outcome__in=[Outcome.OPEN, Outcome.APPROVED]).exists()
    if piece.content_hash() != before:
        reopen(piece, actor=actor)
        edited.send(Piece, piece=piece, actor=actor)
    live.announce(piece.company_id, "plan")
    record(actor, "piece.moved" if to else "piece.unscheduled", piece, decision)
    return Moved(piece, opened=opened and not (to and _goes_on(piece, waiting, actor)))


def _standing(piece: Piece, at: datetime | None) -> list[Variant]:
    """The variants that stand at this time and are not public; none for a piece that has no channel yet."""
    variants = list(piece.variants.select_related("channel", "piece").prefetch_related("publications"))
    if not variants:
        if piece.planned_for != at:
            raise Overtaken
        return []
    there = [variant for variant in variants if _time_of(variant) == at]
    if not there:
        raise Overtaken
    movable = [variant for variant in there if not is_public(variant)]
    if not movable:
        raise AlreadyOut(there[0].channel.name)
    return movable


def _time_of(variant: Variant) -> datetime | None:
    """When it went out, else when it is to go out: as ``calendar.queries.spots`` says it in SQL."""
    found = [each for each in variant.publications.all() if each.state != "withdrawn"]
    public = max((each.due_at for each in found if each.state in FIXED), default=None)
    return public or variant.planned_for or max((each.due_at for each in found), default=None)


def _write(piece: Piece, standing: list[Variant], to: datetime | None) -> None:
    """Without ``to`` the piece itself has no time: channels that stand elsewhere by it keep that for themselves."""
    moving = piece.variants.filter(pk__in=[variant.pk for variant in standing])
    with_own = moving.filter(own_time__isnull=False).update(own_time=to)
    if to is None:
        staying = piece.variants.exclude(pk__in=moving.values("pk"))
        staying.filter(own_time=None).update(own_time=piece.planned_for)
    if to is None or with_own < len(standing) or not standing:
        piece.planned_for = to
    piece.revision += 1
    piece.save(update_fields=["planned_for", "revision", "edited_at"])


def _waiting(piece: Piece) -> list[Publication]:
    """What is to go out and has not, or not surely; also what stands still."""
    found = [each for variant in piece.variants.all() for each in variant.publications.all()]
    return [each for each in found if each.state not in {*FIXED, "withdrawn"}]


def _goes_on(piece: Piece, waiting: list[Publication], actor: Actor) -> bool:
    """Let out once more what somebody had let out by their own right, unless an approval did or it stood still."""
    on_their_way = all(each.state in MOVING and each.reason != BY_HAND for each in waiting)
    by_right = not any(each.approval_id for each in waiting)
    if not (waiting and on_their_way and by_right and may_release(piece, actor)):
        return False
    try:
        with transaction.atomic():
            release(piece, actor=actor)
    except NotReady:
        return False
    return True
