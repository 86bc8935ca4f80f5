"""Writing a post: put right from the list, as a thread, after a crash, and with somebody else in the same post."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from eigenstimme.plan.models import Piece, Unsaved
from eigenstimme.publishing.models import Publication, State
from tests.journeys.conftest import OpenWindow
from tests.journeys.networks import eventually
from tests.journeys.scene import Scene
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window

pytestmark = pytest.mark.journey

LONG = "Salbei, Ocker, Rost: welche Farbe passt zu Ihrer Küche? " * 10  # the practice channel takes 500
devices = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])


def choose(window: Window, *channels: str) -> None:
    for channel in channels:
        window.page.locator(".channel-choice", has_text=channel).get_by_role("checkbox").check()


def save(window: Window) -> None:
    window.press("Save and go on")


def channels_in(row: Unsaved) -> list[str]:
    return [name for name in row.data if re.fullmatch(r"channel-\d+", name)]


def kept(text: str) -> None:
    """What is typed reaches the server within a second."""
    eventually(
        lambda: any((row.data["text"], len(channels_in(row))) == (text, 1) for row in Unsaved.objects.all()),
        "the text is kept",
    )


@devices
def test_what_does_not_fit_is_put_right_from_the_list(
    device: Device, scene: Scene, open_window: OpenWindow
) -> None:
    amira = open_window(device, member=scene.cast.amira)
    amira.open("/plan/new/")
    amira.fill("Title", "Fünf Farben")
    amira.fill("Text", LONG)
    choose(amira, "Blog", "Infobrett")

    amira.follow(name=amira.word("Shorten for %(channel)s", channel="Blog"))
    own = amira.field("Own text")
    expect(own).to_be_focused(timeout=PATIENCE)
    expect(own).to_have_value(LONG)  # begun with what stands above
    own.fill("Welche Farbe passt zu Ihrer Küche?")
    expect(amira.page.locator(".remark[data-serious]")).to_have_count(0, timeout=PATIENCE)
    amira.choose("Topic", "Farben (B – normal)")
    save(amira)

    piece = Piece.objects.get(title="Fünf Farben")
    texts = {variant.channel.name: variant.text for variant in piece.variants.all()}
    assert texts == {"Blog": "Welche Farbe passt zu Ihrer Küche?", "Infobrett": LONG.strip()}


@devices
def test_thread_goes_out_post_by_post(device: Device, scene: Scene, open_window: OpenWindow) -> None:
    amira = open_window(device, member=scene.cast.amira)
    amira.open("/plan/new/")
    amira.fill("Title", "Eine Folge")
    amira.fill("Text", "Erst der Salbei.\n---\nDann der Ocker.")
    choose(amira, "Blog")
    expect(amira.page.locator(".preview-thread .preview")).to_have_count(2, timeout=PATIENCE)
    expect(amira.page.locator(".channel-part", has_text="Blog").locator(".counter").first).to_contain_text(
        "2 "
    )
    amira.fill("First comment", "Mehr dazu nächste Woche.")
    amira.choose("Topic", "Alltag (A – Routine)")
    save(amira)
    amira.press("Publish now")

    thread = Publication.objects.filter(variant__piece__title="Eine Folge")
    eventually(lambda: thread.filter(state=State.SENT).count() == 3, "the thread is out")
    amira.open(thread.get(part=0).remote_url)
    for text in ("Erst der Salbei.", "Dann der Ocker.", "Mehr dazu nächste Woche."):
        expect(amira.page.get_by_text(text)).to_have_count(1)


@devices
def test_text_comes_back_on_another_device_after_a_crash(
    device: Device, scene: Scene, open_window: OpenWindow
) -> None:
    before = open_window(DESK, member=scene.cast.amira)
    before.open("/plan/new/")
    before.fill("Title", "Mitten im Schreiben")
    before.fill("Text", "Der halbe Satz")
    choose(before, "Blog")
    kept("Der halbe Satz")
    expect(before.page.locator("#kept")).to_contain_text(re.compile(r"\d\d:\d\d"), timeout=PATIENCE)
    before.page.goto("about:blank")  # gone, without a word to anybody

    after = open_window(device, member=scene.cast.amira)
    after.open("/plan/new/")
    after.reads_words("Mitten im Schreiben")
    after.follow("Bring it back")

    expect(after.field("Text")).to_have_value("Der halbe Satz")
    expect(after.page.locator(".channel-choice", has_text="Blog").get_by_role("checkbox")).to_be_checked()


@devices
def test_two_in_one_post_see_each_other_and_lose_nothing(
    device: Device, scene: Scene, open_window: OpenWindow
) -> None:
    address = f"/plan/{scene.piece.pk}/edit/"
    amira, clara = (
        open_window(device, member=scene.cast.amira),
        open_window(DESK, member=scene.cast.clara),
    )
    for window in (amira, clara):
        window.open(address)

    clara.fill("Title", "Claras Titel")
    amira.reads("%(name)s is writing here too.", name="Clara Frei")
    save(clara)
    amira.reads("Somebody else has saved this post meanwhile. When you save, both versions are put together.")
    amira.fill("Text", "Amiras Text")
    save(amira)

    amira.reads("Saved.")
    piece = Piece.objects.get(pk=scene.piece.pk)
    assert (piece.title, piece.text) == ("Claras Titel", "Amiras Text")


@devices
def test_both_changed_the_same_and_one_chooses(device: Device, scene: Scene, open_window: OpenWindow) -> None:
    address = f"/plan/{scene.piece.pk}/edit/"
    amira, clara = (
        open_window(device, member=scene.cast.amira),
        open_window(DESK, member=scene.cast.clara),
    )
    for window in (amira, clara):
        window.open(address)
    clara.fill("Text", "Claras Text")
    save(clara)
    clara.reads("Saved.")
    amira.fill("Text", "Amiras Text")
    save(amira)

    amira.reads("Both of you changed this")
    amira.page.locator(".conflict-side", has_text="Claras Text").get_by_role("radio").check()
    save(amira)

    amira.reads("Saved.")
    assert Piece.objects.get(pk=scene.piece.pk).text == "Claras Text"


@devices
def test_words_of_the_house_are_pointed_out_while_somebody_writes(
    device: Device, scene: Scene, open_window: OpenWindow
) -> None:
    amira = open_window(device, member=scene.cast.amira)
    amira.open("/topics/words/")
    amira.follow("New word")
    amira.fill("Word or phrase", "Pfusch")
    amira.page.get_by_role("radio", name=amira.word("We never say it")).check()
    amira.fill("Say instead", "Nachbesserung")
    amira.press("Save")
    expect(amira.page.get_by_text("Nachbesserung")).to_be_visible(timeout=PATIENCE)
    amira.follow("Change the address")
    amira.page.get_by_role("radio", name="Sie", exact=True).check()
    amira.press("Save")

    clara = open_window(device, member=scene.cast.clara)
    clara.open("/plan/new/")
    choose(clara, "Infobrett")
    clara.fill("Text", "Schluss mit dem Pfusch an deiner Fassade!")
    hints = clara.page.locator(".remarks")
    expect(hints).to_contain_text("Nachbesserung", timeout=PATIENCE)
    expect(hints).to_contain_text("deiner")
    clara.fill("Text", "Schluss mit der Nachbesserung an Ihrer Fassade!")
    expect(hints).not_to_contain_text("deiner", timeout=PATIENCE)
