"""What goes wrong at the edges of a browser: a clear message each time, and nothing that was typed is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import expect

from eigenstimme.channels.models import Channel
from eigenstimme.media.models import Asset
from eigenstimme.media.upload import LONGEST_SIDE
from eigenstimme.people.tests.cast import PASSWORD, Cast, make_cast
from eigenstimme.plan.models import Piece
from tests.journeys.conftest import OpenWindow
from tests.journeys.questions import answer_the_questions
from tests.journeys.window import DESK, PATIENCE, PHONE, Window
from tests.servers.bluesky import Bluesky
from tests.servers.process import free_port
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.journey

TITLE, TEXT = "Fünf Farben für den Herbst", "Welche Farbe passt zu Ihrer Küche? 👩‍🎨 מה שלומך"


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


def composing(window: Window) -> None:
    window.open("/plan/new/")
    window.fill("Title", TITLE)
    window.fill("Text", TEXT)
    window.choose("Topic", f"Farben ({window.word('B – normal')})")


def keeps_what_was_typed(window: Window, text: str = TEXT) -> None:
    expect(window.field("Title")).to_have_value(TITLE, timeout=PATIENCE)
    expect(window.field("Text")).to_have_value(text)


def test_text_comes_back_after_a_session_that_expired_while_typing(
    cast: Cast, open_window: OpenWindow
) -> None:
    amira = open_window(PHONE, member=cast.amira)
    composing(amira)
    amira.page.wait_for_function(
        "text => JSON.stringify({...localStorage}).includes(text)", arg="Welche Farbe"
    )
    Session.objects.all().delete()

    amira.press("Save and go on")
    amira.fill("Email", cast.amira.person.email)
    amira.fill("Password", PASSWORD)
    amira.press("Sign in")
    amira.main.get_by_text(
        amira.word("Bring it back"), exact=True
    ).last.click()  # the latest of what was kept
    keeps_what_was_typed(amira)
    amira.press("Save and go on")
    amira.reads("Saved.")
    assert Piece.objects.get().text == TEXT


def test_two_clicks_make_one_piece(cast: Cast, open_window: OpenWindow) -> None:
    amira = open_window(DESK, member=cast.amira)
    composing(amira)
    amira.button("Save and go on").dblclick()
    amira.reads("Saved.")
    assert Piece.objects.count() == 1


def test_a_photo_of_thirty_megabytes_is_taken_in_and_made_smaller(
    cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    photo = tmp_path / "treppe.jpg"
    Image.frombytes("RGB", (4000, 3000), os.urandom(36_000_000)).save(
        photo, "JPEG", quality=98, subsampling=0
    )
    assert photo.stat().st_size > 30_000_000
    amira = open_window(PHONE, member=cast.amira)
    composing(amira)
    amira.attach("Add pictures or videos", photo)
    amira.press("Save and go on")
    amira.page.wait_for_url(re.compile(r"/plan/\d+/$"), timeout=90_000)
    picture = Asset.objects.get()
    assert max(picture.width, picture.height) == LONGEST_SIDE


def a_text(file: Path) -> None:
    file.write_text("Das ist kein Bild.")


def a_drawing_with_script(file: Path) -> None:
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')


@pytest.mark.parametrize("write", [a_text, a_drawing_with_script])
@pytest.mark.parametrize("name", ["bild.jpg", "bild.svg"])
def test_what_is_no_picture_is_refused_in_words(
    write: Callable[[Path], None], name: str, cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    write(tmp_path / name)
    amira = open_window(PHONE, member=cast.amira)
    composing(amira)
    amira.attach("Add pictures or videos", tmp_path / name)
    amira.reads("This file is not a picture we can use. Please choose a JPEG, PNG or WebP picture.")
    keeps_what_was_typed(amira)
    assert not Asset.objects.exists()
    assert not Piece.objects.exists()


def test_a_hundred_thousand_characters_are_refused_and_kept(cast: Cast, open_window: OpenWindow) -> None:
    long = "Küche " * 16_667
    amira = open_window(DESK, member=cast.amira)
    composing(amira)
    amira.fill("Text", long)
    amira.press("Save and go on")
    expect(amira.main.get_by_role("alert").first).to_be_visible(timeout=PATIENCE)
    keeps_what_was_typed(amira, long)
    assert not Piece.objects.exists()


def refused_to_connect(amira: Window, sentence: str) -> None:
    amira.press("Connect")
    amira.reads("This account could not be connected")
    amira.reads(sentence)
    assert not Channel.objects.exclude(network="practice").exists()


def test_a_dead_server_is_named_and_the_address_stays(cast: Cast, open_window: OpenWindow) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    amira = open_window(DESK, member=cast.amira)
    amira.open("/channels/new/wordpress/")
    answer_the_questions(amira)
    amira.fill("Address of the blog", dead)
    refused_to_connect(amira, "The server could not be reached.")
    expect(amira.field("Address of the blog")).to_have_value(dead)


def test_a_wrong_password_of_a_blog_is_refused(
    cast: Cast, open_window: OpenWindow, wordpress: WordPress
) -> None:
    amira = open_window(PHONE, member=cast.amira)
    amira.open("/channels/new/wordpress/")
    answer_the_questions(amira)
    amira.fill("Address of the blog", wordpress.url)
    amira.fill("User name in WordPress", "editor1")
    amira.fill("Application password", "falsch falsch falsch")
    refused_to_connect(
        amira,
        "WordPress did not accept user name and application password. Please check both; "
        "if they are right, the web host removes them on the way and has to be asked.",
    )
    expect(amira.field("User name in WordPress")).to_have_value("editor1")
    expect(amira.field("Application password")).to_have_value("")


def test_the_main_password_is_refused_and_the_right_one_asked_for(
    cast: Cast, open_window: OpenWindow, bluesky: Bluesky
) -> None:
    company = bluesky.person("maler-falsch")
    amira = open_window(PHONE, member=cast.amira)
    amira.open("/channels/new/bluesky/")
    answer_the_questions(amira)
    amira.fill("Handle", company.handle)
    amira.fill("App password", company.password)
    amira.fill("Server", bluesky.url)
    refused_to_connect(amira, "This is the main password. Please use an app password.")
    expect(amira.field("Handle")).to_have_value(company.handle)
