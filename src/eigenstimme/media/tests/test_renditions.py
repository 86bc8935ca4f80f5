"""What is made from a picture: within every limit, made once, made again when it is gone, cleared when unused."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pytest_django.fixtures import Settings

from eigenstimme.connectors.types import Limits
from eigenstimme.media.crops import Crop
from eigenstimme.media.deadlines import tick
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.outgoing import as_connector_picture
from eigenstimme.media.renditions import KEPT_FOR, SMALL, Target, named, rendition
from eigenstimme.media.tests.samples import a_large_photo, a_picture, a_striped_picture, as_upload, opened
from eigenstimme.media.upload import add_picture
from eigenstimme.people.tests.cast import Cast, make_cast

EXIF_ORIENTATION = 0x0112


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def meadow(cast: Cast) -> Asset:
    """Noise: hard to make small."""
    return add_picture(as_upload(a_large_photo(1200).read(), "wiese.jpg"), alt="", actor=cast.actor(cast.ben))


def kept(asset: Asset, root: Path) -> list[Path]:
    return sorted((root / "renditions").glob(f"*/{asset.company_id}-{asset.sha256}/*"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crop=st.none()
    | st.builds(
        Crop,
        st.sampled_from([(1, 1), (4, 5), (191, 100), (9, 16)]),
        st.integers(0, 1000),
        st.integers(0, 1000),
        st.integers(100, 1000),
    ),
    side=st.none() | st.integers(40, 1500),
    pixels=st.none() | st.integers(10_000, 2_000_000),
    size=st.none() | st.integers(3_000, 200_000),
    media_type=st.sampled_from(["image/jpeg", "image/png", "image/webp"]),
)
def test_rendition_lies_within_every_limit_and_keeps_the_ratio(
    meadow: Asset, crop: Crop | None, side: int | None, pixels: int | None, size: int | None, media_type: str
) -> None:
    made = rendition(meadow, Target(side, pixels, size, frozenset({media_type})), crop)

    image = opened(made.content)
    assert (made.media_type, *image.size) == (media_type, made.width, made.height)
    assert max(image.size) <= (side or 10_000)
    assert image.width * image.height <= (pixels or 10_000_000)
    assert len(made.content) <= (size or 100_000_000)
    wide, high = crop.shape if crop else (meadow.width, meadow.height)
    assert min(abs(made.width - made.height * wide / high), abs(made.height - made.width * high / wide)) < 1


def test_what_fits_as_it_is_stays_as_it_is(cast: Cast) -> None:
    asset = add_picture(a_picture("PNG"), alt="", actor=cast.actor(cast.ben))

    assert rendition(asset, Target()).content == Path(asset.file.path).read_bytes()


def test_rendition_is_made_once(meadow: Asset, settings: Settings) -> None:
    first = named(meadow, "small")
    [file] = kept(meadow, Path(settings.MEDIA_ROOT))
    made_at = file.stat().st_mtime_ns

    assert named(meadow, "small") == first
    assert kept(meadow, Path(settings.MEDIA_ROOT)) == [file]
    assert file.stat().st_mtime_ns == made_at


def test_lost_or_broken_rendition_is_made_again_byte_by_byte(meadow: Asset, settings: Settings) -> None:
    first = named(meadow, "small")
    [file] = kept(meadow, Path(settings.MEDIA_ROOT))

    for damage in (file.unlink, lambda: file.write_bytes(b"torn")):
        damage()
        assert named(meadow, "small") == first
        assert file.read_bytes() == first.content


def test_every_crop_has_a_picture_of_its_own(cast: Cast) -> None:
    """The right third of the picture is white."""
    asset = add_picture(a_striped_picture(), alt="", actor=cast.actor(cast.ben))

    left = rendition(asset, SMALL, Crop((1, 1), 0, 500))
    right = rendition(asset, SMALL, Crop((1, 1), 1000, 500))

    assert opened(left.content).convert("L").getextrema() == (0, 0)
    assert opened(right.content).convert("L").getextrema() == (255, 255)


def test_what_goes_out_is_cropped_upright_and_without_camera_data(cast: Cast) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6  # lies on its side
    upload = a_picture("JPEG", (80, 40), exif=exif)
    asset = add_picture(upload, alt="", actor=cast.actor(cast.ben))
    limits = Limits(None, len, "characters", max_pictures=1, picture_types=frozenset({"image/jpeg"}))

    sent = as_connector_picture(Attachment(asset, "Wand", Crop((4, 5))), limits)

    assert (asset.width, asset.height) == (40, 80)
    assert (sent.width, sent.height, sent.media_type, sent.alt) == (40, 50, "image/jpeg", "Wand")
    assert not opened(sent.content).getexif()


def test_network_gets_a_picture_it_can_take(meadow: Asset) -> None:
    limits = Limits(max_length=None, count=len, count_name="characters", max_picture_bytes=60_000)

    sent = as_connector_picture(Attachment(meadow, "Wiese"), limits)

    assert len(sent.content) <= 60_000
    assert opened(sent.content).size == (sent.width, sent.height)


def test_what_nobody_asked_for_in_a_month_is_cleared_away(meadow: Asset, settings: Settings) -> None:
    small, square = named(meadow, "small"), named(meadow, "square")
    old = (timezone.now() - KEPT_FOR - timedelta(days=1)).timestamp()
    for file in kept(meadow, Path(settings.MEDIA_ROOT)):
        os.utime(file, (old, old))
    assert named(meadow, "small") == small  # asked for again

    a_day = timezone.now().replace(hour=0)
    for minute in range(256):
        tick(a_day + timedelta(minutes=minute))

    [left] = kept(meadow, Path(settings.MEDIA_ROOT))
    assert left.read_bytes() == small.content
    assert named(meadow, "square") == square
