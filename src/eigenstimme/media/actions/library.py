"""Saying what a file shows, where it comes from, and under which licence it may be shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.media.models import Asset, Origin
from eigenstimme.media.signals import altered
from eigenstimme.media.stills import poster
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, require

CUE = re.compile(r"^(\d+:)?\d\d:\d\d\.\d{3} --> (\d+:)?\d\d:\d\d\.\d{3}", re.MULTILINE)


class BadCaptions(Exception):
    """``str(error)`` says in the reader's language what is wrong and what to do."""


@dataclass(frozen=True)
class Description:
    """What everybody who may add files can say about one."""

    title: str = ""
    alt: str = ""
    tags: Sequence[str] = ()
    origin: str = ""
    author: str = ""
    made_by_ai: bool = False


@dataclass(frozen=True)
class Licence:
    """Under what a file may be shown, and until which day."""

    licence: str = ""
    licence_until: date | None = None
    licence_note: str = ""


@transaction.atomic
def describe(asset: Asset, description: Description, *, actor: Actor) -> Asset:
    """Alt texts already standing in posts stay as they are: they are part of what was approved."""
    decision = require(actor, "idea.suggest", asset.subject())
    said = asdict(description) | {
        "tags": list(dict.fromkeys(description.tags)),
        "made_by_ai": description.made_by_ai or description.origin == Origin.MACHINE,
    }
    return _written(asset, said, "asset.described", decision, actor)


@transaction.atomic
def license_asset(asset: Asset, licence: Licence, *, actor: Actor) -> Asset:
    decision = require(actor, "media.manage", asset.subject())
    before = asset.licence_until
    asset = _written(asset, asdict(licence), "asset.licensed", decision, actor)
    if asset.licence_until != before:
        Asset.objects.filter(pk=asset.pk).update(licence_end_told_at=None)
    return asset


@transaction.atomic
def point_at(asset: Asset, x: int, y: int, *, actor: Actor) -> Asset:
    """What is cut off the file keeps this point, in per cent from the left and from the top."""
    decision = require(actor, "idea.suggest", asset.subject())
    focal = {"focal_x": min(max(x, 0), 100), "focal_y": min(max(y, 0), 100)}
    return _written(asset, focal, "asset.focused", decision, actor)


@transaction.atomic
def caption(asset: Asset, captions: str, *, actor: Actor) -> Asset:
    """Keep the words of a video with it, as WebVTT; "" takes them away. Raises ``BadCaptions``."""
    decision = require(actor, "idea.suggest", asset.subject())
    lines = captions.removeprefix("\ufeff").replace("\r\n", "\n")
    if lines and not (lines.startswith("WEBVTT") and CUE.search(lines)):
        raise BadCaptions(
            _("This is not a captions file we can use. Please choose a WebVTT file: it begins with “WEBVTT”.")
        )
    digest = hashlib.sha256(lines.encode()).hexdigest() if lines else ""
    values = {"captions": lines, "captions_sha256": digest}
    return _written(asset, values, "asset.captioned", decision, actor, altered)


@transaction.atomic
def choose_still(video: Asset, milliseconds: int, *, actor: Actor) -> Asset:
    """The frame at this moment stands for the video, also where a network takes one. Raises ``NoFrame``."""
    decision = require(actor, "idea.suggest", video.subject())
    moment = min(milliseconds, video.duration_ms or 0)
    video = _written(video, {"poster_ms": moment}, "asset.still_chosen", decision, actor, altered)
    poster(video).close()
    return video


def _written(
    asset: Asset,
    values: dict[str, Any],
    verb: str,
    decision: Decision,
    actor: Actor,
    signal: Signal | None = None,
) -> Asset:
    """The locked row with ``values``. Nothing goes on record when everything was so already."""
    asset = Asset.objects.select_for_update().get(pk=asset.pk)
    if all(getattr(asset, name) == value for name, value in values.items()):
        return asset
    for name, value in values.items():
        setattr(asset, name, value)
    asset.save(update_fields=list(values))
    live.announce(asset.company_id, f"asset:{asset.pk}")
    if signal:
        signal.send(Asset, asset=asset, actor=actor)
    record(actor, verb, asset, decision)
    return asset
