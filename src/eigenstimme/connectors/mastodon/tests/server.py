"""A scripted server: answers from ``fixtures/``, everything that was asked written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import httpx

from eigenstimme.connectors.mastodon.connector import MastodonConnector
from eigenstimme.connectors.types import Key, Picture

BASE_URL = "https://mastodon.social"
CREDENTIALS = {"base_url": BASE_URL, "access_token": "ACCESS", "account_id": "14715"}
KEY = Key("0123456789abcdef0123456789abcdef", datetime(2019, 12, 8, 3, 0, tzinfo=UTC))
PICTURE = Picture(b"png", "image/png", "treppe.png", "Eine rote Treppe", 64, 48)

Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


def fixture(name: str) -> Any:
    return json.loads((files("eigenstimme.connectors.mastodon") / "fixtures" / f"{name}.json").read_text())


def says(body: Any, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=body, headers=headers)


@dataclass
class Server:
    """``answers`` by "METHOD /path", used up one by one; the last one stays. Everything else is 404."""

    answers: Mapping[str, Answer | list[Answer]]
    asked: list[httpx.Request] = field(default_factory=list)

    @property
    def http(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._answer))

    def connector(self, **settings: Any) -> MastodonConnector:
        return MastodonConnector(CREDENTIALS, {"domain": "mastodon.social", **settings}, self.http)

    def paths(self) -> list[str]:
        return [f"{request.method} {request.url.path}" for request in self.asked]

    def form(self, index: int = -1) -> dict[str, str]:
        return dict(httpx.QueryParams(self.asked[index].content.decode()))

    def body(self, index: int = -1) -> Any:
        return json.loads(self.asked[index].content)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.get(f"{request.method} {request.url.path}", says({"error": "Not Found"}, 404))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) else answer
