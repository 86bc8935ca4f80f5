"""Networks that cannot run here, simulated: their documented HTTP behaviour over a ledger in memory.

It is no network. It knows what a network's own pages say (sources and dates stand in the connector's README), and no
more; a connector that passes here has met the documentation. WordPress, Bluesky, snac, Matrix and mail run as the real
servers instead (``tests/servers``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx


@dataclass(frozen=True)
class Stored:
    """Something public at the network. ``text`` is what tells posts apart when the ledgers are compared."""

    remote_id: str
    text: str
    files: int = 0
    parent: str = ""


@dataclass
class Ledger:
    """All that is public, in the order in which it became so."""

    posts: list[Stored] = field(default_factory=list)

    def add(self, text: str, *, files: int = 0, parent: str = "") -> Stored:
        stored = Stored(str(len(self.posts) + 1), text, files, parent)
        self.posts.append(stored)
        return stored

    def remove(self, remote_id: str) -> bool:
        kept = [post for post in self.posts if post.remote_id != remote_id]
        gone = len(kept) < len(self.posts)
        self.posts[:] = kept
        return gone

    def times(self, text: str) -> int:
        """How often a text is public. More than once is what must never happen."""
        return sum(post.text == text for post in self.posts)


class Network(Protocol):
    """One simulated network. ``hosts``: whom it answers for."""

    hosts: tuple[str, ...]
    ledger: Ledger

    def answer(self, request: httpx.Request) -> httpx.Response: ...


def says(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> httpx.Response:
    return httpx.Response(status, json=body, headers=headers)


def client(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    """An HTTP client whose every request is answered here."""
    return httpx.Client(transport=httpx.MockTransport(answer))


def fields_of(request: httpx.Request) -> dict[str, str]:
    """The fields of a JSON body, a form or a multipart one, as texts; a file stands as its name."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body = json.loads(request.content)
        return {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
    if kind.startswith("multipart/form-data"):
        return _parts(request.content, kind.partition("boundary=")[2])
    return dict(httpx.QueryParams(request.content.decode()))


def _parts(content: bytes, boundary: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in content.split(f"--{boundary}".encode())[1:-1]:
        head, _gap, body = part.partition(b"\r\n\r\n")
        words = head.decode(errors="replace")
        name = words.partition('name="')[2].partition('"')[0]
        file = words.partition('filename="')[2].partition('"')[0]
        found[name] = file or body.removesuffix(b"\r\n").decode()
    return found
