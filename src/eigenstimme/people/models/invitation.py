from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models.company import Company
from eigenstimme.people.models.membership import Kind, Membership

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> InvitationQuerySet:
        return self.filter(company_id=actor.company_id)

    def open(self) -> InvitationQuerySet:
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A way in for one mail address. The link is signed, carries this row's id, and works once, for 14 days."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=8, choices=[(Kind.OWN, Kind.OWN.label), (Kind.OUTSIDE, Kind.OUTSIDE.label)]
    )
    lead = models.BooleanField(_("lead"), default=False)
    job = models.CharField(_("what they do"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, default="de")
    invited_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                "company",
                "email",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(kind="own") | Q(lead=False), name="only_own_people_invited_as_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.email
