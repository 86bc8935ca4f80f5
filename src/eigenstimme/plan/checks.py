"""Does a piece fit its networks? The connectors' own limits answer, for composer, hand-in and release alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Finding, Post, Problem, check
from eigenstimme.connectors.types import Picture as Sent
from eigenstimme.media.models import Attachment
from eigenstimme.media.showing import objections
from eigenstimme.media.upload import as_connector_video
from eigenstimme.plan.errors import ChannelFinding
from eigenstimme.plan.models import Piece, Variant

ATTACHED = ("attachments__asset", "piece__attachments__asset")
"""For ``prefetch_related`` of variants: all their ``shown`` needs."""


@dataclass(frozen=True)
class Content:
    """What would go out on one channel: a variant, saved or still being typed. ``at`` None: as soon as it may."""

    channel: Channel
    title: str
    text: str
    attached: Sequence[Attachment] = ()
    at: datetime | None = None

    @classmethod
    def of(cls, variant: Variant) -> Self:
        return cls(variant.channel, variant.title, variant.text, variant.shown, variant.planned_for)

    def findings(self) -> list[Finding]:
        """What the network would refuse, and what the house may not show there at that time."""
        found = check(as_it_will_fit(self.title, self.text, self.attached), self.channel.limits)
        day = timezone.localdate(max(self.at or timezone.now(), timezone.now()))
        against = objections((each.asset for each in self.attached), self.channel.pk, day)
        return [*found, *(Finding(Problem(objection)) for objection in against)]


def findings(piece: Piece) -> list[ChannelFinding]:
    """What would be refused, on every channel of the piece."""
    variants = piece.variants.select_related("channel", "piece").prefetch_related(*ATTACHED)
    return [
        ChannelFinding(variant.channel.name, finding)
        for variant in variants
        for finding in Content.of(variant).findings()
    ]


def as_it_will_fit(title: str, text: str, shown: Iterable[Attachment]) -> Post:
    """For checking. Pictures come without content: on its way out each is cut to what its network takes."""
    files = list(shown)
    pictures = [
        Sent(b"", "image/jpeg", "", each.alt, each.asset.width, each.asset.height)
        for each in files
        if not each.asset.is_video
    ]
    videos = [as_connector_video(each) for each in files if each.asset.is_video]
    return Post(text=text, title=title, pictures=pictures, videos=videos)
