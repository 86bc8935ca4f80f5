"""Does a piece fit its networks? The connectors' own limits answer, for composer, hand-in and release alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Finding, Post, Problem, Target, check
from eigenstimme.connectors.types import Picture as Sent
from eigenstimme.media.models import Attachment
from eigenstimme.media.outgoing import as_connector_video
from eigenstimme.media.showing import objections
from eigenstimme.plan.errors import ChannelFinding
from eigenstimme.plan.models import Piece, Variant
from eigenstimme.plan.models.piece import whole
from eigenstimme.plan.threads import LONGEST_THREAD, is_divided, parts

BEFORE = Target("")
"""Stands for the post before, which has no name yet: what follows is checked as an answer to it."""


@dataclass(frozen=True)
class Content:
    """What would go out on one channel: a variant, saved or still being typed. ``at`` None: as soon as it may."""

    channel: Channel
    title: str
    text: str
    attached: Sequence[Attachment] = ()
    at: datetime | None = None
    first_comment: str = ""

    @classmethod
    def of(cls, variant: Variant) -> Self:
        return cls(
            variant.channel,
            variant.title,
            variant.text,
            variant.shown,
            variant.planned_for,
            variant.first_comment,
        )

    @property
    def posts(self) -> list[str]:
        """One text, or those of a thread where the network has threads."""
        return parts(self.text) if self.channel.limits.threads else [self.text]

    def findings(self) -> list[ChannelFinding]:
        """What the network would refuse. All files go out with the first post."""
        limits = self.channel.limits
        first, *others = self.posts
        found = [(_post_number(1) if others else "", as_it_will_fit(self.title, first, self.attached))]
        found += [
            (_post_number(number), Post(text=text, reply_to=BEFORE))
            for number, text in enumerate(others, start=2)
        ]
        if self.first_comment:
            found.append((_("First comment"), Post(text=self.first_comment, reply_to=BEFORE)))
        return [
            *self._of_the_whole(),
            *(
                ChannelFinding(self.channel.name, each, where)
                for where, post in found
                for each in check(post, limits)
            ),
        ]

    def _of_the_whole(self) -> Iterator[ChannelFinding]:
        if not self.channel.limits.threads and is_divided(self.text):
            yield ChannelFinding(self.channel.name, Finding(Problem.NO_THREADS))
        if (length := len(self.posts)) > LONGEST_THREAD:
            finding = Finding(Problem.THREAD_TOO_LONG, length, LONGEST_THREAD)
            yield ChannelFinding(self.channel.name, finding)
        day = timezone.localdate(max(self.at or timezone.now(), timezone.now()))
        for objection in objections((each.asset for each in self.attached), self.channel.pk, day):
            yield ChannelFinding(self.channel.name, Finding(Problem(objection)))


def _post_number(number: int) -> str:
    return _("Post %(number)s") % {"number": number}


def findings(piece: Piece) -> list[ChannelFinding]:
    """What would be refused, on every channel of the piece."""
    variants = whole(piece.variants.all())
    return [found for variant in variants for found in Content.of(variant).findings()]


def as_it_will_fit(title: str, text: str, shown: Iterable[Attachment]) -> Post:
    """For checking. Pictures come without content: on its way out each is cut to what its network takes."""
    files = list(shown)
    pictures = [
        Sent(b"", "image/jpeg", "", each.alt, *each.size) for each in files if not each.asset.is_video
    ]
    videos = [as_connector_video(each) for each in files if each.asset.is_video]
    return Post(text=text, title=title, pictures=pictures, videos=videos)
