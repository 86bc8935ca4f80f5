from __future__ import annotations

import zoneinfo
from datetime import tzinfo

from django.db import models
from django.utils.translation import gettext_lazy as _


class Company(models.Model):
    """A company with its own accounts, voice and people. Every row of the product belongs to exactly one."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    language = models.CharField(_("language"), max_length=5, default="de")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Berlin")
    region = models.CharField(
        _("public holidays of"),
        max_length=20,
        blank=True,
        help_text="a code of core.public_holidays, like DE-BW; empty where nobody chose one",
    )
    self_approval_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text="A one-person company approves its own work only after switching this on.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> tzinfo:
        return zoneinfo.ZoneInfo(self.time_zone)
