"""A blog that says what it is told to, beside the recorded answers in ``fixtures/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from eigenstimme.connectors.wordpress.connector import WordPressConnector

FIXTURES = Path(__file__).parents[1] / "fixtures"
LINK = {"Link": '<https://blog.example/wp-json/>; rel="https://api.w.org/"'}


def recorded(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text())


def error(name: str) -> httpx.Response:
    said = recorded(f"error_{name}")
    return httpx.Response(said["data"]["status"], json=said)


class Blog:
    """Answers by method and path ("GET /wp-json/wp/v2/posts"); anything else is the theme's 404 page."""

    def __init__(self, answers: Mapping[str, httpx.Response]) -> None:
        self._answers = answers
        self.asked: list[httpx.Request] = []

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._answer))

    def connector(self) -> WordPressConnector:
        return WordPressConnector(recorded("credentials"), recorded("settings"), self.client())

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        said = self._answers.get(f"{request.method} {request.url.path}")
        return said or httpx.Response(404, html="<h1>Nothing here</h1>")
