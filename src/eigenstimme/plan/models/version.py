"""Every saved version of a piece, and what people say about an exact place of an exact version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Membership
from eigenstimme.plan.models.piece import Piece

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LONGEST_QUOTE = 500


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, actor: Actor) -> VersionQuerySet:
        return self.filter(piece__in=Piece.objects.visible_to(actor))


class Version(models.Model):
    """The piece as one person saved it. ``number`` is the revision, ``content`` what ``plan.versions`` reads."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("piece", "number", name="one_version_per_revision")]

    def __str__(self) -> str:
        return f"{self.piece} ({self.number})"


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, actor: Actor) -> CommentQuerySet:
        return self.filter(piece__in=Piece.objects.visible_to(actor))

    def open(self) -> CommentQuerySet:
        """Threads somebody still has to look at."""
        return self.filter(answer_to=None, settled_at=None)


class Comment(models.Model):
    """A remark on a version, perhaps on a passage of it; answers hang below the first remark."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="comments")
    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    place = models.CharField(max_length=40, blank=True, help_text='key of plan.versions, "" for the whole')
    quote = models.CharField(max_length=LONGEST_QUOTE, blank=True)
    start = models.PositiveIntegerField(default=0, help_text="of the quote in its place, in characters")
    text = models.TextField(_("comment"), max_length=2000)
    answer_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    author = models.ForeignKey(Membership, models.PROTECT, related_name="comments")
    written_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_by__isnull=False), name="settled_by_somebody"
            )
        ]
        indexes = [
            models.Index(
                fields=["piece"], condition=Q(answer_to=None, settled_at=None), name="comment_open_by_piece"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
