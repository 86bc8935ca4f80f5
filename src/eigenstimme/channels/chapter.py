"""The channels as a chapter of the playbook: a version takes down what they are for as it stands."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel, ChannelProfile
from eigenstimme.strategy.playbook.live import LiveChapter
from eigenstimme.strategy.playbook.outline import Answers, Ask, Outline, Part, Question, Record


def _read(company_id: int) -> Answers:
    seen = Channel.objects.open().filter(company_id=company_id).select_related("profile")
    rows = [_told(channel) for channel in seen]
    return {"channels": rows} if rows else {}


def _told(channel: Channel) -> Record:
    profile: ChannelProfile = getattr(channel, "profile", None) or ChannelProfile()
    rhythm = "" if profile.posts_a_week is None else number_format(profile.posts_a_week.normalize())
    said = {
        "name": channel.name,
        "purpose": channel.purpose,
        "audience": profile.audience,
        "formats": profile.formats,
        "rhythm": rhythm,
        "labelling": profile.label_notes,
    }
    return {key: value for key, value in said.items() if value}


CHAPTER = LiveChapter(
    Outline(
        "channels",
        _("Our channels"),
        _("Each channel is there for somebody. Better none than a neglected one."),
        (
            Question(
                "channels",
                _("Channels"),
                _("Channels"),
                Ask.RECORDS,
                parts=(
                    Part("name", _("Channel")),
                    Part("purpose", _("For what")),
                    Part("audience", _("For whom")),
                    Part("formats", _("Shows")),
                    Part("rhythm", _("Posts a week")),
                    Part("labelling", _("Labelling")),
                ),
            ),
        ),
    ),
    _read,
    "channels:comparison",
)
