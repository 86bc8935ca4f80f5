"""WordPress's own REST interface (``wp/v2``, core since 4.7), in its own words.

Everything stands below the *root* a blog names itself: ``https://blog.example/wp-json/`` or, without pretty
permalinks, ``https://blog.example/?rest_route=/``.
Reference: https://developer.wordpress.org/rest-api/reference/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import httpx
import regex

from eigenstimme.connectors.http import REDIRECTS, Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import plain_text
from eigenstimme.connectors.types import ConnectorFailure, NotSent, Refused

FLOOD_INTERVAL = timedelta(seconds=15)
"""WordPress takes one comment of a person in this time (``check_comment_flood_db``)."""

_NO_BLOG = _("There is no WordPress at this address, or it hides its interface.")
_API = "https://api.w.org/"
_LINK_ELEMENT = regex.compile(rb"""<link\b[^>]*\brel=["']https://api\.w\.org/["'][^>]*>""", regex.IGNORECASE)
_HREF = regex.compile(rb"""\bhref=["']([^"']+)["']""", regex.IGNORECASE)


class Duplicate(Refused):
    """The same person has said the same thing there before (409 ``comment_duplicate``)."""


@dataclass(frozen=True)
class Client:
    """Speaks to one blog as one of its users. Every method raises the four failures."""

    http: httpx.Client
    root: str
    user: str
    password: str = field(repr=False)

    def get(self, path: str, **params: str | int) -> Answer:
        return _accepted(send(self.http, "GET", route(self.root, path, **params), auth=self._auth))

    @contextmanager
    def listing(self, path: str, **params: str | int) -> Iterator[list[Any]]:
        """A list, taken apart inside; an answer of another shape is no empty list."""
        with self.get(path, **params).reading() as body:
            if not isinstance(body, list):
                raise TypeError("not a list")
            yield body

    def post(self, path: str, body: Mapping[str, Any], *, once: bool = False) -> Answer:
        """Create or change something. ``once``: the public would see it twice. Raises ``Duplicate``."""
        target = route(self.root, path)
        return _accepted(send(self.http, "POST", target, json=body, auth=self._auth, once=once))

    def upload(self, content: bytes, media_type: str, file_name: str) -> Answer:
        """Put a file into the media library; ``file_name`` is plain ASCII."""
        headers = {
            "Content-Type": media_type,
            "Content-Disposition": f'attachment; filename="{file_name}"',
        }
        target = route(self.root, "wp/v2/media")
        return _accepted(send(self.http, "POST", target, content=content, headers=headers, auth=self._auth))

    @property
    def _auth(self) -> tuple[str, str]:
        return self.user, self.password


def find_root(http: httpx.Client, address: str) -> str:
    """Ask the blog at ``address`` for its REST root: from the ``Link`` header, else the page's ``<link>``.

    Raises ``Refused`` if there is none, or if it stands on another host: the password goes only where the
    person said.
    """
    page = _page(http, address)
    root = httpx.Response(200, headers=page.headers).links.get(_API, {}).get("url") or _linked(page.content)
    if not root:
        raise Refused(_NO_BLOG)
    found = parsed(root, page.url)
    _same_host(page.url, found)
    return str(found)


def index(http: httpx.Client, root: str) -> Answer:
    """What the blog says of itself to anyone."""
    return _accepted(send(http, "GET", route(root, "", _fields="name,home,authentication,site_icon_url")))


def parsed(address: str, base: httpx.URL | str = "") -> httpx.URL:
    """``address`` as a URL, seen from ``base``; raises ``Refused`` if it is none."""
    try:
        return httpx.URL(urljoin(str(base), address))
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(_("This address cannot be used.")) from error


def route(root: str, path: str, **params: str | int) -> str:
    """The address of ``path`` below ``root``, in both of WordPress's forms."""
    url = httpx.URL(root)
    if "rest_route" in url.params:
        return str(url.copy_merge_params({"rest_route": f"/{path}", **params}))
    return str(httpx.URL(f"{root.rstrip('/')}/{path}").copy_merge_params(params))


def _page(http: httpx.Client, address: str) -> Answer:
    """The blog's front page. No credentials travel here, so ``www.`` and https may be gained on the way."""
    answer = send(http, "GET", address)
    for _hop in range(REDIRECTS):
        if not 300 <= answer.status < 400 or not answer.location:
            break
        target = parsed(answer.location)
        _same_host(answer.url, target)
        answer = send(http, "GET", str(target))
    if answer.status == 401 or 300 <= answer.status < 400:
        raise Refused(_NO_BLOG)
    if not answer.ok:
        raise answer.failure()
    return answer


def _same_host(here: httpx.URL, there: httpx.URL) -> None:
    if _bare(here.host) != _bare(there.host) or (here.scheme, there.scheme) == ("https", "http"):
        raise Refused(
            _("This address leads to another one. Please type the address where the blog really is.")
        )


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _linked(html: bytes) -> str:
    element = _LINK_ELEMENT.search(html)
    href = _HREF.search(element.group()) if element else None
    return href.group(1).decode(errors="replace") if href else ""


def _accepted(answer: Answer) -> Answer:
    if answer.ok:
        return answer
    code, message = _complaint(answer)
    if code == "comment_duplicate":
        raise Duplicate(_("The blog says this answer was given already."))
    if code == "comment_flood":
        raise NotSent(_("The blog asks us to wait between two comments."), FLOOD_INTERVAL)
    if code.startswith("rest_upload_"):
        # A file the blog does not allow is a 500 in WordPress (6.1, measured), yet it stays refused.
        raise Refused(message)
    raise answer.failure(message)


def _complaint(answer: Answer) -> tuple[str, str]:
    """WordPress's code and words for an error; empty if something before WordPress answered."""
    try:
        body = answer.json()
    except ConnectorFailure:
        return "", ""
    if not isinstance(body, dict):
        return "", ""
    return str(body.get("code", "")), plain_text(str(body.get("message", "")))
