from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Membership
from eigenstimme.plan.models.piece import Piece

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class Check(models.TextChoices):
    """Who looks: an approver, or the expert a delicate topic names."""

    APPROVAL = "approval", _("approval")
    EXPERT = "expert", _("expert’s check")


class Outcome(models.TextChoices):
    """How a request for approval ends. Never in silent publishing."""

    OPEN = "", _("open")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned with a wish")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")
    REOPENED = "reopened", _("changed afterwards")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, actor: Actor) -> ApprovalQuerySet:
        return self.filter(piece__in=Piece.objects.visible_to(actor))

    def open(self) -> ApprovalQuerySet:
        return self.filter(outcome=Outcome.OPEN)

    def waiting_for(self, actor: Actor) -> ApprovalQuerySet:
        """Open requests this person was asked for; the deputy's once the approver let half the time pass."""
        return self.open().filter(
            Q(approver_id=actor.membership_id)
            | Q(deputy_id=actor.membership_id, deputy_told_at__isnull=False)
        )


class Approval(models.Model):
    """A request to look at exactly this content, and its outcome: who, when, for which hash."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="approvals")
    check_kind = models.CharField(max_length=8, choices=Check.choices, default=Check.APPROVAL)
    content_hash = models.CharField(max_length=64)
    requested_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    approver = models.ForeignKey(Membership, models.PROTECT, related_name="approvals_asked")
    deputy = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="approvals_deputised"
    )
    deadline = models.DateTimeField(_("answer until"))
    remind_at = models.DateTimeField(null=True, blank=True, help_text="empty once they were reminded")
    deputy_told_at = models.DateTimeField(null=True, blank=True)

    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    decided_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="approvals_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    mandate_id = models.BigIntegerField(null=True, help_text="the mandate the decision was taken under")
    wish = models.TextField(_("what should change?"), blank=True, max_length=2000)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "piece", "check_kind", condition=Q(outcome=""), name="one_open_request_per_check"
            ),
            models.CheckConstraint(
                condition=Q(deadline__gt=F("requested_at")), name="deadline_after_request"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["approved", "returned", "refused"]) | Q(decided_by__isnull=False),
                name="a_decision_has_its_person",
            ),
        ]
        indexes = [
            models.Index(fields=["deadline"], condition=Q(outcome=""), name="approval_open_by_deadline")
        ]

    def __str__(self) -> str:
        return str(self.piece)

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN

    @property
    def asked(self) -> Membership:
        """Whose move it is: the approver, or the deputy once they were told."""
        return self.deputy if self.deputy and self.deputy_told_at else self.approver
