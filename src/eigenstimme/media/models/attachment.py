"""A file as one post shows it: in its place, with an alt text of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from eigenstimme.media.models.asset import LONGEST_ALT, Asset


@dataclass(frozen=True)
class Attachment:
    """What is shown, and what a person reads who cannot see it."""

    asset: Asset
    alt: str = ""

    def fingerprint(self) -> list[str]:
        """What an approval is bound to."""
        return [self.asset.sha256, self.alt]


class AttachmentRow(models.Model):
    """Base of the tables that say what is attached to what; each adds its own ``attachments`` relation."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="%(model_name)ss")
    alt = models.CharField(_("what is to be seen (alt text)"), max_length=LONGEST_ALT, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.asset)

    @property
    def value(self) -> Attachment:
        return Attachment(self.asset, self.alt)


def attach(rows: Any, attachments: Iterable[Attachment]) -> None:
    """Make ``rows``, the ``attachments`` of a piece, variant or publication, these and in this order."""
    rows.all().delete()
    owner, table = {rows.field.name: rows.instance}, rows.model
    table.objects.bulk_create(
        table(**owner, asset=each.asset, alt=each.alt, position=position)
        for position, each in enumerate(attachments)
    )
