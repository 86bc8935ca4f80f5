"""What a public page says of itself: its title, its site and its author, to name the source of what is shared.

Asked for by a person at a button, and never needed: whatever goes wrong, there is simply nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx
import regex

from eigenstimme.connectors.text import one_line
from eigenstimme.core import http

LARGEST = 300_000
"""Bytes that are read: the head of a page stands in them."""
LONGEST = 5.0
"""Seconds for all of it."""
HOPS = 3
_CHARSET = regex.compile(rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{2,40})""", regex.IGNORECASE)


@dataclass(frozen=True)
class FoundPage:
    """Empty where the page does not say."""

    title: str = ""
    site: str = ""
    author: str = ""


def look_at(url: str) -> FoundPage | None:
    """None when there is no page to be read: not reachable, not public, no HTML, too slow."""
    try:
        with http.client() as client:
            markup = _fetched(client, url, time.monotonic() + LONGEST)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError):
        return None
    return _read(markup) if markup else None


def _fetched(client: httpx.Client, url: str, end: float) -> str:
    """The beginning of the page. Every hop goes through the guard of ``core.http``."""
    for _hop in range(HOPS + 1):
        left = end - time.monotonic()
        if left <= 0 or not url.startswith(("http://", "https://")):
            return ""
        with client.stream("GET", url, headers={"Accept": "text/html"}, timeout=left) as answer:
            if answer.is_redirect:
                url = urljoin(url, answer.headers["location"])
                continue
            if answer.status_code != 200 or "html" not in answer.headers.get("content-type", ""):
                return ""
            return _decoded(_beginning(answer, end), answer.charset_encoding)
    return ""


def _beginning(answer: httpx.Response, end: float) -> bytes:
    content = bytearray()
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > LARGEST or time.monotonic() > end:
            break
    return bytes(content[:LARGEST])


def _decoded(content: bytes, said: str | None) -> str:
    named = _CHARSET.search(content[:4096])
    try:
        return content.decode(said or (named[1].decode() if named else "utf-8"), errors="replace")
    except LookupError:
        return content.decode(errors="replace")


def _read(markup: str) -> FoundPage:
    head = _Head()
    head.feed(markup)
    head.close()
    said = head.said
    return FoundPage(
        title=one_line(said.get("og:title") or "".join(head.title))[:200],
        site=one_line(said.get("og:site_name") or "")[:120],
        author=one_line(said.get("author") or "")[:120],
    )


class _Head(HTMLParser):
    """The first of each ``<meta>``, and the title, as far as the head goes."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.title: list[str] = []
        self._in_title = self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._over = self._over or tag == "body"
        self._in_title = tag == "title" and not self._over and not self.title
        if tag == "meta" and not self._over:
            given = dict(attrs)
            name = (given.get("property") or given.get("name") or "").lower()
            self.said.setdefault(name, given.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
