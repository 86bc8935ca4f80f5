from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from eigenstimme.inbox.models.conversation import Message
from eigenstimme.people.models import Membership


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def open(self) -> RecommendationQuerySet:
        return self.filter(adopted_at=None, dismissed_at=None)


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

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        return self.adopted_at is None and self.dismissed_at is None

    @property
    def decided_by(self) -> Membership | None:
        return self.adopted_by or self.dismissed_by
