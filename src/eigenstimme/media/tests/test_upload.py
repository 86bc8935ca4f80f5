"""Only pictures come in, upright and without what a camera writes beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import Settings

from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import a_bomb, a_large_photo, a_picture, as_upload, opened
from eigenstimme.media.upload import (
    LARGEST_FILE,
    BadPicture,
    add_picture,
    cleaned,
)
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXIF_ORIENTATION = 0x0112
EXIF_CAMERA = 0x010F


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def truncated() -> SimpleUploadedFile:
    content = a_picture(size=(400, 300)).read()
    return as_upload(content[: len(content) // 2], "halb.jpg")


@pytest.mark.parametrize(
    "upload",
    [
        as_upload(b"Das ist gar kein Bild", "text.jpg"),
        as_upload(SVG, "zeichnung.svg"),
        as_upload(SVG, "zeichnung.jpg"),
        a_picture("GIF"),
        truncated(),
        as_upload(b"", "leer.jpg"),
    ],
    ids=["text named .jpg", "SVG with script", "SVG named .jpg", "GIF", "truncated JPEG", "empty"],
)
def test_what_is_no_picture_is_refused_with_a_way_out(upload: SimpleUploadedFile) -> None:
    with pytest.raises(BadPicture) as refused:
        cleaned(upload)
    assert "JPEG" in str(refused.value)


@pytest.mark.parametrize("side", [12_000, 60_000], ids=["many", "a decompression bomb"])
def test_too_many_pixels_are_refused_before_they_are_unpacked(side: int) -> None:
    with pytest.raises(BadPicture, match=r"pixels|Pixel"):
        cleaned(a_bomb(side))


def test_file_over_40_mb_is_refused() -> None:
    upload = a_picture()
    upload.size = LARGEST_FILE + 1

    with pytest.raises(BadPicture, match="40"):
        cleaned(upload)


def test_photo_of_30_mb_is_taken_and_scaled() -> None:
    upload = a_large_photo()
    assert upload.size is not None and upload.size > 20 * 1024 * 1024

    content, media_type, size = cleaned(upload)

    assert (opened(content).size, size, media_type) == ((2560, 2560), (2560, 2560), "image/jpeg")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_camera_data_stays_outside_and_the_picture_stands_upright(form: str) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION], exif[EXIF_CAMERA] = 6, "Kamera von Amira"

    content, _type, _size = cleaned(a_picture(form, (40, 30), exif=exif))

    assert (opened(content).size, dict(opened(content).getexif())) == ((30, 40), {})


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "I;16")]
)
def test_every_way_of_storing_colours_is_taken(form: str, mode: str) -> None:
    content, _type, _size = cleaned(a_picture(form, mode=mode))
    assert opened(content).size == (40, 30)


def test_whoever_may_not_suggest_ideas_adds_no_picture(cast: Cast) -> None:
    with pytest.raises(Denied):
        add_picture(a_picture(), alt="", actor=cast.actor(cast.clara))
    assert not Asset.objects.exists()
