"""Files in a browser: dropped, pasted, broken off, refused; and nobody is shown against their will."""

from __future__ import annotations

import base64
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, Request, Route, expect

from eigenstimme.media import actions
from eigenstimme.media.models import Asset, Attachment, Incoming
from eigenstimme.media.tests.samples import a_video
from eigenstimme.media.upload import add_file, add_picture
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.publishing.models import Publication, State
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device

pytestmark = pytest.mark.journey

both = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])

GIVE = """([selector, kind, name, base64]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name, { type: "image/png" }));
  const target = document.querySelector(selector);
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
}"""


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


def png(colour: str) -> str:
    target = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


def give(page: Page, kind: str, name: str, colour: str, selector: str = "[data-upload]") -> None:
    page.evaluate(GIVE, [selector, kind, name, png(colour)])


@both
def test_dropped_and_pasted_files_appear_in_the_library(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    ben = open_window(device, member=cast.ben)
    ben.open("/media/")
    give(ben.page, "drop", "wand.png", "teal")
    ben.reads_words("wand.png")
    ben.page.wait_for_load_state("networkidle")
    give(ben.page, "paste", "tuer.png", "maroon", "body")
    expect(ben.page.locator(".media-name", has_text="tuer.png")).to_be_visible(timeout=PATIENCE)
    assert sorted(Asset.objects.values_list("file_name", flat=True)) == ["tuer.png", "wand.png"]


@both
def test_files_of_a_post_come_up_at_once_are_ordered_and_chosen(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    ben = open_window(device, member=cast.amira)
    ben.open("/plan/new/")
    for name, colour in (("eins.png", "teal"), ("zwei.png", "maroon")):
        give(ben.page, "drop", name, colour)
        expect(ben.page.locator(".attachment-row")).to_have_count(
            1 if name == "eins.png" else 2, timeout=PATIENCE
        )
    first = ben.page.locator(".attachment-row").first.get_attribute("data-asset")
    ben.page.locator(".attachment-row").first.get_by_role("button", name=ben.word("Move down")).press("Enter")
    assert ben.page.locator(".attachment-row").last.get_attribute("data-asset") == first
    assert Asset.objects.count() == 2


def test_upload_that_broke_off_goes_on_after_the_browser_came_back(
    cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    photo = tmp_path / "wiese.png"
    Image.frombytes("RGB", (2000, 1700), os.urandom(10_200_000)).save(photo, "PNG", compress_level=0)
    ben = open_window(DESK, member=cast.ben)
    ben.page.on("dialog", lambda dialog: dialog.accept())
    ben.open("/media/")
    ben.page.route("**/media/uploads/*/", _only_the_first_piece)
    with ben.page.expect_request(lambda request: _offset(request) > 0):
        ben.page.locator("#add-files").set_input_files(photo)
    arrived = Incoming.objects.get().arrived
    assert 0 < arrived < photo.stat().st_size

    ben.open("/media/")
    ben.page.unroute("**/media/uploads/*/")
    sent: list[int] = []
    ben.page.on("request", lambda request: sent.append(_offset(request)))
    ben.page.locator("#add-files").set_input_files(photo)

    expect(ben.page.locator(".media-name", has_text="wiese.png")).to_be_visible(timeout=60_000)
    assert min(offset for offset in sent if offset >= 0) == arrived
    assert Asset.objects.get().file_name == "wiese.png"
    ben.complaints.clear()  # the broken request was ours


def _only_the_first_piece(route: Route) -> None:
    if _offset(route.request) > 0:
        route.abort()
    else:
        route.continue_()


def _offset(request: Request) -> int:
    """Where the piece begins that a request brings; -1 for other requests."""
    return int(request.headers.get("upload-offset", -1)) if request.method == "PATCH" else -1


@both
def test_text_named_jpg_is_refused_in_words(
    device: Device, cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    text = tmp_path / "bild.jpg"
    text.write_text("Das ist kein Bild.")
    ben = open_window(device, member=cast.ben)
    ben.open("/media/")
    ben.page.locator("#add-files").set_input_files(text)
    ben.reads("This file is not a picture we can use. Please choose a JPEG, PNG or WebP picture.")
    assert not Asset.objects.exists() and not Incoming.objects.exists()


@both
def test_withdrawn_consent_holds_a_planned_post(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    ben, asset = open_window(device, member=cast.ben), _shown_with_consent(cast)
    publication = Publication.objects.get()
    assert publication.state == State.PLANNED

    ben.open(asset.get_absolute_url())
    ben.press("Was withdrawn")
    ben.reads("The consent is withdrawn. What waited with these files is held.")
    ben.reads("A consent was withdrawn or has run out: posts with it cannot go out.")

    amira = open_window(device, member=cast.amira)
    amira.open(publication.get_absolute_url())
    amira.reads(
        "The consent of somebody who is shown was withdrawn or has run out."
        " Choose another picture, or discard the post."
    )


def _shown_with_consent(cast: Cast) -> Asset:
    ben, amira = cast.actor(cast.ben), cast.actor(cast.amira)
    content = ContentFile(base64.b64decode(png("olive")), "hedi.png")
    asset = add_picture(content, alt="Hedi auf der Leiter", actor=ben)
    given = actions.Agreement("Hedi Lang", "written", timezone.localdate())
    actions.record_consent(given, asset, actor=ben)
    draft = Draft(
        "Auf der Leiter",
        cast.everyday,
        [VariantDraft(cast.blog)],
        text="Schön geworden",
        attachments=[Attachment(asset, asset.alt)],
        planned_for=timezone.now() + timedelta(days=2),
    )
    plan.release(plan.draft_piece(draft, actor=amira), actor=amira)
    return asset


@both
def test_file_is_deleted_for_good_once_nothing_needs_it(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    ben, asset = open_window(device, member=cast.ben), _shown_with_consent(cast)
    ben.open(asset.get_absolute_url())
    ben.page.get_by_text(ben.word("Delete for good"), exact=True).click()
    ben.reads("It stands in something that has yet to go out. Please take it out there first.")
    expect(ben.page.locator("#deletion").get_by_role("link", name="Auf der Leiter").first).to_be_visible()

    ben.press("Was withdrawn")
    plan.drop_piece(Publication.objects.get().variant.piece, actor=cast.actor(cast.amira))  # type: ignore[union-attr]
    ben.open("/media/consents/")
    ben.press("Delete these files for good")

    ben.reads("The files are deleted for good.")
    assert not Path(asset.file.path).exists()
    ben.open(asset.get_absolute_url())
    ben.reads("Deleted file")


@both
def test_still_of_a_video_is_chosen_by_its_moment(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    film = add_file(a_video(), alt="Ein Film", actor=cast.actor(cast.ben))
    ben = open_window(device, member=cast.ben)
    ben.open(film.get_absolute_url())
    ben.page.get_by_text(ben.word("Still picture"), exact=True).click()
    slider = ben.page.locator("#moment")
    for _ in range(5):
        slider.press("ArrowRight")
    expect(ben.page.locator("output[for=moment]")).to_have_text("1,5" if ben.language == "de" else "1.5")

    ben.press("Use this frame")

    ben.reads("Saved.")
    assert Asset.objects.get().poster_ms == 1500
