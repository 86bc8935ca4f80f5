"""A piece as plain values, for keeping it as it was; and versions read side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eigenstimme.core.difference import Change, Segment, difference
from eigenstimme.media.crops import parsed
from eigenstimme.media.models import Attachment
from eigenstimme.plan.models import Piece, Variant

Content = dict[str, Any]


def content_of(piece: Piece) -> Content:
    """What a version keeps: all that people write about a piece."""
    variants = piece.variants.select_related("channel").prefetch_related("attachments__asset")
    return {
        "title": piece.title,
        "text": piece.text,
        "when": _iso(piece.planned_for),
        "topic": piece.topic.name,
        "campaign": piece.campaign.name if piece.campaign else "",
        "format": piece.format.name if piece.format else "",
        "brief": piece.brief,
        "first_comment": piece.first_comment,
        "source": [piece.source_url, piece.source_name, piece.source_author],
        "files": _files(piece.attached),
        "channels": [_of_channel(variant) for variant in variants],
    }


def _of_channel(variant: Variant) -> Content:
    return {
        "id": variant.channel_id,
        "name": variant.channel.name,
        "title": variant.own_title,
        "text": variant.own_text,
        "first_comment": variant.own_first_comment,
        "when": _iso(variant.own_time),
        "files": _files(variant.attached),
        "without_files": variant.without_media,
        "crops": variant.crops,
    }


def _files(attached: Iterable[Attachment]) -> list[dict[str, Any]]:
    return [{"asset": each.asset.pk, "alt": each.alt} for each in attached]


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


@dataclass(frozen=True)
class Place:
    """A part of a version that can be compared and commented on. ``key`` is the same in every version."""

    key: str
    label: str
    text: str


def places(content: Content) -> list[Place]:
    """The parts of a version that hold anything, in the reader's language and time zone."""
    found = [
        Place("title", _("Title"), content["title"]),
        Place("text", _("Text"), content["text"]),
        Place("first_comment", _("First comment"), content.get("first_comment", "")),
        Place("source", _("Source"), "\n".join(filter(None, content.get("source", [])))),
        Place("files", _("Pictures"), _files_in_words(content["files"])),
        Place("when", _("When?"), _time_in_words(content["when"])),
        Place("topic", _("Topic"), content["topic"]),
        Place("campaign", _("Campaign"), content.get("campaign", "")),
        Place("format", _("Format"), content.get("format", "")),
        Place("channels", _("Channels"), ", ".join(each["name"] for each in content["channels"])),
        Place("brief", _("Brief"), content["brief"]),
    ]
    found += [place for channel in content["channels"] for place in _places_of_channel(channel)]
    return [place for place in found if place.text]


def _places_of_channel(channel: Content) -> list[Place]:
    files = _("none") if channel["without_files"] else _files_in_words(channel["files"])
    parts = {
        "title": (_("%(channel)s: own title"), channel["title"]),
        "text": (_("%(channel)s: own text"), channel["text"]),
        "first_comment": (_("%(channel)s: own first comment"), channel.get("first_comment", "")),
        "files": (_("%(channel)s: own pictures"), files),
        "crops": (_("%(channel)s: cropped"), _crops_in_words(channel.get("crops", {}))),
        "when": (_("%(channel)s: own time"), _time_in_words(channel["when"])),
    }
    return [
        Place(f"channel-{channel['id']}-{part}", label % {"channel": channel["name"]}, text)
        for part, (label, text) in parts.items()
    ]


def _files_in_words(files: Iterable[Content]) -> str:
    return "\n".join(each["alt"] or _("(without alt text)") for each in files)


def _crops_in_words(crops: Content) -> str:
    return ", ".join(crop.in_words for crop in parsed(crops).values())


def _time_in_words(iso: str) -> str:
    return date_format(timezone.localtime(datetime.fromisoformat(iso)), "DATETIME_FORMAT") if iso else ""


@dataclass(frozen=True)
class Compared:
    """One place in two versions."""

    key: str
    label: str
    segments: list[Segment]

    @property
    def changed(self) -> bool:
        return any(each.change is not Change.SAME for each in self.segments)


def compared(before: Content | None, after: Content) -> list[Compared]:
    """Every place of both versions; without ``before`` everything stays as it is."""
    new = {place.key: place for place in places(after)}
    old = {place.key: place for place in places(before)} if before is not None else new
    return [
        Compared(key, place.label, difference(_text(old, key), _text(new, key)))
        for key, place in {**new, **{key: old[key] for key in old if key not in new}}.items()
    ]


def _text(found: dict[str, Place], key: str) -> str:
    return found[key].text if key in found else ""
