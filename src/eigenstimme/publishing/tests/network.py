"""A scripted network behind the real connector: faults at the transport, nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import httpx

from eigenstimme.channels.models import Channel
from eigenstimme.core import http
from eigenstimme.people.tests.cast import Cast, make_channel

Fault = Callable[[httpx.Request], httpx.Response]

BASE = "https://social.example"


class Network:
    """Keeps statuses like a Mastodon server without idempotency keys, and fails as it is told, once per fault."""

    def __init__(self) -> None:
        self.statuses: list[dict[str, Any]] = []
        self.uploads: list[str] = []  # ids of pictures
        self.uploading: list[Fault] = []
        self.before: list[Fault] = []  # the request never reaches the server
        self.after: list[Fault] = []  # the server has stored it, the answer is lost
        self.lookups: list[Fault] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST" and request.url.path == "/api/v1/statuses":
            return self._post(request)
        if request.url.path == "/api/v1/accounts/1/statuses":
            return self._list(request)
        if request.url.path == "/api/v2/media":
            return self._upload(request)
        return httpx.Response(404, json={"error": "Record not found"})

    def _post(self, request: httpx.Request) -> httpx.Response:
        if self.before:
            return self.before.pop(0)(request)
        wanted = _values(request)
        status: dict[str, Any] = {
            "id": str(len(self.statuses) + 1),
            "uri": f"{BASE}/statuses/{len(self.statuses) + 1}",
            "url": f"{BASE}/@kern/{len(self.statuses) + 1}",
            "created_at": datetime.now(UTC).isoformat(),
            "content": f"<p>{wanted['status']}</p>",
            "account": {"id": "1", "acct": "kern", "username": "kern", "display_name": "Kern", "url": BASE},
            "media_attachments": [{"id": name} for name in wanted.get("media_ids", [])],
            "in_reply_to_id": wanted.get("in_reply_to_id"),
            "visibility": "public",
            "mentions": [],
        }
        self.statuses.insert(0, status)
        if self.after:
            return self.after.pop(0)(request)
        return httpx.Response(200, json=status)

    def _upload(self, request: httpx.Request) -> httpx.Response:
        if self.uploading:
            return self.uploading.pop(0)(request)
        self.uploads.append(f"picture-{len(self.uploads) + 1}")
        return httpx.Response(200, json={"id": self.uploads[-1]})

    def _list(self, request: httpx.Request) -> httpx.Response:
        if self.lookups:
            return self.lookups.pop(0)(request)
        older_than = request.url.params.get("max_id")
        rows = [row for row in self.statuses if not older_than or int(row["id"]) < int(older_than)]
        return httpx.Response(200, json=rows)


def _values(request: httpx.Request) -> dict[str, Any]:
    if request.headers["content-type"].startswith("application/json"):
        found: dict[str, Any] = json.loads(request.content)
        return found
    return dict(httpx.QueryParams(request.content.decode()))


def answering(status: int, **body: str) -> Fault:
    return lambda _request: httpx.Response(status, json=body)


def refusing(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("Connection refused", request=request)


def silent(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("timed out", request=request)


@contextmanager
def scripted(network: Network) -> Iterator[Network]:
    def client() -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(network))

    with patch.object(http, "client", client):
        yield network


def social_channel(cast: Cast) -> Channel:
    channel = make_channel(cast.company, cast.amira, name="Social", network="mastodon")
    channel.credentials = {"base_url": BASE, "access_token": "secret", "account_id": "1"}
    channel.save()
    return channel
