"""Pictures in and out: checked by content, cleaned, and cut to what a network takes."""

from __future__ import annotations

import hashlib
import io
import warnings

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from eigenstimme.audit.record import record
from eigenstimme.connectors import types
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require

LARGEST_FILE = 40 * 1024 * 1024  # bytes; a raw phone photo has 3 to 15 MB
MOST_PIXELS = 120_000_000
LONGEST_SIDE = 2560
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class BadPicture(Exception):
    """``str(error)`` says in the reader's language what is wrong and what to do."""


@transaction.atomic
def add_picture(upload: File[bytes], *, alt: str, actor: Actor) -> Asset:
    """Take in an uploaded file. Raises ``BadPicture`` for whatever is no JPEG, PNG or WebP by its content."""
    decision = require(actor, "idea.suggest", Subject(actor.company_id))
    content, media_type, (width, height) = cleaned(upload)
    digest = hashlib.sha256(content).hexdigest()
    asset = Asset(
        company_id=actor.company_id,
        media_type=media_type,
        width=width,
        height=height,
        size=len(content),
        sha256=digest,
        alt=alt.strip(),
        added_by_id=actor.member,
    )
    asset.file.save(digest, ContentFile(content), save=True)
    record(actor, "asset.added", asset, decision)
    return asset


def cleaned(upload: File[bytes]) -> tuple[bytes, str, tuple[int, int]]:
    """Upright, without camera data and place, at most 2,560 px a side; (bytes, media type, (width, height))."""
    if upload.size and upload.size > LARGEST_FILE:
        raise BadPicture(_("This picture is larger than 40 MB. Please choose a smaller one."))
    image = _decoded(upload)
    form = (
        image.format if image.format in FORMATS else "JPEG"
    )  # phones write JPEGs that hold several pictures
    upright = ImageOps.exif_transpose(image)
    return _encoded(upright, form, 90), FORMATS[form], upright.size


def as_connector_picture(attachment: Attachment, limits: types.Limits) -> types.Picture:
    """The picture as a network takes it: its own format if allowed, smaller until it fits."""
    asset = attachment.asset
    with asset.file.open("rb") as file:
        content = file.read()
    media_type, width, height = asset.media_type, asset.width, asset.height
    fits = limits.max_picture_bytes is None or len(content) <= limits.max_picture_bytes
    if not fits or media_type not in limits.picture_types:
        content, (width, height) = _squeezed(content, limits.max_picture_bytes)
        media_type = "image/jpeg"
    extension = media_type.removeprefix("image/").replace("jpeg", "jpg")
    name = f"{asset.sha256[:16]}-{asset.pk}.{extension}"
    return types.Picture(content, media_type, name, attachment.alt, width, height)


def _decoded(upload: File[bytes]) -> Image.Image:
    """At most 2,560 px a side; a large JPEG is never held in memory at its full size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", Image.DecompressionBombWarning
            )  # the next lines ask for fewer pixels
            image = Image.open(upload, formats=list(FORMATS))
        if image.width * image.height > MOST_PIXELS:
            raise BadPicture(_too_many_pixels())
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image.load()
    except Image.DecompressionBombError as error:
        raise BadPicture(_too_many_pixels()) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise BadPicture(
            _("This file is not a picture we can use. Please choose a JPEG, PNG or WebP picture.")
        ) from error
    return image


def _too_many_pixels() -> str:
    return _("This picture has too many pixels. Please choose a smaller one.")


def _squeezed(content: bytes, limit: int | None) -> tuple[bytes, tuple[int, int]]:
    image: Image.Image = Image.open(io.BytesIO(content))
    while True:
        smaller = _encoded(image, "JPEG", 85)
        if limit is None or len(smaller) <= limit or max(image.size) < 200:
            return smaller, image.size
        image = image.resize((max(image.width * 4 // 5, 1), max(image.height * 4 // 5, 1)))


def _encoded(image: Image.Image, form: str, quality: int) -> bytes:
    if form == "JPEG" and image.mode != "RGB":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image.convert("RGBA"), mask=image.convert("RGBA").getchannel("A"))
        image = paper
    target = io.BytesIO()
    image.save(target, form, quality=quality)
    return target.getvalue()
