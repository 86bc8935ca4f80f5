"""The Bot API in its own words (https://core.telegram.org/bots/api, 10.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, Picture, Refused, Video

API = "https://api.telegram.org"
PERSONAL = ("blocked by the user", "user is deactivated", "can't initiate conversation")
"""Why one person cannot be written to; every other 403 is about the bot itself."""

Parameters = Mapping[str, Any]


class TelegramClient:
    """One bot. Its token stands in every address, which therefore must never be shown or logged."""

    def __init__(self, token: str, http: httpx.Client) -> None:
        self._token, self._http = token, http

    def ask(self, method: str, parameters: Parameters, *, once: bool = False) -> Answer:
        return self._answered(send(self._http, "POST", self._url(method), json=dict(parameters), once=once))

    def upload(
        self, method: str, parameters: Parameters, files: Mapping[str, Picture | Video], *, once: bool
    ) -> Answer:
        """Like ``ask``, with files by the names under which ``parameters`` refer to them."""
        fields = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()
        }
        sent = {name: (file.file_name, _content(file), file.media_type) for name, file in files.items()}
        return self._answered(send(self._http, "POST", self._url(method), data=fields, files=sent, once=once))

    def updates(self, offset: int, kinds: Sequence[str]) -> Answer:
        """What happened from ``offset`` on; what lies before it is forgotten there."""
        return self.ask(
            "getUpdates", {"offset": offset, "limit": 100, "timeout": 0, "allowed_updates": list(kinds)}
        )

    def _url(self, method: str) -> str:
        return f"{API}/bot{self._token}/{method}"

    def _answered(self, answer: Answer) -> Answer:
        if not answer.ok:
            raise _failure(answer)
        return answer


def _content(file: Picture | Video) -> bytes:
    return file.content if isinstance(file, Picture) else file.file.read_bytes()


def _failure(answer: Answer) -> ConnectorFailure:
    """The description says more than the status (ResponseParameters, 2026-06)."""
    said, wait = _said(answer)
    if answer.status == httpx.codes.TOO_MANY_REQUESTS and wait:
        return NotSent(_("The server asks us to wait before the next request."), timedelta(seconds=wait))
    if answer.status == httpx.codes.FORBIDDEN and not any(words in said for words in PERSONAL):
        return NeedsReconnect(_("The bot may no longer post there. Please make it an administrator again."))
    if answer.status == httpx.codes.CONFLICT:
        return NotSent(
            _("Another program asks for this bot's messages. Please give Eigenstimme a bot of its own.")
        )
    return answer.failure(said)


def _said(answer: Answer) -> tuple[str, float]:
    try:
        body = answer.json()
        parameters = body.get("parameters") or {}
        return str(body.get("description") or ""), float(parameters.get("retry_after") or 0)
    except (ConnectorFailure, AttributeError, TypeError, ValueError):
        return "", 0


def is_refused_because(failure: Refused, *words: str) -> bool:
    return any(each in failure.reason for each in words)
