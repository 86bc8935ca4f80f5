"""Where a piece stands, derived from its rows: never stored, so it cannot be wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Membership
from eigenstimme.plan.models import Approval, Check, Outcome, Piece, Variant

STOPPED = ("unclear", "failed", "held", "missed")
BY_HAND = "by_hand"
FIXED = ("sending", "sent", "unclear")  # public, or perhaps public: nothing of it can be changed
MOVING = ("sending", "due", "planned")
TURNED_DOWN = (Outcome.RETURNED, Outcome.REFUSED, Outcome.EXPIRED)
STANDING = (*STOPPED, *MOVING, "sent")  # every state of a publication but "withdrawn"
_LOUDEST_FIRST = (*STOPPED, BY_HAND, *MOVING, "sent")


class Group(TextChoices):
    """Stages as people look for them; ``queries.in_group`` finds the pieces of one."""

    WRITING = "writing", _("being written")
    ASKED = "asked", _("waiting for approval")
    PLANNED = "planned", _("planned")
    STOPPED = "stopped", _("stopped, needs a decision")
    SENT = "sent", _("published")
    DROPPED = "dropped", _("taken out of the plan")


@dataclass(frozen=True)
class Stage:
    """``code`` is a state of ``ui.states``; ``waits_for`` the person whose move is next, if anybody's."""

    code: str
    group: Group
    waits_for: Membership | None = None


def stage(piece: Piece) -> Stage:
    """The stage of a piece fetched with ``queries.for_its_page`` or for the calendar's cards: no query of its own."""
    approvals = list(piece.approvals.all())
    code, group = standing(piece.dropped_at, piece.states, approvals)  # type: ignore[attr-defined]  # annotated
    return Stage(code, group, _next(piece, group, approvals))


def standing(
    dropped_at: datetime | None, states: Collection[str], approvals: Collection[Approval]
) -> tuple[str, Group]:
    """Code and group of a piece, from the states on all its channels and what was asked about it."""
    if dropped_at:
        return "dropped", Group.DROPPED
    if any(approval.is_open for approval in approvals):
        return "asked", Group.ASKED
    loudest = next((state for state in _LOUDEST_FIRST if state in states), None)
    turned_down = _turned_down(approvals)
    if turned_down and loudest in (None, "held"):
        return turned_down, Group.WRITING
    if loudest is None:
        return "draft", Group.WRITING
    if loudest in MOVING:
        return loudest, Group.PLANNED
    return loudest, Group.SENT if loudest == "sent" else Group.STOPPED


def is_public(variant: Variant) -> bool:
    """Whether it is out on its channel, or may be: nothing of it can be changed any more."""
    return any(each.state in FIXED for each in variant.publications.all())


def can_change(piece: Piece) -> bool:
    """Whether anything of it is not out yet."""
    variants = piece.variants.all()
    return piece.dropped_at is None and not (variants and all(is_public(each) for each in variants))


def _next(piece: Piece, group: Group, approvals: Iterable[Approval]) -> Membership | None:
    """Whose move it is."""
    match group:
        case Group.ASKED:
            return next(approval.asked for approval in approvals if approval.is_open)
        case Group.WRITING:
            return piece.author
        case Group.STOPPED:
            return piece.responsible
    return None


def _turned_down(approvals: Iterable[Approval]) -> str | None:
    """How the latest request ended, if it was no yes. The expert is asked after the approver, in one go."""
    asked = [approval for approval in approvals if approval.check_kind == Check.APPROVAL]
    if not asked:
        return None
    latest = max(approval.requested_at for approval in asked)
    ends = {approval.outcome for approval in approvals if approval.requested_at >= latest}
    return next((str(outcome) for outcome in TURNED_DOWN if outcome in ends), None)
