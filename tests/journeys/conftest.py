"""The program in processes of its own, a browser, and windows onto it. All of it ends with the last journey.

Not session-wide: while a browser of Playwright is there, no other test in this process can run an event loop.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import global_settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings

from eigenstimme.people.models import Membership
from tests.journeys.app import App, app
from tests.journeys.scene import Scene, furnish
from tests.journeys.window import DESK, SCREENS, Device, Language, Window, keep_picture, window
from tests.servers.mail import MailServer

CHROMIUM = shutil.which("chromium")
OpenWindow = Callable[..., Window]
WINDOWS = pytest.StashKey[list[Window]]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "journey: a story in a browser, against real servers")


@pytest.fixture(scope="package")
def running_app(
    django_db_setup: None, mailserver: MailServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    database = str(connection.settings_dict["NAME"])
    with app(tmp_path_factory.mktemp("app"), database=database, mail=mailserver) as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in this very thread
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def home(running_app: App, transactional_db: None, settings: Settings) -> str:
    """The address of the program, with an empty database behind it."""
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # those of the program
    return running_app.url


@pytest.fixture
def open_window(home: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenWindow]:
    """Opens the window of one person: nobody, until they sign in, or at once as ``member``."""
    here: list[Window] = []
    request.node.stash[WINDOWS] = here
    with ExitStack() as windows:

        def opened(
            device: Device = DESK,
            language: Language = "de",
            *,
            member: Membership | None = None,
            dark: bool = False,
            kind: type[Window] = Window,
        ) -> Window:
            cookie = session_of(member) if member else ""
            one = window(browser, home, device, language, kind=kind, dark=dark, cookie=cookie)
            here.append(windows.enter_context(one))
            return here[-1]

        yield opened


@pytest.fixture
def scene(home: str) -> Scene:
    return furnish(home)


def session_of(member: Membership) -> str:
    """What the browser of somebody who has just signed in carries."""
    client = Client()
    client.force_login(member.person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()
    return client.cookies["sessionid"].value


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed journey shows what stood on the screens, and what the program's own processes wrote."""
    report = yield
    if report.when == "call" and report.failed:
        windows: list[Window] = item.stash.get(WINDOWS, [])
        for number, each in enumerate(windows):
            keep_picture(each.page, SCREENS / "failed" / f"{item.name}-{number}.png")
            report.sections.append((f"on {each.page.url}", each.page.locator("body").inner_text()))
        if started := getattr(item, "funcargs", {}).get("running_app"):
            report.sections.append(("what the program said", started.said()))
    return report
