from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from eigenstimme.people.models import Company, Membership

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, actor: Actor) -> FeedQuerySet:
        """Nobody but whose it is."""
        return self.filter(member_id=actor.membership_id, company_id=actor.company_id)


class Feed(models.Model):
    """A member's own address under which calendars fetch the plan: ``feed_links``. One for each; a new one ends it.

    It shows what that person may see at the time of fetching, and nothing else of theirs.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    member = models.OneToOneField(Membership, models.CASCADE, related_name="feed")
    key = models.UUIDField(
        unique=True, default=uuid.uuid4, editable=False, help_text="what the address is made of"
    )
    filters = models.JSONField(default=dict, help_text="of the calendar, as calendar.forms.FilterForm.chosen")
    made_at = models.DateTimeField(default=timezone.now)
    fetched_at = models.DateTimeField(null=True, help_text="to the hour: so that somebody sees that it works")

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.member)
