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


def _path(picture: Picture, _name: str) -> str:
    return f"{picture.company_id}/{picture.sha256[:2]}/{picture.sha256}.{picture.extension}"


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, actor: Actor) -> PictureQuerySet:
        """Whoever sees the whole plan sees all; others what they added, and what stands in posts and ideas they see."""
        in_pieces = reach(actor, "plan.read", channel="pieces__variants__channel", topic="pieces__topic")
        if in_pieces == EVERYTHING:
            return self.filter(company_id=actor.company_id)
        in_variants = reach(actor, "plan.read", channel="variants__channel", topic="variants__piece__topic")
        in_ideas = reach(actor, "plan.read") & Q(ideas__isnull=False)
        seen = in_pieces | in_variants | in_ideas | Q(added_by_id=actor.membership_id)
        found = Picture.objects.filter(seen, company_id=actor.company_id)
        return self.filter(pk__in=found.values("pk"))


class Picture(models.Model):
    """One picture, checked and cleaned when it came in: upright, without camera data, at most 2,560 px a side."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="pictures")
    file = models.ImageField(upload_to=_path, width_field="width", height_field="height")
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    alt = models.CharField(_("what is to be seen (alt text)"), max_length=1500, blank=True)
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return self.alt or str(self.file)

    @property
    def extension(self) -> str:
        return self.media_type.removeprefix("image/").replace("jpeg", "jpg")

    @property
    def url(self) -> str:
        return reverse("media:picture", args=[self.pk])
