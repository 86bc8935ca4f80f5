from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import EVERYTHING, reach

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LONGEST_ALT = 1500


def _path(asset: Asset, _name: str) -> str:
    return f"{asset.company_id}/{asset.sha256[:2]}/{asset.sha256}.{asset.extension}"


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, actor: Actor) -> AssetQuerySet:
        """Whoever sees the whole plan sees all; others what they added, and what stands in posts and ideas they see."""
        piece, variant = "pieceattachments__piece", "variantattachments__variant"
        in_pieces = reach(actor, "plan.read", channel=f"{piece}__variants__channel", topic=f"{piece}__topic")
        if in_pieces == EVERYTHING:
            return self.filter(company_id=actor.company_id)
        in_variants = reach(
            actor, "plan.read", channel=f"{variant}__channel", topic=f"{variant}__piece__topic"
        )
        in_ideas = reach(actor, "plan.read") & Q(ideaattachments__isnull=False)
        seen = in_pieces | in_variants | in_ideas | Q(added_by_id=actor.membership_id)
        found = Asset.objects.filter(seen, company_id=actor.company_id)
        return self.filter(pk__in=found.values("pk"))


class Asset(models.Model):
    """A picture, checked and cleaned when it came in: upright, without camera data, at most 2,560 px a side.

    Its file never changes; ``alt`` is what its attachments start from.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="assets")
    file = models.FileField(upload_to=_path)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    alt = models.CharField(_("what is to be seen (alt text)"), max_length=LONGEST_ALT, blank=True)
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AssetQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return self.alt or str(self.file)

    @property
    def extension(self) -> str:
        return self.media_type.removeprefix("image/").replace("jpeg", "jpg")

    @property
    def url(self) -> str:
        return reverse("media:asset", args=[self.pk])
