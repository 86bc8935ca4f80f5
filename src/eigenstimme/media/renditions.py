"""Pictures made from a file, cut and scaled: for lists, for previews, and as each network takes them.

Each is made once, kept by what it is made from, and made again when it is gone: nothing but time is lost with the
whole folder. What nobody has asked for in ``KEPT_FOR`` is cleared away.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from eigenstimme.connectors.types import Limits
from eigenstimme.media.crops import Crop, fitted
from eigenstimme.media.encoding import FORMS, encoded
from eigenstimme.media.models import Asset
from eigenstimme.media.stills import poster

RECIPE = 1
"""Part of every name: another way of making them makes them all anew."""
KEPT_FOR = timedelta(days=30)
NOTED_EVERY = timedelta(days=1)
QUALITIES = (90, 82, 74, 66)
WEBP = frozenset({"image/webp"})


@dataclass(frozen=True)
class Target:
    """What a picture has to fit into; None: no limit. Its own type stays where it is among ``media_types``."""

    side: int | None = None  # px
    pixels: int | None = None
    size: int | None = None  # bytes
    media_types: frozenset[str] = frozenset(FORMS)
    quality: int = QUALITIES[0]

    @classmethod
    def of(cls, limits: Limits) -> Target:
        return cls(
            limits.max_picture_side,
            limits.max_picture_pixels,
            limits.max_picture_bytes,
            limits.picture_types & set(FORMS),
        )

    def takes(self, asset: Asset) -> bool:
        """Whether the file itself fits."""
        fits = self.size is None or asset.size <= self.size
        sides = (asset.width, asset.height)
        return asset.media_type in self.media_types and fits and self.room(*sides) == sides

    def room(self, width: int, height: int) -> tuple[int, int]:
        """As large as a picture of this size may be, in the same ratio."""
        widest, highest = min(width, self.side or width), min(height, self.side or height)
        if self.pixels and width * height > self.pixels:
            part = (self.pixels / (width * height)) ** 0.5
            widest, highest = min(widest, max(int(width * part), 1)), min(highest, max(int(height * part), 1))
        return widest, highest

    def __str__(self) -> str:
        types = ",".join(sorted(self.media_types))
        return f"{self.side} {self.pixels} {self.size} {types} {self.quality}"


SMALL = Target(side=480, media_types=WEBP, quality=76)
SQUARE = Target(side=320, media_types=WEBP, quality=76)
STILL = Target(side=1280, media_types=WEBP, quality=76)
NAMED = {"small": SMALL, "square": SQUARE, "still": STILL, "whole": Target()}


@dataclass(frozen=True)
class Rendition:
    content: bytes
    media_type: str
    width: int
    height: int


def named(asset: Asset, name: str, crop: Crop | None = None) -> Rendition:
    """One of ``NAMED``. "square" is cut around the focal point, whatever ``crop`` says."""
    return rendition(asset, NAMED[name], _crop(asset, name, crop))


def rendition(asset: Asset, target: Target, crop: Crop | None = None) -> Rendition:
    """The picture, or the still of the video: upright, without metadata, within ``target``.

    The same always gives the same bytes. A picture that fits as it is stays as it is. Raises ``FileNotFoundError``.
    """
    if crop is None and target.takes(asset):
        with asset.file.open("rb") as file:
            return Rendition(file.read(), asset.media_type, asset.width, asset.height)
    folder, name = _folder(asset), _name(asset, target, crop)
    kept = _kept(folder, name, target)
    if kept is not None:
        return kept
    made = _made(asset, target, crop)
    _keep(_path(folder, name, made.media_type), made.content)
    return made


def etag(asset: Asset, name: str, crop: Crop | None = None) -> str:
    return _name(asset, NAMED[name], _crop(asset, name, crop))


def forget(asset: Asset) -> None:
    """Clear away everything that was made from its file."""
    shutil.rmtree(_folder(asset), ignore_errors=True)


def clear_unused(now: datetime) -> int:
    """Remove what nobody has asked for in a while; how many. Each call looks at one 256th, chosen by the clock."""
    removed, oldest = 0, (now - KEPT_FOR).timestamp()
    for file in (_root() / f"{int(now.timestamp()) // 60 % 256:02x}").glob("*/*"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < oldest:
                file.unlink()
                removed += 1
    return removed


def _crop(asset: Asset, name: str, crop: Crop | None) -> Crop | None:
    return Crop((1, 1), asset.focal_x * 10, asset.focal_y * 10) if name == "square" else crop


# --- keeping --------------------------------------------------------------------------------------------------


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "renditions"


def _folder(asset: Asset) -> Path:
    """Of everything made from one file. Each company has its own, though the same file may be another's too."""
    return _root() / asset.sha256[:2] / f"{asset.company_id}-{asset.sha256}"


