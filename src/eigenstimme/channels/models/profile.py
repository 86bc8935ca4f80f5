from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models.channel import Channel


class ChannelProfile(models.Model):
    """What a channel is meant to be, beside its ``purpose`` (ST4): for whom, how fast it answers, how often it posts,
    and what the law wants to stand in its public profile. There is none until somebody has written it down.
    """

    channel = models.OneToOneField(Channel, models.CASCADE, related_name="profile")
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    answer_hours = models.PositiveSmallIntegerField(
        _("answers within (hours)"),
        null=True,
        blank=True,
        help_text="a goal, not a promise to anybody outside",
    )
    business_hours = models.BooleanField(_("counted in business hours"), default=True)
    formats = models.CharField(_("what it shows"), max_length=200, blank=True)
    posts_a_week = models.DecimalField(
        _("posts a week"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    imprint_url = models.URLField(_("imprint"), max_length=500, blank=True)
    netiquette_url = models.URLField(_("netiquette"), max_length=500, blank=True)
    privacy_url = models.URLField(_("privacy notice"), max_length=500, blank=True)
    label_notes = models.TextField(_("how posts are labelled"), max_length=1000, blank=True)

    def __str__(self) -> str:
        return str(self.channel)
