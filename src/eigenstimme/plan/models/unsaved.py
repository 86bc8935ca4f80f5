from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.http import QueryDict
from django.utils import timezone

from eigenstimme.people.models import Membership
from eigenstimme.plan.models.idea import Idea
from eigenstimme.plan.models.piece import Piece

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

WRITING = timedelta(minutes=2)
"""How long after the last key somebody counts as writing."""
KEPT = timedelta(days=30)


class UnsavedQuerySet(models.QuerySet["Unsaved"]):
    def visible_to(self, actor: Actor) -> UnsavedQuerySet:
        """Nobody but who typed it."""
        return self.filter(member_id=actor.membership_id, member__company_id=actor.company_id)

    def being_written(self) -> UnsavedQuerySet:
        return self.filter(typed_at__gt=timezone.now() - WRITING)


class Unsaved(models.Model):
    """A composer as somebody left it, before they saved: one row for each person and piece, or new form."""

    member = models.ForeignKey(Membership, models.CASCADE, related_name="unsaved")
    piece = models.ForeignKey(Piece, models.CASCADE, null=True, blank=True, related_name="unsaved")
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="+")
    form_key = models.UUIDField(null=True, help_text="of the form of a new piece")
    form = models.TextField(help_text="the form as it would have been sent, without uploads")
    typed_at = models.DateTimeField()

    objects = UnsavedQuerySet.as_manager()

    class Meta:
        ordering = ["-typed_at"]
        constraints = [
            models.UniqueConstraint("member", "piece", name="one_unsaved_form_per_piece"),
            models.UniqueConstraint("member", "form_key", name="one_row_per_new_form"),
            models.CheckConstraint(
                condition=models.Q(piece__isnull=False) ^ models.Q(form_key__isnull=False),
                name="unsaved_of_a_piece_or_of_a_new_form",
            ),
        ]

    def __str__(self) -> str:
        return self.data.get("title", "")

    @property
    def data(self) -> QueryDict:
        return QueryDict(self.form)
