from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eigenstimme.contracts.levy import LegalForm
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

A_LINE, A_PARAGRAPH = 200, 2000
SOON = timedelta(days=30)
"""A contract that ends within it is shown as ending: time to talk about what comes next."""


class ContractKind(models.TextChoices):
    """Who works under it."""

    COLLEAGUE = "colleague", _("colleague")
    FREELANCER = "freelancer", _("freelancer")
    AGENCY = "agency", _("agency")
    ADVISER = "adviser", _("adviser")
    PROVIDER = "provider", _("provider of a machine")


class Pay(models.TextChoices):
    RESULT = "result", _("for each result")
    MONTHLY = "monthly", _("a flat sum each month")


class Span(models.TextChoices):
    MONTH = "month", pgettext_lazy("budget", "each month")
    YEAR = "year", pgettext_lazy("budget", "each year")


class ContractQuerySet(models.QuerySet["Contract"]):
    def visible_to(self, actor: Actor) -> ContractQuerySet:
        """All for whoever may see contracts; everyone else sees their own."""
        here = self.filter(company_id=actor.company_id)
        if decide(actor, "contract.read", Subject(actor.company_id)):
            return here
        return here.filter(membership_id=actor.membership_id or 0)

    def in_force(self, day: date) -> ContractQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self, day: date) -> ContractQuerySet:
        """In force, or beginning later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def with_people(self) -> ContractQuerySet:
        return self.select_related("company", "membership__person", "recorded_by__person")


def _path(contract: Contract, name: str) -> str:
    return f"{contract.company_id}/contracts/{name}"


class Contract(models.Model):
    """What was agreed with one person who works here, as far as work and money depend on it. Amounts in euros, net.

    It gives no right: rights come from mandates. Two contracts of one person never hold on the same day. Law 3 keeps
    outside people and machines out of ``recorded_by``.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="contracts")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=10, choices=ContractKind.choices)
    partner = models.CharField(max_length=A_LINE, blank=True)
    legal_form = models.CharField(max_length=12, choices=LegalForm.choices)
    creative = models.BooleanField(default=True)
    own_organisation = models.BooleanField(default=False)
    matter = models.TextField(max_length=A_PARAGRAPH)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(null=True, blank=True)
    notice_period = models.CharField(max_length=A_LINE, blank=True)

    pay = models.CharField(max_length=8, choices=Pay.choices, default=Pay.RESULT)
    fee = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    budget = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    budget_span = models.CharField(max_length=5, choices=Span.choices, default=Span.YEAR)
    rounds = models.PositiveSmallIntegerField(default=2)
    acceptance_days = models.PositiveSmallIntegerField(default=3)

    rights_media = models.CharField(max_length=A_LINE, blank=True)
    rights_time = models.CharField(max_length=A_LINE, blank=True)
    rights_territory = models.CharField(max_length=A_LINE, blank=True)
    may_edit = models.BooleanField(default=False)
    raw_data = models.BooleanField(default=False)
    ai_training = models.BooleanField(default=False)

    ai_use = models.CharField(max_length=A_LINE, blank=True)
    ai_disclosed = models.BooleanField(default=True)
    ai_checked = models.BooleanField(default=True)

    dpa_on = models.DateField(null=True, blank=True)
    secrecy_on = models.DateField(null=True, blank=True)

    fixed_hours = models.BooleanField(default=False)
    one_client = models.BooleanField(default=False)

    file = models.FileField(blank=True, upload_to=_path, help_text="the signed contract, a PDF")
    file_name = models.CharField(max_length=120, blank=True)

    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["membership__person__name", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="contract_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(pay="result") | Q(fee__isnull=False), name="a_flat_sum_has_its_amount"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ContractKind.values, legal_form__in=LegalForm.values),
                name="contract_words_known",
            ),
        ]

    def __str__(self) -> str:
        return _("contract with %(name)s") % {"name": self.membership}

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(self.company_id, party_id=self.membership_id)

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def state(self, day: date) -> str:
        """A key of ``ui.states``, as of mandates: "upcoming", "active", "ending" (within a month) or "ended"."""
        if self.ends_on and self.ends_on < day:
            return "ended"
        if self.starts_on > day:
            return "upcoming"
        return "ending" if self.ends_on and self.ends_on <= day + SOON else "active"

    @property
    def names_rights(self) -> bool:
        return bool(self.rights_media and self.rights_time and self.rights_territory)
