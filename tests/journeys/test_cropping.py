"""A picture is cropped for one channel: a network's remark leads there, the frame is moved, and it goes out just so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from eigenstimme.media.crops import Crop
from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import a_picture, a_striped_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Piece
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window

pytestmark = pytest.mark.journey

both = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.fixture
def stripes(cast: Cast) -> Asset:
    """Three times as wide as high: the practice channel takes two."""
    return add_picture(a_striped_picture(), alt="Streifen", actor=cast.actor(cast.amira))


def begin(window: Window, cast: Cast) -> Locator:
    """A post with the picture, up to the remark; presses its button. Gives the frame."""
    window.open("/plan/new/")
    window.fill("Title", "Streifen an der Wand")
    window.fill("Text", "Frisch gestrichen.")
    window.page.locator("#id_topic").select_option(str(cast.colours.pk))
    window.press("Choose from the library")
    window.page.locator(".media-choose input").check()
    window.press("Take these")
    window.page.locator(".channel-choice").first.click()
    window.page.locator("[data-choose-there]").click(timeout=PATIENCE)
    frame = window.page.locator(".crop-frame")
    expect(frame).to_be_visible(timeout=PATIENCE)
    return frame


def saved(window: Window) -> Crop:
    window.press("Save and go on")
    window.reads("Saved.")
    [crop] = [each.crop for each in Piece.objects.get().variants.get().shown]
    assert crop is not None
    return crop


@both
def test_frame_is_dragged_with_mouse_or_finger(
    device: Device, cast: Cast, stripes: Asset, open_window: OpenWindow
) -> None:
    amira = open_window(device, member=cast.amira)
    frame = begin(amira, cast)
    before = frame.bounding_box()
    assert before is not None
    middle = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2

    amira.page.mouse.move(*middle)
    amira.page.mouse.down()
    amira.page.mouse.move(middle[0] + 500, middle[1], steps=4)  # further than there is room
    amira.page.mouse.up()

    expect(amira.page.locator(".preview-pictures img, .preview img").first).to_have_attribute(
        "src", f"/media/{stripes.pk}/still/?crop={_at_the_right(amira)}", timeout=PATIENCE
    )
    assert amira.page.locator("[data-choose-there]").count() == 0
    crop = saved(amira)
    assert crop.shape == (191, 100)
    assert crop.frame(stripes.width, stripes.height)[2] == stripes.width


@both
def test_frame_is_moved_and_made_smaller_by_keyboard(
    device: Device, cast: Cast, stripes: Asset, open_window: OpenWindow
) -> None:
    amira = open_window(device, member=cast.amira)
    frame = begin(amira, cast)

    for key in ("ArrowLeft", "ArrowLeft", "-", "-", "-", "ArrowUp"):
        frame.press(key)

    crop = saved(amira)
    assert (crop.shape, crop.x, crop.size) == ((191, 100), 480, 970)


def _at_the_right(window: Window) -> str:
    place = [window.page.locator(f".crop-row [name$='-{part}']").input_value() for part in ("x", "y", "size")]
    return "-".join(["191x100", *place])


def test_picture_that_comes_later_can_be_cropped_too(
    cast: Cast, stripes: Asset, open_window: OpenWindow
) -> None:
    amira = open_window(DESK, member=cast.amira)
    begin(amira, cast)
    other = add_picture(a_picture(size=(400, 300)), alt="Wand", actor=cast.actor(cast.amira))

    amira.press("Choose from the library", within=amira.page.locator(".attachment-new").first)
    amira.page.locator(".media-choose input").check()
    amira.press("Take these")

    expect(amira.page.locator(".crop-row")).to_have_count(2, timeout=PATIENCE)
    amira.page.locator(f".crop-row select[name$='-{other.pk}']").select_option("1x1")
    expect(amira.page.locator(".crop-row select").first).to_have_value("191x100")
