from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from eigenstimme.inbox.models.conversation import Message
from eigenstimme.people.models import Membership


class Recommendation(models.Model):
    """An answer somebody proposes. An own person takes it over, edits it and sends it under their own name, or not."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="recommendations")
    author = models.ForeignKey(Membership, models.PROTECT, related_name="recommendations")
    mandate_id = models.BigIntegerField(null=True)
    text = models.TextField(_("recommended answer"), max_length=10_000)
    written_at = models.DateTimeField(auto_now_add=True)
    adopted_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(
        Message,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted_from",
        help_text="what became of it",
    )
    dismissed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:80]
