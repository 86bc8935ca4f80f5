"""What a company wants of its own voice, and whom it has told that it is about to miss it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import reach

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class VoiceLimitQuerySet(models.QuerySet["VoiceLimit"]):
    def visible_to(self, actor: Actor) -> VoiceLimitQuerySet:
        """Whoever sees the figures sees what they are measured by."""
        return self.filter(reach(actor, "figures.read", channel="channel"), company_id=actor.company_id)

    def in_force(self) -> VoiceLimitQuerySet:
        return self.filter(ended_at=None)


class VoiceLimit(models.Model):
    """The own-voice share a company, or one of its channels, shall not fall below. A new one ends the one before."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="voice_limits")
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="voice_limits", help_text="empty: all"
    )
    percent = models.PositiveSmallIntegerField(
        _("at least, in percent"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    set_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    look_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="when the forecast is compared with it next"
    )
    ended_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VoiceLimitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="voice_limit_is_a_share"),
            models.UniqueConstraint(
                "company",
                "channel",
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_voice_limit_in_force",
            ),
        ]
        indexes = [
            models.Index(fields=["look_at"], condition=Q(ended_at=None), name="voice_limit_to_look_at")
        ]

    def __str__(self) -> str:
        return str(self.channel or self.company)


class VoiceWarning(models.Model):
    """Leads were told that a month is likely to end below a limit: once a month, by this row."""

    limit = models.ForeignKey(VoiceLimit, models.CASCADE, related_name="warnings")
    month = models.DateField(help_text="its first day")
    expected = models.PositiveSmallIntegerField(help_text="percent, when it was told")
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("limit", "month", name="warned_once_a_month")]

    def __str__(self) -> str:
        return f"{self.limit} {self.month:%Y-%m}"
