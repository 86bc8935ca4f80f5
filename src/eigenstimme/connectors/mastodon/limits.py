"""How much fits into a post, as one server says; and how the network counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import regex

from eigenstimme.connectors.text import graphemes
from eigenstimme.connectors.types import Limits

URL_LENGTH = 23
"""What a URL counts on Mastodon, whatever its length."""

# "https://…" up to white space or a quotation mark, without the punctuation that ends a sentence.
_URL = regex.compile(r"""(?<![\p{L}\p{N}_@/])https?://[^\s<>"]*[^\s<>".,;:!?)\]}'…]""")
# Of "@name@host" only "@name" counts.
_REMOTE_MENTION = regex.compile(
    r"(?<![\p{L}\p{N}_/=])(@[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9_])?)@[\p{L}\p{N}.-]*[\p{L}\p{N}]"
)

_OURS = frozenset({"image/jpeg", "image/png", "image/webp"})
_OUR_VIDEOS = frozenset({"video/mp4", "video/webm"})
_DEFAULTS: Mapping[str, Any] = {
    "max_characters": 500,
    "shortens_urls": True,
    "max_pictures": 4,
    "max_picture_bytes": 16_777_216,
    "max_picture_pixels": 33_177_600,
    "max_alt_length": 1500,
    "picture_types": sorted(_OURS),
    "max_videos": 1,
    "max_video_bytes": 41_943_040,  # of older servers; newer ones take 99 MB and say so
    "video_types": sorted(_OUR_VIDEOS),
}


def count(text: str) -> int:
    """Graphemes, every URL 23, remote mentions without their host (Mastodon's status_length_validator.rb)."""
    return graphemes(_REMOTE_MENTION.sub(r"\1", _URL.sub("x" * URL_LENGTH, text)))


def settings_from_instance(instance: Mapping[str, Any]) -> dict[str, Any]:
    """What an ``Instance`` (version 2 or 1) says, as settings of a channel. Absent figures stay absent.

    ``max_toot_chars``, ``upload_limit`` and ``description_limit`` at the top are Pleroma's.
    """
    configuration = _part(instance, "configuration")
    statuses, media = _part(configuration, "statuses"), _part(configuration, "media_attachments")
    said = {
        "max_characters": _figure(statuses, "max_characters") or _figure(instance, "max_toot_chars"),
        "shortens_urls": _shortens_urls(instance, statuses),
        "max_pictures": _figure(statuses, "max_media_attachments")
        or _figure(instance, "max_media_attachments"),
        "max_picture_bytes": _figure(media, "image_size_limit") or _figure(instance, "upload_limit"),
        "max_picture_pixels": _figure(media, "image_matrix_limit"),
        "max_alt_length": _figure(media, "description_limit") or _figure(instance, "description_limit"),
        "picture_types": _types(media, _OURS),
        "video_types": _types(media, _OUR_VIDEOS),
        "max_video_bytes": _figure(media, "video_size_limit") or _figure(instance, "upload_limit"),
    }
    return {name: value for name, value in said.items() if value is not None}


def limits_from_settings(settings: Mapping[str, Any]) -> Limits:
    known = {**_DEFAULTS, **settings}
    shortens = known["shortens_urls"]
    return Limits(
        max_length=known["max_characters"],
        count=count if shortens else len,
        count_name="graphemes_url23" if shortens else "characters",
        max_pictures=known["max_pictures"],
        picture_types=frozenset(known["picture_types"]),
        max_picture_bytes=known["max_picture_bytes"],
        max_picture_pixels=known["max_picture_pixels"],
        max_alt_length=known["max_alt_length"],
        max_videos=known["max_videos"],
        max_video_bytes=known["max_video_bytes"],
        video_types=frozenset(known["video_types"]),
        threads=True,
        first_comment=True,
    )


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _figure(part: Mapping[str, Any], name: str) -> int | None:
    value = part.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _shortens_urls(instance: Mapping[str, Any], statuses: Mapping[str, Any]) -> bool:
    """Mastodon and its forks do. Others declare another figure (GoToSocial 25, Pleroma 0), count in full."""
    if "max_toot_chars" in instance:
        return False
    return bool(statuses.get("characters_reserved_per_url", URL_LENGTH) == URL_LENGTH)


def _types(media: Mapping[str, Any], ours: frozenset[str]) -> list[str] | None:
    named = media.get("supported_mime_types")
    # Friendica names them with the end of a file's name: {"image/jpeg": "jpg"}.
    known = [kind for kind in sorted(ours) if isinstance(named, list | dict) and kind in named]
    return known or None