def _name(asset: Asset, target: Target, crop: Crop | None) -> str:
    made_from = f"{RECIPE} {asset.sha256} {asset.poster_ms} {crop} {target}"
    return hashlib.sha256(made_from.encode()).hexdigest()[:32]


def _path(folder: Path, name: str, media_type: str) -> Path:
    return folder / f"{name}.{media_type.rpartition('/')[2]}"


def _kept(folder: Path, name: str, target: Target) -> Rendition | None:
    """None too for a file that somebody has broken."""
    for media_type in target.media_types:
        path = _path(folder, name, media_type)
        with suppress(FileNotFoundError, UnidentifiedImageError):
            content = path.read_bytes()
            with Image.open(io.BytesIO(content)) as image:
                width, height = image.size
            _note_use(path)
            return Rendition(content, media_type, width, height)
    return None


def _note_use(path: Path) -> None:
    """Its time of change says when it was last asked for; once a day is enough."""
    now = time.time()
    if now - path.stat().st_mtime > NOTED_EVERY.total_seconds():
        os.utime(path, (now, now))


def _keep(path: Path, content: bytes) -> None:
    """All of it or nothing, however many make it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{uuid4().hex}")
    unfinished.write_bytes(content)
    unfinished.replace(path)


# --- making ---------------------------------------------------------------------------------------------------


def _made(asset: Asset, target: Target, crop: Crop | None) -> Rendition:
    with poster(asset) if asset.is_video else asset.file.open("rb") as file:
        image: Image.Image = Image.open(file)
        own_type = Image.MIME[image.format or ""]
        frame = crop.frame(*image.size) if crop else (0, 0, *image.size)
        ratio = crop.shape if crop else image.size
        image = _cut(image, frame, fitted(ratio, *target.room(frame[2] - frame[0], frame[3] - frame[1])))
    for made in _ever_smaller(image, ratio, own_type, target):
        if target.size is None or len(made.content) <= target.size:
            break
    return made


def _cut(image: Image.Image, frame: tuple[int, int, int, int], size: tuple[int, int]) -> Image.Image:
    if image.mode in ("P", "1"):
        image = image.convert("RGBA")
    if (frame[2] - frame[0], frame[3] - frame[1]) == size:
        return image.crop(frame)
    return image.resize(size, Image.Resampling.LANCZOS, box=frame, reducing_gap=3.0)


def _ever_smaller(
    image: Image.Image, ratio: tuple[int, int], own_type: str, target: Target
) -> Iterator[Rendition]:
    """In its own type where that is taken; then, in one that has qualities, with less of it and with fewer pixels."""
    first = own_type if own_type in target.media_types else _lossy(target)
    yield Rendition(encoded(image, first, target.quality), first, *image.size)
    media_type = _lossy(target) if first == "image/png" else first
    while True:
        for quality in QUALITIES:
            yield Rendition(encoded(image, media_type, quality), media_type, *image.size)
        if image.size == (1, 1):
            return
        smaller = fitted(ratio, *(max(side * 4 // 5, 1) for side in image.size))
        image = image.resize(smaller, Image.Resampling.LANCZOS)


def _lossy(target: Target) -> str:
    """JPEG before WebP: everybody takes it. PNG where there is nothing else."""
    return next(each for each in ("image/jpeg", "image/webp", "image/png") if each in target.media_types)
