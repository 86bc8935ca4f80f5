"""Fetching what an action changes, for itself alone until its transaction ends, with all that its rights ask of it."""

from __future__ import annotations

from eigenstimme.plan.models import Approval, Piece


def locked(piece: Piece) -> Piece:
    """The piece as it is now."""
    rows = Piece.objects.select_for_update(of=["self"])
    return rows.select_related("company", "topic", "responsible__person").get(pk=piece.pk)


def locked_request(approval: Approval) -> Approval:
    """The request as it is now, with its piece."""
    rows = Approval.objects.select_for_update(of=["self"]).select_related(
        "piece__company",
        "piece__topic",
        "piece__responsible__person",
        "requested_by__person",
        "approver__person",
    )
    return rows.get(pk=approval.pk)
