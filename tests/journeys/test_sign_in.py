"""Signing in with more than a password, in German, on the phone and on the desk, with what goes wrong on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import PASSWORD, Cast, make_cast
from tests.journeys.authenticator import app_code, authenticator
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window

pytestmark = pytest.mark.journey

EVERYWHERE = pytest.mark.parametrize("device", [pytest.param(PHONE, id="390"), pytest.param(DESK, id="1440")])
BEN = "ben@kern.example"


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


def gives_the_password(ben: Window, *, at: str = "/") -> None:
    ben.open(at)
    ben.fill("Email", BEN)
    ben.fill("Password", PASSWORD)
    ben.press("Sign in")


def opens_security(ben: Window, way: str) -> None:
    """From Today to one of the ways to sign in; the password is asked for once more."""
    ben.page.locator("summary", has_text=ben.word("Your menu")).locator("visible=true").click()
    ben.follow("Sign-in and security", within=ben.page.locator("details[open]"))
    ben.follow(way)
    ben.fill("Password", PASSWORD)
    ben.press("Go on")


def signs_out(ben: Window) -> None:
    ben.open("/account/logout/")
    ben.press("Sign out", within=ben.main)
    ben.reads("Welcome back")


def is_in(ben: Window, *, at: str = "/") -> None:
    ben.page.wait_for_url(f"{ben.home}{at}", timeout=PATIENCE)


@EVERYWHERE
def test_passkey_opens_the_door_alone(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    ben = open_window(device)
    phone = authenticator(ben.page)
    gives_the_password(ben)
    opens_security(ben, "Add a passkey")

    phone.refuses()
    ben.fill("Name", "Mein Telefon")
    ben.press("Add")
    ben.reads(
        "The passkey was not set up: your device did not confirm it. Nothing has changed; simply try again."
    )
    expect(ben.field("Name")).to_have_value("Mein Telefon")

    phone.refuses(False)
    ben.press("Add")
    ben.follow("I have kept them")
    ben.reads("%(number)s passkey is set up.", number=1)
    assert len(phone.passkeys()) == 1
    signs_out(ben)

    ben.open("/people/?from=bookmark")
    ben.press("Sign in with a passkey")
    is_in(ben, at="/people/?from=bookmark")
    signs_out(ben)

    gives_the_password(ben)
    ben.press("Use a passkey")  # it also stands beside the password
    is_in(ben)


@EVERYWHERE
def test_passkey_that_opens_nothing_is_told(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    ben = open_window(device)
    phone = authenticator(ben.page)
    gives_the_password(ben)
    opens_security(ben, "Add a passkey")
    ben.press("Add")
    ben.reads("Recovery codes")
    ben.open("/account/2fa/webauthn/")
    ben.follow(name=re.compile(ben.word("Remove")))
    ben.press("Remove", within=ben.main)
    ben.reads("No passkey is set up yet.")
    signs_out(ben)

    ben.press("Sign in with a passkey")
    ben.reads("This passkey opens nothing here, or no longer. Take another way in.")
    phone.forget()
    ben.press("Sign in with a passkey")
    ben.reads("No passkey was found, or your device did not confirm it. Try again, or take another way in.")
    gives_the_password(ben)
    is_in(ben)


@EVERYWHERE
def test_code_from_an_app_is_the_second_step(
    device: Device, cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    ben = open_window(device)
    gives_the_password(ben)
    opens_security(ben, "Switch on")
    ben.main.get_by_text(ben.word("The app cannot scan?")).click()
    secret = ben.main.locator("code").inner_text()
    ben.fill("Authenticator code", "000000")
    ben.press("Activate")
    refuses_the_code(ben, "Authenticator code", "000000")
    assert ben.main.locator("code").text_content() == secret  # the app need not be set up again
    ben.fill("Authenticator code", app_code(secret))
    ben.press("Activate")
    codes = keeps_the_codes(ben, tmp_path / "codes.txt")
    signs_out(ben)

    gives_the_password(ben, at="/people/?from=bookmark")
    ben.reads("One more step")
    ben.fill("Code", "123456")
    ben.press("Sign in")
    refuses_the_code(ben, "Code", "123456")
    ben.fill("Code", app_code(secret, steps=1))
    ben.press("Sign in")
    is_in(ben, at="/people/?from=bookmark")  # where they wanted to go
    signs_out(ben)

    gives_the_password(ben)
    ben.fill("Code", codes[0])
    ben.press("Sign in")
    is_in(ben)
    signs_out(ben)
    gives_the_password(ben)
    ben.fill("Code", codes[0])
    ben.press("Sign in")
    refuses_the_code(ben, "Code", codes[0])  # each of them works once
    ben.fill("Code", codes[1])
    ben.press("Sign in")
    is_in(ben)


def refuses_the_code(ben: Window, label: str, typed: str) -> None:
    ben.reads("This code is not right, or no longer. Take the next one that your app shows.")
    expect(ben.field(label)).to_have_value(typed)


def keeps_the_codes(ben: Window, file: Path) -> list[str]:
    """Ten codes stand on the page, and the same ones in the file."""
    ben.reads("Recovery codes")
    shown = ben.main.locator("li").all_inner_texts()
    with ben.page.expect_download() as download:
        ben.follow("Download")
    download.value.save_as(file)
    assert (len(set(shown)), file.read_text().split()) == (10, shown)
    ben.follow("I have kept them")
    return shown
