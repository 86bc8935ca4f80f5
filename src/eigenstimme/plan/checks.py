"""Does a piece fit its networks? The connectors' own limits answer, for composer, hand-in and release alike."""

from __future__ import annotations

from collections.abc import Iterable

from eigenstimme.connectors.types import Picture as Sent
from eigenstimme.connectors.types import Post, check
from eigenstimme.media.models import Attachment
from eigenstimme.plan.errors import ChannelFinding
from eigenstimme.plan.models import Piece, Variant

ATTACHED = ("attachments__asset", "piece__attachments__asset")
"""For ``prefetch_related`` of variants: all their ``shown`` needs."""


def findings(piece: Piece) -> list[ChannelFinding]:
    """What would be refused, on every channel of the piece."""
    variants = piece.variants.select_related("channel", "piece").prefetch_related(*ATTACHED)
    return [found for variant in variants for found in variant_findings(variant)]


def variant_findings(variant: Variant) -> list[ChannelFinding]:
    limits = variant.channel.limits
    post = Post(text=variant.text, title=variant.title, pictures=as_they_will_fit(variant.shown))
    return [ChannelFinding(variant.channel.name, finding) for finding in check(post, limits)]


def as_they_will_fit(attachments: Iterable[Attachment]) -> list[Sent]:
    """Pictures for checking, without their content: on its way out each is cut to what its network takes."""
    return [
        Sent(b"", "image/jpeg", "", each.alt, each.asset.width, each.asset.height) for each in attachments
    ]
