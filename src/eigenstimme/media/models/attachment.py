"""A file as one post shows it: in its place, with an alt text of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.media.crops import Crop
from eigenstimme.media.models.asset import LONGEST_ALT, Asset


@dataclass(frozen=True)
class Attachment:
    """What is shown, and what a person reads who cannot see it. ``crop`` is the part of a picture that is shown."""

    asset: Asset
    alt: str = ""
    crop: Crop | None = None

    def fingerprint(self) -> list[str]:
        """What an approval is bound to: what else than the file goes out counts only where it is there."""
        asset, more = self.asset, []
        if self.crop:
            more.append(str(self.crop))
        if asset.captions_sha256:
            more.append(f"captions {asset.captions_sha256}")
        if asset.poster_ms is not None:
            more.append(f"still {asset.poster_ms}")
        return [asset.sha256, self.alt, *more]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is shown, in pixels."""
        whole = self.asset.width, self.asset.height
        if self.crop is None:
            return whole
        left, top, right, bottom = self.crop.frame(*whole)
        return right - left, bottom - top

    @property
    def url(self) -> str:
        """All of what is shown, as large as it is."""
        if self.crop is None or self.asset.deleted_at:
            return self.asset.url
        return f"{reverse('media:rendition', args=[self.asset.pk, 'whole'])}?crop={self.crop}"

    @property
    def still_url(self) -> str:
        """What stands for it where only a picture can, at most 1,280 px a side."""
        return self.asset.still_url + (f"?crop={self.crop}" if self.crop else "")


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

    @classmethod
    def columns(cls, attached: Attachment) -> dict[str, Any]:
        """The same as a row of this table."""
        return {"asset": attached.asset, "alt": attached.alt}


def attach(rows: Any, attachments: Iterable[Attachment]) -> None:
    """Make ``rows``, the ``attachments`` of a piece, variant or publication, these and in this order."""
    rows.all().delete()
    owner, table = {rows.field.name: rows.instance}, rows.model
    table.objects.bulk_create(
        table(**owner, **table.columns(each), position=position) for position, each in enumerate(attachments)
    )
