"""The script in a real browser, against a small server: nothing typed is lost, nothing is sent twice."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import ClassVar

import django_htmx
import pytest
from playwright.sync_api import Browser, Page, expect

import eigenstimme

BUILD = Path(eigenstimme.__file__).parent / "static" / "build"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-4.min.js"

PAGE = """<!doctype html><html lang="de"><head><title>x</title><link rel="stylesheet" href="/app.css">
<link rel="icon" href="/app.css"><script src="/app.js" defer></script><script src="/htmx.js" defer></script></head>
<body {attributes} data-kept-text="Hier hatten Sie etwas getippt." data-kept-restore="Zurückholen"
data-kept-drop="Verwerfen">{body}<div id="announce" role="status"></div></body></html>"""

FORM = """<form method="post" action="/save?{query}" {htmx} data-keep="piece-1">
<label for="text">Text</label><textarea id="text" name="text"></textarea>
<p data-counter="text" data-count="{count}" data-limit="10" data-over="{{n}} zu viel"><span data-counter-text></span>
</p>
<label><input type="checkbox" name="remind" value="1"> Erinnern</label>
<input type="password" name="secret" aria-label="Passwort"><button>Sichern</button>
<p hx-get="/part" hx-trigger="click">Mehr davon</p></form>"""

DIALOG = """<a href="/done" data-dialog="when">Verschieben</a>
<dialog id="when" aria-label="Wann?"><form method="dialog"><button>Schließen</button></form></dialog>
<details data-menu><summary>Mehr</summary><a href="/done">Leute</a></details>"""

LIVE = """<ul data-live-topic="inbox today" hx-get="/part" hx-trigger="live"><li>alt</li></ul>
<p data-live-topic="plan" hx-get="/part" hx-trigger="live">Plan</p>"""


HTMX_REDIRECTS = {"hx-expired": "/sign-in", "hx-redirect": "/done"}


class Site(BaseHTTPRequestHandler):
    posts: ClassVar[list[str]] = []
    streams: ClassVar[list[Queue[str]]] = []  # one for each open page; "" ends it

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        files = {"/app.js": BUILD / "app.js", "/app.css": BUILD / "app.css", "/htmx.js": HTMX}
        if path in files:
            kind = "text/css" if path.endswith("css") else "text/javascript"
            self._answer(files[path].read_bytes(), kind)
        elif path == "/live":
            self._stream()
        else:
            self._answer(self._page(path, query).encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        self.posts.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        time.sleep(0.3)
        query = self.path.partition("?")[2]
        if query == "refuse":
            return self._answer(PAGE.format(attributes="", body="Nicht angenommen").encode(), "text/html")
        if query == "hx-taken":
            return self._answer(b"Angenommen", "text/html")
        if query in HTMX_REDIRECTS:
            return self._answer(b"", "text/html", {"HX-Redirect": HTMX_REDIRECTS[query]})
        target = "/sign-in" if query == "expired" else "/done"
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()
        return None

    def _page(self, path: str, query: str) -> str:
        if path == "/part":
            return '<li data-toast data-tone="calm"><p>neu</p></li>'
        htmx = f'hx-post="/save?{query}" hx-target="#announce"' if query.startswith("hx") else ""
        form = FORM.format(query=query, htmx=htmx, count=query or "graphemes")
        bodies = {"/form": form, "/dialog": DIALOG, "/live-page": LIVE}
        marks = {"/sign-in": "data-entrance", "/live-page": 'data-live="/live"'}
        return PAGE.format(attributes=marks.get(path, ""), body=bodies.get(path, "Fertig"))

    def _answer(self, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(200)
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        messages: Queue[str] = Queue()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b": hello\n\n")
        self.streams.append(messages)
        while message := messages.get():
            self.wfile.write(f"data: {message}\n\n".encode())
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh visitor; whatever the console complains about fails the test."""
    Site.posts.clear()
    context = browser.new_context(base_url=address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    while Site.streams:
        Site.streams.pop().put("")
    assert complaints == []


def typed(page: Page, text: str, query: str = "") -> None:
    page.goto(f"/form?{query}")
    page.get_by_label("Text").fill(text)
    page.get_by_label("Erinnern").check()
    page.get_by_label("Passwort").fill("geheim")
    page.wait_for_timeout(400)  # the draft is kept 300 ms after the last key


def test_text_survives_a_closed_page(page: Page) -> None:
    typed(page, "Salbei an die Wand")
    page.goto("/done")
    page.goto("/form")
    page.get_by_role("button", name="Zurückholen").click()
    expect(page.get_by_label("Text")).to_have_value("Salbei an die Wand")
    expect(page.get_by_label("Erinnern")).to_be_checked()
    expect(page.get_by_label("Passwort")).to_have_value("")


def test_a_password_is_never_kept(page: Page) -> None:
    typed(page, "Text")
    assert "geheim" not in str(page.evaluate("JSON.stringify({...localStorage})"))


def test_text_stays_kept_when_the_form_only_fetches_a_part_of_itself(page: Page) -> None:
    typed(page, "Salbei an die Wand")
    page.get_by_text("Mehr davon").click()
    expect(page.get_by_text("neu")).to_be_visible()
    page.goto("/form")
    expect(page.get_by_role("button", name="Zurückholen")).to_be_visible()


def test_text_that_was_accepted_is_not_offered_again(page: Page) -> None:
    typed(page, "Salbei")
    page.get_by_role("button", name="Sichern").click()
    page.wait_for_url("**/done")
    page.goto("/form")
    expect(page.get_by_role("button", name="Zurückholen")).to_have_count(0)


def test_text_survives_an_expired_session(page: Page) -> None:
    typed(page, "Salbei", "expired")
    page.get_by_role("button", name="Sichern").click()
    page.wait_for_url("**/sign-in")
    page.goto("/form?expired")
    page.get_by_role("button", name="Zurückholen").click()
    expect(page.get_by_label("Text")).to_have_value("Salbei")


@pytest.mark.parametrize(
    ("answer", "goes_to", "kept"),
    [("hx-expired", "**/sign-in", 1), ("hx-redirect", "**/done", 0), ("hx-taken", "**/form*", 0)],
)
def test_text_sent_by_htmx_is_kept_until_taken(page: Page, answer: str, goes_to: str, kept: int) -> None:
    typed(page, "Salbei", answer)
    with page.expect_response("**/save*"):
        page.get_by_role("button", name="Sichern").click()
    page.wait_for_url(goes_to)
    page.wait_for_timeout(200)
    page.goto(f"/form?{answer}")
    expect(page.get_by_role("button", name="Zurückholen")).to_have_count(kept)


def test_text_survives_an_answer_that_refuses(page: Page) -> None:
    typed(page, "Salbei", "refuse")
    page.get_by_role("button", name="Sichern").click()
    page.get_by_text("Nicht angenommen").wait_for()
    page.goto("/form?refuse")
    expect(page.get_by_role("button", name="Zurückholen")).to_be_visible()


def test_discarded_text_is_gone(page: Page) -> None:
    typed(page, "Salbei")
    page.goto("/form")
    page.get_by_role("button", name="Verwerfen").click()
    page.goto("/form")
    expect(page.get_by_role("button", name="Zurückholen")).to_have_count(0)


def test_second_click_sends_nothing(page: Page) -> None:
    typed(page, "Salbei")
    button = page.get_by_role("button", name="Sichern")
    button.evaluate("button => { button.click(); setTimeout(() => button.click(), 150) }")
    page.wait_for_url("**/done")
    assert len(Site.posts) == 1


@pytest.mark.parametrize(
    ("count", "text", "words"),
    [
        ("graphemes", "👩‍👩‍👧‍👧🇩🇪é", "3 / 10"),
        ("characters", "👩‍👧", "3 / 10"),
        ("graphemes", "12345678901", "11 / 10 · 1 zu viel"),
        ("graphemes_url23", "https://maler-kern.example/a/long/address?x=1.", "24 / 10 · 14 zu viel"),
        ("graphemes_url23", "@a@social.example", "2 / 10"),
    ],
)
def test_counter_counts_like_the_network(page: Page, count: str, text: str, words: str) -> None:
    page.goto(f"/form?{count}")
    page.get_by_label("Text").fill(text)
    expect(page.locator("[data-counter]")).to_have_text(words)


def test_dialog_opens_and_closes_by_keyboard(page: Page) -> None:
    page.goto("/dialog")
    page.get_by_role("link", name="Verschieben").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Verschieben")).to_be_focused()


@pytest.mark.parametrize("way", ["Escape", "a click elsewhere"])
def test_menu_closes(page: Page, way: str) -> None:
    page.goto("/dialog")
    page.get_by_text("Mehr").press("Enter")
    expect(page.get_by_role("link", name="Leute")).to_be_visible()
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.mouse.click(300, 300)
    expect(page.get_by_role("link", name="Leute")).to_be_hidden()


def tell(page: Page, topic: str | None) -> None:
    """Announce ``topic`` once the page listens."""
    while not Site.streams:
        page.wait_for_timeout(20)
    Site.streams[-1].put(json.dumps({"topic": topic}))


def test_announced_topic_fetches_its_part_and_no_other(page: Page) -> None:
    page.goto("/live-page")
    tell(page, "today")
    expect(page.locator("ul")).to_have_text("neu")
    expect(page.locator('[data-live-topic="plan"]')).to_have_text("Plan")


def test_what_htmx_brings_is_looked_after_too(page: Page) -> None:
    page.goto("/live-page")
    tell(page, "today")
    expect(page.locator("#announce")).to_have_text("neu")


def test_a_gap_in_the_stream_fetches_everything(page: Page) -> None:
    page.goto("/live-page")
    tell(page, None)
    expect(page.locator('[data-live-topic="plan"]')).to_have_text("neu")
