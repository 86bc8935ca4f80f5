"""Pieces that were made at once to be repeated in a rhythm."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from eigenstimme.people.models import Company, Membership
from eigenstimme.plan.models.recurring import Recurring


class Series(Recurring):
    """The rhythm in which a piece was repeated. What came of it are pieces like any other, linked to it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="series")
    started_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="of the form it came from: sent twice, it makes one series",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=False) | Q(count__isnull=False), name="series_has_an_end"
            )
        ]

    def __str__(self) -> str:
        return str(self.pieces.order_by("planned_for", "pk").first() or "")
