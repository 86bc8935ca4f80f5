"""Files in: pictures and videos, checked by content and cleaned."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pillow_heif
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from eigenstimme.audit.record import record
from eigenstimme.media.encoding import FORMS, encoded
from eigenstimme.media.film import looks_like_video
from eigenstimme.media.models import Asset
from eigenstimme.media.stills import poster_path
from eigenstimme.media.tasks import make_renditions
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, Subject, require

pillow_heif.register_heif_opener()

LARGEST_FILE = 40 * 1024 * 1024  # bytes; a raw phone photo has 3 to 15 MB
LARGEST_VIDEO = 500 * 1024 * 1024  # bytes; a phone's minute in 4K has 170 to 400 MB
LONGEST_LOOK = 600  # seconds a video may take to be looked into and cleaned
MOST_PIXELS = 120_000_000
LONGEST_SIDE = 2560
READ_AS = [*FORMS.values(), "HEIF"]  # phones take HEIF; the web shows JPEG


class BadFile(Exception):
    """``str(error)`` says in the reader's language what is wrong and what to do."""


class BadPicture(BadFile):
    pass


class BadVideo(BadFile):
    pass


@transaction.atomic
def add_file(upload: File[bytes], *, alt: str, actor: Actor) -> Asset:
    """Take in an uploaded picture or video, told apart by content. Raises ``BadFile``."""
    decision = require(actor, "idea.suggest", Subject(actor.company_id))
    start = upload.read(12)
    upload.seek(0)
    if looks_like_video(start):
        return _add_video(upload, alt, decision, actor)
    return _add_picture(upload, alt, decision, actor)


@transaction.atomic
def add_picture(upload: File[bytes], *, alt: str, actor: Actor) -> Asset:
    """Take in an uploaded picture. Raises ``BadPicture`` for whatever is none by its content."""
    decision = require(actor, "idea.suggest", Subject(actor.company_id))
    return _add_picture(upload, alt, decision, actor)


def _add_picture(upload: File[bytes], alt: str, decision: Decision, actor: Actor) -> Asset:
    content, media_type, (width, height) = cleaned(upload)
    facts = {"media_type": media_type, "width": width, "height": height}
    digest = hashlib.sha256(content).hexdigest()
    return _kept(ContentFile(content), digest, facts, upload.name or "", alt, decision, actor)


def _add_video(upload: File[bytes], alt: str, decision: Decision, actor: Actor) -> Asset:
    with cleaned_video(upload) as (film, still, facts):
        with film.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            asset = _kept(File(file), digest, facts, upload.name or "", alt, decision, actor)
        if not default_storage.exists(poster_path(asset)):
            default_storage.save(poster_path(asset), ContentFile(still.read_bytes()))
    return asset


def _kept(
    file: File[bytes],
    digest: str,
    facts: dict[str, Any],
    name: str,
    alt: str,
    decision: Decision,
    actor: Actor,
) -> Asset:
    """The new asset; or the one that is there already, if the actor may see it: nothing is kept twice."""
    known = Asset.objects.visible_to(actor).kept().filter(sha256=digest).first()
    if known:
        return known
    asset = Asset(
        company_id=actor.company_id,
        size=file.size,
        sha256=digest,
        alt=alt.strip(),
        file_name=name.rpartition("/")[2][:200],
        added_by_id=actor.member,
        **facts,
    )
    asset.file.save(digest, file, save=True)
    make_renditions.defer(asset_id=asset.pk)
    record(actor, "asset.added", asset, decision)
    return asset


@contextmanager
def cleaned_video(upload: File[bytes]) -> Iterator[tuple[Path, Path, dict[str, Any]]]:
    """(cleaned video, still picture, facts), as long as the context lasts. Raises ``BadVideo``.

    Looked into by ``media.film`` in a process of its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, film, still = (Path(folder) / name for name in ("source", "film", "still"))
        with source.open("wb") as copy:
            shutil.copyfileobj(upload, copy)
        command = [sys.executable, "-m", "eigenstimme.media.film", "clean", *map(str, (source, film, still))]
        try:
            done = subprocess.run(command, capture_output=True, timeout=LONGEST_LOOK)  # noqa: S603 (our own module)
        except subprocess.TimeoutExpired as error:
            raise BadVideo(_("This video took too long to look at. Please choose a shorter one.")) from error
        if done.returncode:
            raise BadVideo(_("This file is not a video we can use. Please choose an MP4, MOV or WebM video."))
        yield film, still, json.loads(done.stdout)


def cleaned(upload: File[bytes]) -> tuple[bytes, str, tuple[int, int]]:
    """Upright, without camera data and place, at most 2,560 px a side; (bytes, media type, (width, height))."""
    if upload.size and upload.size > LARGEST_FILE:
        raise BadPicture(_("This picture is larger than 40 MB. Please choose a smaller one."))
    image = _decoded(upload)
    media_type = Image.MIME.get(image.format or "", "")
    if media_type not in FORMS:
        media_type = "image/jpeg"  # phones write JPEGs that hold several pictures
    upright = ImageOps.exif_transpose(image)
    return encoded(upright, media_type, 90), media_type, upright.size


def _decoded(upload: File[bytes]) -> Image.Image:
    """At most 2,560 px a side; a large JPEG is never held in memory at its full size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", Image.DecompressionBombWarning
            )  # the next lines ask for fewer pixels
            image = Image.open(upload, formats=READ_AS)
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
