"""Make the pictures of README.md from the demo company: docs/images/*.png

It starts the program in a folder of its own, loads the demo, looks at it in German through Chromium and ends it.
The demo is told from the day it is loaded, so dates differ from one day to the next; everything else stays.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests' helpers for processes

from tests.servers.process import free_port, running, wait_until  # noqa: E402

PICTURES = ROOT / "docs" / "images"
LEAD, FREELANCER = "amira@malerbetrieb-kern.example", "clara@frei-texte.example"
DESK, PHONE = (1280, 800), (390, 844)
SHARPNESS = 1.5  # pixels of the picture for each of the page: sharp on good screens, and still small
COLOURS = 200
PATIENCE = 300  # seconds for loading the demo on a slow machine


def first_conversation(page: Page) -> None:
    """Open what waits longest."""
    page.locator("main .row-link").first.click()
    page.wait_for_url(re.compile(r"/inbox/\d+/"))


def recommended_answer(page: Page) -> None:
    """Open a conversation in which somebody from outside has recommended an answer."""
    page.locator("main .row-link").filter(has_text="Kerstin").click()
    page.wait_for_url(re.compile(r"/inbox/\d+/"))


def refused_answer(page: Page) -> None:
    """Scroll to why an outside person may not answer, and to what is open instead."""
    first_conversation(page)
    page.locator(".refusal").first.evaluate("panel => window.scrollTo(0, panel.offsetTop - 250)")


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which page, and what is done there first."""

    name: str
    who: str
    path: str
    size: tuple[int, int] = DESK
    dark: bool = False
    first: Callable[[Page], None] | None = None


SHOTS = [
    Shot("today", LEAD, "/"),
    Shot("plan", LEAD, "/plan/"),
    Shot("inbox-dark", LEAD, "/inbox/", dark=True, first=recommended_answer),
    Shot("answer-on-the-phone", FREELANCER, "/inbox/", PHONE, first=refused_answer),
]


def main() -> None:
    """Take every picture, or those named on the command line."""
    wanted = [shot for shot in SHOTS if not sys.argv[1:] or shot.name in sys.argv[1:]]
    chromium = shutil.which("chromium")
    if not chromium or not wanted:
        sys.exit("No such picture." if chromium else "This needs Chromium: apt-get install chromium")
    with demo() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--lang=de-DE"]
        )
        for shot in wanted:
            take(shot, browser, home)
            print(f"docs/images/{shot.name}.png")


@contextmanager
def demo() -> Iterator[str]:
    """The program with a freshly loaded demo; gives its address."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        port = free_port()
        home = f"http://localhost:{port}"
        environment = os.environ | {"EIGENSTIMME_DATA": folder, "EIGENSTIMME_URL": home}
        command = [sys.executable, "-m", "eigenstimme.cli", "run", "--port", str(port)]
        with running(command, Path(folder) / "run.log", environment):
            wait_until(lambda: httpx.get(f"{home}/account/login/").is_success, "the demo", PATIENCE)
            yield home


def take(shot: Shot, browser: Browser, home: str) -> None:
    """Sign in, go there, and keep what is seen without scrolling."""
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        device_scale_factor=SHARPNESS,
        is_mobile=shot.size == PHONE,
        has_touch=shot.size == PHONE,
        color_scheme="dark" if shot.dark else "light",
        locale="de-DE",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{home}/account/login/")
    page.locator(f"form:has(input[value='{shot.who}']) button").click()
    page.wait_for_url(f"{home}/")
    page.goto(f"{home}{shot.path}")
    if shot.first:
        shot.first(page)
    page.evaluate("document.fonts.ready")
    keep(page.screenshot(animations="disabled", caret="hide"), PICTURES / f"{shot.name}.png")
    context.close()


def keep(png: bytes, file: Path) -> None:
    """With few colours: a third of the size, and nobody sees it."""
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, optimize=True)


if __name__ == "__main__":
    main()
