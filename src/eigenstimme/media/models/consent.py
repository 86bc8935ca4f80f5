from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.media.models.asset import Asset
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class Basis(models.TextChoices):
    """Why somebody may be shown. Employees consent in writing (BAG, 11.12.2014, 8 AZR 1010/13)."""

    WRITTEN = "written", _("consent in writing")
    SPOKEN = "spoken", _("spoken consent")
    NOT_NEEDED = "not_needed", _("no consent is needed (§ 23 KUG: background, crowd, public figure)")


def _path(consent: Consent, name: str) -> str:
    return f"{consent.company_id}/consents/{consent.pk or 'new'}-{name.rpartition('.')[2][:8]}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> ConsentQuerySet:
        """Names of people who are shown are for the company's own people only."""
        if not decide(actor, "media.manage", Subject(actor.company_id)):
            return self.none()
        return self.filter(company_id=actor.company_id)

    def good_on(self, day: date) -> ConsentQuerySet:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), withdrawn_at=None)


class Consent(models.Model):
    """Somebody agreed to be shown: on which files, where, for what, and until when. It can be withdrawn at any time."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="consents")
    person = models.CharField(max_length=120, help_text="who is shown")
    assets = models.ManyToManyField(Asset, related_name="consents")
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.WRITTEN)
    every_channel = models.BooleanField(default=True)
    channels = models.ManyToManyField(Channel, related_name="+", blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    given_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="the last day")
    form = models.FileField(upload_to=_path, blank=True, help_text="the signed form")
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    end_told_at = models.DateTimeField(
        null=True, blank=True, help_text="when people heard that it has run out"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        indexes = [
            models.Index(
                fields=["valid_until"],
                condition=Q(withdrawn_at=None, end_told_at=None),
                name="consent_running_out",
            )
        ]

    def __str__(self) -> str:
        return self.person

    @property
    def name_on_record(self) -> str:
        """History keeps what it is told for ever; the name of who is shown has to be erasable."""
        return f"#{self.pk}"

    def subject(self) -> Subject:
        return Subject(self.company_id)

    def good_on(self, day: date) -> bool:
        return self.withdrawn_at is None and (self.valid_until is None or self.valid_until >= day)

    def covers(self, channel_id: int) -> bool:
        """Reads prefetched ``channels``."""
        return self.every_channel or channel_id in {channel.pk for channel in self.channels.all()}
