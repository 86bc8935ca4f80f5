"""Files out: as each network takes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from eigenstimme.connectors import types
from eigenstimme.media.delivery import address
from eigenstimme.media.models import Attachment
from eigenstimme.media.renditions import Target, rendition

STILL_FOR_NETWORKS = Target(side=1280, size=2_000_000, media_types=frozenset({"image/jpeg"}))


def as_connector_picture(attachment: Attachment, limits: types.Limits, network: str = "") -> types.Picture:
    """The picture as a network takes it: cropped as was chosen, its own format if allowed, smaller until it fits."""
    asset = attachment.asset
    made = rendition(asset, Target.of(limits), attachment.crop)
    extension = made.media_type.removeprefix("image/").replace("jpeg", "jpg")
    name = f"{asset.sha256[:16]}-{asset.pk}.{extension}"
    url = address(attachment, network, extension) if limits.fetches_media else ""
    return types.Picture(made.content, made.media_type, name, attachment.alt, made.width, made.height, url)


def whole_video(attachment: Attachment, limits: types.Limits, network: str = "") -> types.Video:
    """The video with its captions, where the network takes them, and the still somebody chose."""
    asset, video = attachment.asset, as_connector_video(attachment)
    still = rendition(asset, STILL_FOR_NETWORKS).content if asset.poster_ms is not None else b""
    url = address(attachment, network, asset.extension) if limits.fetches_media else ""
    return replace(video, captions=asset.captions if limits.captions else "", still=still, url=url)


def as_connector_video(attachment: Attachment) -> types.Video:
    """The video as it is kept: it is never cut or made smaller. Without what goes along with it."""
    asset = attachment.asset
    return types.Video(
        file=Path(asset.file.path),
        media_type=asset.media_type,
        file_name=f"{asset.sha256[:16]}-{asset.pk}.{asset.extension}",
        alt=attachment.alt,
        width=asset.width,
        height=asset.height,
        size=asset.size,
        seconds=asset.seconds,
    )
