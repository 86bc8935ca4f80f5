from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from eigenstimme.media.models import Attachment, AttachmentRow
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, reach
from eigenstimme.plan.sources import only_link
from eigenstimme.strategy.models import Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class IdeaQuerySet(models.QuerySet["Idea"]):
    def visible_to(self, actor: Actor) -> IdeaQuerySet:
        return self.filter(reach(actor, "plan.read"), company_id=actor.company_id)

    def open(self) -> IdeaQuerySet:
        return self.filter(dropped_at=None, pieces=None)

    def with_links(self) -> IdeaQuerySet:
        """The reading list: what others have written, and somebody here found."""
        return self.filter(text__iregex=r"https?://")


class Idea(models.Model):
    """A sentence and perhaps photos from everyday work. It stays with the name of whoever caught it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="ideas")
    text = models.TextField(_("what happened?"), max_length=2000)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="ideas")
    caught_by = models.ForeignKey(Membership, models.PROTECT, related_name="ideas")
    caught_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="of the form it came from: sent twice, it makes one idea",
    )
    shared_with_specialists = models.BooleanField(_("outside specialists may see it"), default=False)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-caught_at"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def link(self) -> str:
        """Where it is a find: the one link in it."""
        return only_link(self.text)

    @property
    def attached(self) -> list[Attachment]:
        return [row.value for row in self.attachments.all()]

    def subject(self) -> Subject:
        return Subject(self.company_id, topic_id=self.topic_id, author_id=self.caught_by_id)


class IdeaAttachment(AttachmentRow):
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="attachments")
