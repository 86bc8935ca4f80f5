from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from eigenstimme.people.models.membership import Membership

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> NoticeQuerySet:
        return self.filter(membership_id=actor.membership_id or 0, membership__company_id=actor.company_id)

    def open(self) -> NoticeQuerySet:
        return self.filter(done_at=None)


class Notice(models.Model):
    """Something one person has to know. ``code`` names its words (``people.notices``), in the reader's language."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="notices")
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    path = models.CharField(max_length=300, help_text="Where it leads, below the site's address.")
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["membership", "-created_at"], name="notice_by_member")]

    def __str__(self) -> str:
        return self.code
