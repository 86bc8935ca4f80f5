"""The same file is kept once; one that looks the same is shown beside it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from pytest_django.fixtures import Settings

from eigenstimme.media.likeness import likeness, looks_like
from eigenstimme.media.models import Asset
from eigenstimme.media.tasks import make_renditions
from eigenstimme.media.tests.samples import a_picture, as_upload
from eigenstimme.media.upload import add_file
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant, make_cast


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def scene(shift: int = 0) -> Image.Image:
    """A house on a meadow; ``shift`` moves the house."""
    image = Image.linear_gradient("L").resize((320, 240)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((60 + shift, 60, 140 + shift, 180), fill="darkred")
    draw.ellipse((200 - shift, 40, 260 - shift, 100), fill="yellow")
    return image


def added(cast: Cast, image: Image.Image, form: str, by: Membership | None = None) -> Asset:
    target = io.BytesIO()
    image.save(target, form)
    upload: SimpleUploadedFile = as_upload(target.getvalue(), f"haus.{form.lower()}")
    asset = add_file(upload, alt="", actor=cast.actor(by or cast.ben))
    make_renditions(asset_id=asset.pk)
    asset.refresh_from_db()
    return asset


def test_same_file_twice_is_one(cast: Cast) -> None:
    first = add_file(a_picture(), alt="Wand", actor=cast.actor(cast.ben))
    again = add_file(a_picture(), alt="Anders", actor=cast.actor(cast.amira))
    assert (again, again.alt) == (first, "Wand")


def test_file_of_another_whom_they_do_not_see_is_not_given_away(cast: Cast) -> None:
    grant(cast.clara, ["idea.suggest"], by=cast.amira, every_topic=False, every_channel=False)
    hidden = add_file(a_picture(), alt="Geheim", actor=cast.actor(cast.ben))
    own = add_file(a_picture(), alt="Meins", actor=cast.actor(cast.clara))
    assert own != hidden and own.alt == "Meins"


def test_same_picture_in_another_size_and_format_is_alike(cast: Cast) -> None:
    original = added(cast, scene(), "PNG")
    copy = added(cast, scene().resize((200, 150)), "JPEG")
    other = added(cast, scene(90), "PNG")
    plain = added(cast, Image.new("RGB", (90, 60), "teal"), "PNG")

    assert list(looks_like(original, cast.actor(cast.amira))) == [copy]
    assert list(looks_like(other, cast.actor(cast.amira))) == []
    assert list(looks_like(plain, cast.actor(cast.amira))) == []


def test_likeness_fits_into_the_database() -> None:
    white_to_black = Image.linear_gradient("L").rotate(90)
    assert {likeness(white_to_black), likeness(white_to_black.rotate(180))} == {0, -1}
