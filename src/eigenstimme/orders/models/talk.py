from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eigenstimme.orders.models.delivery import Delivery
from eigenstimme.orders.models.order import A_PARAGRAPH, Order
from eigenstimme.people.models import Membership


class Reply(models.TextChoices):
    """What a specialist answers to an order."""

    TAKEN = "taken", _("taken on")
    ASKED = "asked", _("asked back")
    DECLINED = "declined", _("declined")


class Answer(models.Model):
    """The specialist's answer to an order; a question or a no says why. A question is answered by an own person."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="answers")
    reply = models.CharField(max_length=8, choices=Reply.choices)
    reason = models.TextField(blank=True, max_length=A_PARAGRAPH)
    given_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    resolved = models.TextField(blank=True, max_length=A_PARAGRAPH, help_text="the answer to a question")
    resolved_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="taken") | ~Q(reason=""), name="a_question_or_a_no_has_its_reason"
            )
        ]

    def __str__(self) -> str:
        return self.get_reply_display()


class Comment(models.Model):
    """Something said about an order, or about one version of its delivery."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="comments")
    delivery = models.ForeignKey(Delivery, models.CASCADE, null=True, blank=True, related_name="comments")
    author = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=A_PARAGRAPH)
    written_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class StepKind(models.TextChoices):
    """The work behind a long piece (a researched article takes days, not an hour)."""

    PLAN = "plan", pgettext_lazy("step", "plan")
    RESEARCH = "research", pgettext_lazy("step", "research")
    WRITE = "write", pgettext_lazy("step", "write")
    CORRECT = "correct", pgettext_lazy("step", "correct")
    PUBLISH = "publish", pgettext_lazy("step", "publish")


class Step(models.Model):
    """A step of the work with its estimate. What it really took say its efforts."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    estimated = models.DecimalField(_("hours estimated"), max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("order", "kind", name="step_once_per_order")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Effort(models.Model):
    """Hours somebody gave to an order: for a step, or for all of it."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="efforts")
    kind = models.CharField(max_length=8, choices=StepKind.choices, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2)
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="effort_took_time")]

    def __str__(self) -> str:
        return f"{self.hours} h"
