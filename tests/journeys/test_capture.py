"""Catching ideas on the phone: without a network, after the session has ended, and out of another app."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from eigenstimme.media.tests.samples import a_picture
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import PASSWORD, Cast, make_cast
from eigenstimme.plan.models import Idea
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import PATIENCE, PHONE, Window
from tests.servers.process import wait_until

pytestmark = pytest.mark.journey

CAPTURE = "/plan/ideas/new/"
READY = "() => navigator.serviceWorker.controller !== null"
SHARE = """() => {
    const form = Object.assign(document.createElement("form"), {
        method: "post", enctype: "multipart/form-data", action: "/plan/ideas/new/shared/" });
    for (const [name, type] of [["text", "text"], ["url", "text"], ["media-file", "file"]])
        form.append(Object.assign(document.createElement("input"), { name, type }));
    document.querySelector("main").append(form);
}"""


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "tür.jpg"
    file.write_bytes(a_picture().read())
    return file


def at_capture(open_window: OpenWindow, member: Membership) -> Window:
    """The page for catching ideas, seen before on this phone, so that its worker is there."""
    phone: Window = open_window(PHONE, member=member)
    phone.open(CAPTURE)
    phone.page.wait_for_function(READY)
    phone.page.evaluate("() => navigator.serviceWorker.ready")
    return phone


def catch(phone: Window, photo: Path, text: str) -> None:
    phone.page.locator('input[type="file"][name]').set_input_files(photo)
    phone.fill("What happened?", text)
    phone.press("Keep it")


def test_idea_caught_without_a_network_is_sent_once_later(
    cast: Cast, open_window: OpenWindow, photo: Path
) -> None:
    phone = at_capture(open_window, cast.ben)
    phone.page.context.set_offline(True)
    phone.open(CAPTURE)
    phone.reads("There is no network just now. What you keep stays on this device and is sent later.")
    catch(phone, photo, "Die Tür ist fertig")
    phone.reads("1 idea waits for the network")
    phone.open(CAPTURE)
    phone.reads_words("Die Tür ist fertig")
    assert not Idea.objects.exists()

    phone.page.context.set_offline(False)
    phone.open("/plan/ideas/")
    wait_until(Idea.objects.exists, "the idea")
    phone.open("/plan/ideas/")
    expect(phone.page.locator("[data-waiting]")).to_be_hidden()

    idea = Idea.objects.get()
    assert (idea.text, idea.caught_by, len(idea.attached)) == ("Die Tür ist fertig", cast.ben, 1)


def test_form_opened_with_a_network_is_kept_without(cast: Cast, open_window: OpenWindow, photo: Path) -> None:
    phone = at_capture(open_window, cast.ben)
    phone.page.context.set_offline(True)
    catch(phone, photo, "Mitten im Satz")
    phone.reads("1 idea waits for the network")

    phone.page.context.set_offline(False)
    phone.open("/")
    wait_until(Idea.objects.exists, "the idea")
    assert len(Idea.objects.get().attached) == 1


def test_idea_survives_the_end_of_the_session(cast: Cast, open_window: OpenWindow) -> None:
    phone = at_capture(open_window, cast.ben)
    phone.page.context.clear_cookies()
    phone.fill("What happened?", "Noch schnell")
    phone.press("Keep it")
    phone.page.wait_for_url("**/account/login/**", timeout=PATIENCE)
    assert not Idea.objects.exists()

    sign_in(phone, cast.amira.person.email)
    phone.reads("1 idea waits for the network")
    assert not Idea.objects.exists()  # it is Ben's

    phone.page.context.clear_cookies()
    phone.open(CAPTURE)
    sign_in(phone, cast.ben.person.email)
    wait_until(Idea.objects.exists, "the idea")
    assert Idea.objects.get().caught_by == cast.ben


def test_photo_shared_from_another_app_fills_the_form(
    cast: Cast, open_window: OpenWindow, photo: Path
) -> None:
    phone = at_capture(open_window, cast.ben)
    phone.page.evaluate(SHARE)
    shared = phone.page.locator('form[action$="/shared/"]')
    shared.locator('[name="text"]').fill("So schön")
    shared.locator('[name="url"]').fill("https://example.org/")
    shared.locator('[name="media-file"]').set_input_files(photo)
    shared.evaluate("form => form.submit()")

    expect(phone.field("What happened?")).to_have_value("So schön\nhttps://example.org/")
    expect(phone.page.locator("[data-asset]")).to_have_count(1, timeout=PATIENCE)
    phone.tick("Share with specialists")
    phone.press("Keep it")
    phone.reads("Thank you, that is kept.")
    expect(phone.page.locator("[data-waiting]")).to_be_hidden()
    idea = Idea.objects.get()
    assert (len(idea.attached), idea.shared_with_specialists) == (1, True)


def test_what_the_server_refuses_stays_on_the_phone_to_be_mended(
    cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "kaputt.jpg"
    broken.write_bytes(b"kein Bild")
    phone = at_capture(open_window, cast.ben)
    phone.page.context.set_offline(True)
    phone.open(CAPTURE)
    catch(phone, broken, "Mit falscher Datei")
    phone.reads("1 idea waits for the network")

    phone.page.context.set_offline(False)
    phone.open("/plan/ideas/")
    phone.reads("Begun on this device")
    assert not Idea.objects.exists()

    phone.follow(name=phone.word("Go on", "verb"))
    expect(phone.field("What happened?")).to_have_value("Mit falscher Datei")
    expect(phone.page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)  # the file was tried again
    phone.press("Keep it")
    phone.reads("Thank you, that is kept.")
    assert Idea.objects.get().text == "Mit falscher Datei"
    expect(phone.page.locator("[data-waiting]")).to_be_hidden()


def sign_in(phone: Window, email: str) -> None:
    phone.fill("Email", email)
    phone.fill("Password", PASSWORD)
    phone.press("Sign in")
    phone.page.wait_for_url(f"**{CAPTURE}**", timeout=PATIENCE)
