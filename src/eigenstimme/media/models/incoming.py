from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from eigenstimme.media.models.asset import Asset
from eigenstimme.people.models import Company, Membership

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

KEPT_FOR = timedelta(days=2)
"""A file that stopped coming in can go on for so long after its last piece."""


class IncomingQuerySet(models.QuerySet["Incoming"]):
    def visible_to(self, actor: Actor) -> IncomingQuerySet:
        """An upload is nobody's but the uploader's."""
        return self.filter(company_id=actor.company_id, added_by_id=actor.membership_id or 0)


class Incoming(models.Model):
    """A file on its way in, piece by piece. Once it is whole and checked it becomes ``asset``.

    The row stays for a while: whoever did not hear that the last piece arrived asks again.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    added_by = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(help_text="bytes, as announced")
    arrived = models.BigIntegerField(default=0, help_text="bytes that are here")
    asset = models.ForeignKey(Asset, models.CASCADE, null=True, blank=True, related_name="+")
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = IncomingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name or str(self.key)

    @property
    def path(self) -> Path:
        """Where its pieces are gathered: every web process has to reach this folder, as with all media."""
        return Path(settings.MEDIA_ROOT) / "incoming" / self.key.hex
