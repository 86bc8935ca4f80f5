"""A person before a browser window: reads words, presses what carries them. Never an id, never a CSS class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from django.utils import translation
from playwright.sync_api import Browser, Locator, Page, Request, expect

PATIENCE = 20_000  # milliseconds; the machine is busy with four servers
SCREENS = Path(__file__).parent / ".screens"
Language = Literal["de", "en"]


@dataclass(frozen=True)
class Device:
    width: int
    height: int
    touch: bool


DESK = Device(1440, 900, touch=False)
PHONE = Device(390, 844, touch=True)


@dataclass
class Window:
    """One person's window onto the product, in their language.

    Texts are given in English, as they stand in the code; the person reads and presses the translation.
    """

    page: Page
    home: str
    language: Language
    complaints: list[str] = field(default_factory=list)
    abroad: set[str] = field(default_factory=set)  # origins other than ours that were asked for anything
    may_visit: set[str] = field(default_factory=set)  # the networks whose own pages belong to the story

    def word(self, text: str, context: str = "", **values: object) -> str:
        with translation.override(self.language):
            said = translation.pgettext(context, text) if context else translation.gettext(text)
        return said % values if values else said

    def open(self, path: str) -> None:
        self.page.goto(path if "://" in path else f"{self.home}{path}")

    def press(self, text: str, context: str = "", *, within: Locator | None = None, **values: object) -> None:
        self._press(self.button(text, context, within=within, **values))

    def button(
        self, text: str, context: str = "", *, within: Locator | None = None, **values: object
    ) -> Locator:
        name = self.word(text, context, **values)
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def follow(
        self, text: str = "", *, name: str | re.Pattern[str] = "", within: Locator | None = None
    ) -> None:
        """Follow a link, by our words or by a ``name`` that is nobody's translation."""
        wanted = name or self.word(text)
        links = (within or self.main).get_by_role("link", name=wanted, exact=isinstance(wanted, str))
        self._press(links.first)

    def field(self, label: str, *, within: Locator | None = None) -> Locator:
        """The field under this label, also where "(optional)" follows it."""
        exactly = re.compile(rf"^\s*{re.escape(self.word(label))}(\s*\(.*\))?\s*$", re.IGNORECASE)
        return (within or self.page).get_by_label(exactly).locator("visible=true").first

    def fill(self, label: str, value: str, *, within: Locator | None = None) -> None:
        self._fill(self.field(label, within=within), value)

    def choose(self, label: str, option: str) -> None:
        """Choose one of a list."""
        self._choose(self.field(label), option)

    def tick(self, label: str = "", *, name: str = "") -> None:
        """Tick the box or choose the radio button with these words beside it."""
        self._tick(self.page.get_by_label(name or self.word(label)).locator("visible=true").first)

    def attach(self, label: str, file: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self._press(self.field(label))
        chooser.value.set_files(file)

    def reads(self, text: str, context: str = "", **values: object) -> None:
        """Wait until this can be read."""
        self.reads_words(self.word(text, context, **values))

    def reads_words(self, words: str) -> None:
        expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible(timeout=PATIENCE)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    # What a hand does; a keyboard does it otherwise.

    def _press(self, target: Locator) -> None:
        target.click()

    def _fill(self, target: Locator, value: str) -> None:
        target.fill(value)

    def _choose(self, target: Locator, option: str) -> None:
        target.select_option(label=option)

    def _tick(self, target: Locator) -> None:
        target.check()


@contextmanager
def window(
    browser: Browser,
    home: str,
    device: Device,
    language: Language,
    *,
    kind: type[Window] | None = None,
    dark: bool = False,
    cookie: str = "",
) -> Iterator[Window]:
    """A fresh browser of one person.

    Whatever its console complained about (the security policy does so there) and every request to another house
    fails the test at the end.
    """
    context = browser.new_context(
        viewport={"width": device.width, "height": device.height},
        has_touch=device.touch,
        is_mobile=device.touch,
        color_scheme="dark" if dark else "light",
        locale={"de": "de-DE", "en": "en-GB"}[language],
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",  # a colour on its way to another one is nothing to judge
    )
    context.set_default_timeout(PATIENCE)
    if cookie:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": home}])
    opened = (kind or Window)(context.new_page(), home, language)
    _listen(opened)
    try:
        yield opened
    finally:
        context.close()
    assert not opened.complaints, opened.complaints
    assert opened.abroad <= opened.may_visit, opened.abroad


def keep_picture(page: Page, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True, animations="disabled")


def _listen(window: Window) -> None:
    def asked(request: Request) -> None:
        if origin(request.url) not in (window.home, "data:", "blob:"):
            window.abroad.add(origin(request.url))

    page = window.page
    page.on("request", asked)
    page.on("pageerror", lambda error: window.complaints.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            window.complaints.append(f"{page.url}: {message.text}")
            if _matters(message.text, message.type)
            else None
        ),
    )


def _matters(text: str, kind: str) -> bool:
    """Chromium reports every answer of 400 and more as an error; ours are answers (422, 403), not faults."""
    return kind == "error" and not re.search(r"Failed to load resource.*status of 4\d\d", text)


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
