"""A server that says what it is told to, beside the recorded answers in ``fixtures/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from eigenstimme.connectors.bluesky.connector import BlueskyConnector

FIXTURES = Path(__file__).parents[1] / "fixtures"

Said = httpx.Response | Exception


def recorded(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text())


def error(name: str) -> httpx.Response:
    """One of the recorded errors."""
    said = recorded("errors")[name]
    return httpx.Response(said["status"], json=said["body"])


def ok(name: str, **changes: Any) -> httpx.Response:
    return httpx.Response(200, json={**recorded(name), **changes})


class Server:
    """Answers by the name of the method; a list is said one after the other, its last answer for ever."""

    def __init__(self, answers: Mapping[str, Said | list[Said]]) -> None:
        self._answers = {
            name: list(said) if isinstance(said, list) else [said] for name, said in answers.items()
        }
        self.asked: list[httpx.Request] = []
        self.http = httpx.Client(transport=httpx.MockTransport(self._answer))

    def connector(self) -> BlueskyConnector:
        return BlueskyConnector(recorded("credentials"), {}, self.http)

    def methods(self) -> list[str]:
        return [_method(request) for request in self.asked]

    def body(self, method: str) -> Any:
        """What was sent with the last call of ``method``."""
        return json.loads([request for request in self.asked if _method(request) == method][-1].content)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answers = self._answers[_method(request)]
        said = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(said, Exception):
            raise said
        return httpx.Response(said.status_code, headers=said.headers, content=said.content)


def _method(request: httpx.Request) -> str:
    return request.url.path.rpartition(".")[2]
