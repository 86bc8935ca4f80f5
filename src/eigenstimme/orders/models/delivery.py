from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.media.models import AttachmentRow
from eigenstimme.orders.models.order import A_PARAGRAPH, Order
from eigenstimme.people.models import Membership
from eigenstimme.plan.models.piece import LONGEST_TEXT

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class Delivery(models.Model):
    """One version of what was ordered: a text, files, a link. It is never changed; the next one is another row."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="deliveries")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"), blank=True, max_length=LONGEST_TEXT)
    link = models.URLField(_("link"), blank=True, max_length=500)
    note = models.TextField(_("note"), blank=True, max_length=A_PARAGRAPH)
    delivered_by = models.ForeignKey(Membership, models.PROTECT, related_name="deliveries")
    delivered_at = models.DateTimeField()
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="of the form it came from: sent twice, it makes one delivery",
    )

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint("order", "version", name="version_once")]

    def __str__(self) -> str:
        return _("%(order)s, version %(version)s") % {"order": self.order, "version": self.version}


class DeliveryAttachment(AttachmentRow):
    """A picture of a delivery, in its place and with its alt text."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attachments")


def _path(file: DeliveryFile, _name: str) -> str:
    return f"{file.order.company_id}/orders/{file.sha256[:2]}/{file.sha256}.{file.extension}"


class DeliveryFileQuerySet(models.QuerySet["DeliveryFile"]):
    def visible_to(self, actor: Actor) -> DeliveryFileQuerySet:
        """Those of deliveries they see, and what they added themselves to one that is not made yet."""
        mine = Q(delivery=None, added_by_id=actor.membership_id or 0)
        return self.filter(Q(delivery__isnull=False) | mine, order__in=Order.objects.visible_to(actor))

    def not_delivered(self) -> DeliveryFileQuerySet:
        return self.filter(delivery=None)


class DeliveryFile(models.Model):
    """A document for a delivery, known by its content. It is handed out as a download and never shown.

    It is kept as soon as it was uploaded, whatever else is wrong with the form; then it has no ``delivery`` yet.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="documents")
    delivery = models.ForeignKey(Delivery, models.CASCADE, null=True, blank=True, related_name="files")
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    file = models.FileField(upload_to=_path)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    extension = models.CharField(max_length=5)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)

    objects = DeliveryFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("orders:file", args=[self.pk])


class Verdict(models.TextChoices):
    """What an own person says to a delivery."""

    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


class Acceptance(models.Model):
    """An own person's word on one delivery, with their name. A return says why, and counts a round."""

    delivery = models.OneToOneField(Delivery, models.CASCADE, related_name="acceptance")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField(_("what should change?"), blank=True, max_length=A_PARAGRAPH)
    round = models.PositiveSmallIntegerField(
        default=0, help_text="the how manieth return this is; 0: it was accepted"
    )
    decided_by = models.ForeignKey(Membership, models.PROTECT, related_name="acceptances")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="accepted", round=0) | Q(verdict="returned", round__gt=0) & ~Q(reason=""),
                name="a_return_has_its_reason_and_round",
            )
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
