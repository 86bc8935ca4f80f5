from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from eigenstimme.contracts.levy import LegalForm
from eigenstimme.contracts.models.contract import A_LINE
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def visible_to(self, actor: Actor) -> LedgerEntryQuerySet:
        if decide(actor, "cost.read", Subject(actor.company_id)):
            return self.filter(company_id=actor.company_id)
        return self.none()

    def standing(self) -> LedgerEntryQuerySet:
        return self.filter(struck_at=None)


class LedgerEntry(models.Model):
    """A fee that went past the orders, typed in for the artists' social levy. A mistake is struck, never deleted."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="ledger_entries")
    paid_on = models.DateField()
    contractor = models.CharField(max_length=A_LINE)
    subject = models.CharField(max_length=A_LINE)
    fee = models.DecimalField(max_digits=9, decimal_places=2)
    legal_form = models.CharField(max_length=12, choices=LegalForm.choices)
    creative = models.BooleanField(default=True)
    typed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["paid_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(fee__gte=0), name="a_fee_is_no_debt")]

    def __str__(self) -> str:
        return f"{self.contractor}: {self.subject}"


class Told(models.Model):
    """That leads were told of something that is due on a day; so nobody is told twice."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    matter = models.CharField(max_length=20)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint("company", "matter", "day", name="told_once")]

    def __str__(self) -> str:
        return f"{self.matter} {self.day}"
