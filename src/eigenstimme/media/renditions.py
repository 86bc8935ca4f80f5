"""Small pictures for lists: made once, kept beside the file, and found again by what they are made from."""

from __future__ import annotations

import io
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from eigenstimme.media.models import Asset

MEDIA_TYPE = "image/webp"
SIDE = {"small": 480, "square": 320, "still": 1280}  # px
QUALITY = 76


def rendition(asset: Asset, name: str) -> bytes:
    """A picture of the file: "small" or larger "still" (all of it), or "square" (around the focal point).

    Of a video it is its still. Raises ``FileNotFoundError``.

    A worker makes them when a file comes in; where one is missing, whoever comes first makes it.
    """
    path = f"{kept_under(asset)}.{_key(asset, name)}.webp"
    with suppress(FileNotFoundError), default_storage.open(path) as kept:
        return bytes(kept.read())
    made = _made(asset, name)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(made))
    return made


def poster_path(asset: Asset) -> str:
    """Where the still picture of a video is kept."""
    return f"{kept_under(asset)}.poster.webp"


def kept_under(asset: Asset) -> str:
    """The path of what is made from a file, without its last part."""
    return f"{asset.company_id}/{asset.sha256[:2]}/{asset.sha256}"


def etag(asset: Asset, name: str) -> str:
    return f"{asset.sha256[:32]}-{_key(asset, name)}"


def _key(asset: Asset, name: str) -> str:
    return f"{name}-{asset.focal_x}-{asset.focal_y}" if name == "square" else name


def _made(asset: Asset, name: str) -> bytes:
    side = SIDE[name]
    with default_storage.open(poster_path(asset)) if asset.is_video else asset.file.open("rb") as file:
        image: Image.Image = Image.open(file)
        image.draft("RGB", (side * 2, side * 2))  # a JPEG is decoded at the size that is needed
        if name == "square":
            image = ImageOps.fit(image, (side, side), centering=(asset.focal_x / 100, asset.focal_y / 100))
        else:
            image.thumbnail((side, side))
        target = io.BytesIO()
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(target, "WEBP", quality=QUALITY)
    return target.getvalue()
