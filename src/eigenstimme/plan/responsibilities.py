"""Posts that are not out yet, requests for approval, and open campaigns are handed over before somebody leaves."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.actor import Actor
from eigenstimme.people.errors import CannotTakeOver
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register
from eigenstimme.plan.actions.approvals import may_answer, tell_asked
from eigenstimme.plan.models import Approval, Campaign, Piece, Variant
from eigenstimme.plan.models.piece import PieceQuerySet


def _pieces(membership: Membership) -> PieceQuerySet:
    """Out is what went out on every channel of it."""
    waiting = Variant.objects.filter(piece=OuterRef("pk")).exclude(publications__sent_at__isnull=False)
    unfinished = Exists(waiting) | Q(variants=None)
    return Piece.objects.filter(unfinished, responsible=membership, dropped_at=None)


def _pieces_open_for(membership: Membership) -> list[Piece]:
    return list(_pieces(membership))


def _hand_over_pieces(membership: Membership, to: Membership, actor: Actor) -> None:
    ids = list(_pieces(membership).values_list("pk", flat=True))
    Piece.objects.filter(pk__in=ids).update(responsible=to)


def _approvals_open_for(membership: Membership) -> list[Approval]:
    asked = Approval.objects.open().filter(Q(approver=membership) | Q(deputy=membership))
    return list(
        asked.select_related("piece__topic", "piece__company", "approver__person", "requested_by__person")
    )


def _hand_over_approvals(membership: Membership, to: Membership, actor: Actor) -> None:
    """Whoever takes over is asked, and must be able to answer. Nobody is both approver and deputy."""
    for approval in _approvals_open_for(membership):
        if not may_answer(approval, Actor.of(to)):
            raise CannotTakeOver(str(to), str(approval))
        if approval.approver_id == membership.pk:
            approval.approver = to
            tell_asked(approval, to)
        if approval.deputy_id == membership.pk:
            approval.deputy = to
        if approval.deputy_id == approval.approver_id:
            approval.deputy = None
        approval.save(update_fields=["approver", "deputy"])


def _campaigns_open_for(membership: Membership) -> list[Campaign]:
    return list(Campaign.objects.open().filter(responsible=membership))


def _hand_over_campaigns(membership: Membership, to: Membership, actor: Actor) -> None:
    Campaign.objects.open().filter(responsible=membership).update(responsible=to)


register(
    Responsibility("pieces", _("Posts that are not out yet"), _pieces_open_for, _hand_over_pieces),
    Responsibility(
        "approvals", _("Approvals they were asked for"), _approvals_open_for, _hand_over_approvals
    ),
    Responsibility("campaigns", _("Campaigns they lead"), _campaigns_open_for, _hand_over_campaigns),
)
