from __future__ import annotations

from django.db import models

from eigenstimme.media.models.asset import Asset
from eigenstimme.people.models import Company, Membership


class PhotoRules(models.Model):
    """Which checklist a company looks through before it shows a photo."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="photo_rules")
    sector = models.CharField(max_length=20, help_text="a key of media.sectors")

    def __str__(self) -> str:
        return self.sector

    @classmethod
    def sector_of(cls, company_id: int) -> str:
        found = cls.objects.filter(company_id=company_id).values_list("sector", flat=True).first()
        return found or "other"


class PhotoCheck(models.Model):
    """Somebody looked through the checklist of the sector, and every point held."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="checks")
    sector = models.CharField(max_length=20)
    checked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.asset}: {self.sector}"
