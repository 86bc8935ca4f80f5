"""Does a piece fit its networks? The connectors' own limits answer, for composer, hand-in and release alike."""

from __future__ import annotations

from eigenstimme.connectors.types import Picture as Sent
from eigenstimme.connectors.types import Post, check
from eigenstimme.media.models import Picture
from eigenstimme.plan.errors import ChannelFinding
from eigenstimme.plan.models import Piece, Variant


def findings(piece: Piece) -> list[ChannelFinding]:
    """What would be refused, on every channel of the piece."""
    variants = piece.variants.select_related("channel", "picture", "piece__picture")
    return [found for variant in variants for found in variant_findings(variant)]


def variant_findings(variant: Variant) -> list[ChannelFinding]:
    limits = variant.channel.limits
    picture = variant.shown_picture
    pictures = [as_it_will_fit(picture)] if picture else []
    post = Post(text=variant.text, title=variant.title, pictures=pictures)
    return [ChannelFinding(variant.channel.name, finding) for finding in check(post, limits)]


def as_it_will_fit(picture: Picture) -> Sent:
    """A picture for checking, without its content: on its way out it is cut to what its network takes."""
    return Sent(b"", "image/jpeg", "", picture.alt, picture.width, picture.height)
