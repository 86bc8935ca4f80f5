from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


def _path(picture: Picture, _name: str) -> str:
    return f"{picture.company_id}/{picture.sha256[:2]}/{picture.sha256}.{picture.extension}"


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, actor: Actor) -> PictureQuerySet:
        return self.filter(company_id=actor.company_id)


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
