from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.contracts.models.contract import A_LINE, A_PARAGRAPH
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class ExitRecordQuerySet(models.QuerySet["ExitRecord"]):
    def visible_to(self, actor: Actor) -> ExitRecordQuerySet:
        """Whoever may see contracts; the party itself sees how the work with it ends."""
        here = self.filter(company_id=actor.company_id)
        if decide(actor, "contract.read", Subject(actor.company_id)):
            return here
        return here.filter(membership_id=actor.membership_id or 0)

    def open(self) -> ExitRecordQuerySet:
        return self.filter(signed_at=None)


class ExitRecord(models.Model):
    """How the work with somebody ended: an open list first, then a record that is signed and stays as it is.

    ``lines`` is what the list said when it was signed. Law 3 keeps everybody but own people out of ``opened_by`` and
    ``signed_by``.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="exit_records")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="exit_records")
    reason = models.TextField(max_length=A_PARAGRAPH)
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    lines = models.JSONField(default=list, help_text='[{"step": …, "state": …, "note": …}]')
    signed_name = models.CharField(max_length=A_LINE, blank=True)
    signed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = ExitRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint("membership", condition=Q(signed_at=None), name="one_open_exit"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(signed_by__isnull=False) & ~Q(signed_name=""),
                name="a_signed_exit_names_its_signer",
            ),
        ]

    def __str__(self) -> str:
        return _("end of the work with %(name)s") % {"name": self.membership}

    def get_absolute_url(self) -> str:
        return reverse("contracts:exit", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(self.company_id, party_id=self.membership_id)


class Step(models.TextChoices):
    """The rows of the exit list, in the order in which nothing is lost.

    The first five answer themselves from what is there; a person answers the rest.
    """

    POSTS = "posts", _("Planned posts taken over")
    MANDATES = "mandates", _("Mandates ended")
    SIGN_IN = "sign_in", _("Sign-in closed")
    ORDERS = "orders", _("Open orders decided")
    RECOMMENDATIONS = "recommendations", _("Open recommendations decided")
    FILES = "files", _("Files handed over")
    DATA = "data", _("Deletion of our data confirmed by the party")
    DPA = "dpa", _("Data from the processing agreement returned or deleted")
    ACCOUNTS = "accounts", _("Accounts at the networks checked")


BY_HAND = (Step.FILES, Step.DATA, Step.DPA, Step.ACCOUNTS)


class ExitStep(models.Model):
    """A person's word on one row of the list: done, or not needed, with a note that says how."""

    record = models.ForeignKey(ExitRecord, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=16, choices=[(step.value, step.label) for step in BY_HAND])
    needed = models.BooleanField(default=True)
    note = models.CharField(max_length=A_LINE, blank=True)
    done_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("record", "step", name="a_step_once")]

    def __str__(self) -> str:
        return str(Step(self.step).label)
