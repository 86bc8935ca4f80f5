"""Discord's API v10 in its own words (https://docs.discord.com/developers)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, Picture, Video

API = "https://discord.com/api/v10"
USER_AGENT = "DiscordBot (https://eigenstimme.example, 0.1)"
"""Requests without one of this form are turned away (reference, User Agent)."""
LOCKED_OUT = frozenset({50001, 50013, 10003, 10015, 40001})
"""Missing access or permissions, channel or webhook gone: a person has to let the bot in again."""
UNKNOWN_MESSAGE = 10008


class Gone(Exception):
    """The message is not there (any more)."""


class DiscordClient:
    """One bot."""

    def __init__(self, token: str, http: httpx.Client) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bot {token}", "User-Agent": USER_AGENT}

    def get(self, path: str, **params: Any) -> Answer:
        return self._answered(send(self._http, "GET", f"{API}/{path}", headers=self._headers, params=params))

    def create_message(
        self, channel: str, message: Mapping[str, Any], files: Sequence[Picture | Video]
    ) -> Answer:
        """The irreversible call. ``enforce_nonce`` makes the same one within minutes the same message."""
        url = f"{API}/channels/{channel}/messages"
        if not files:
            return self._answered(
                send(self._http, "POST", url, headers=self._headers, json=dict(message), once=True)
            )
        sent = {
            f"files[{n}]": (each.file_name, _content(each), each.media_type) for n, each in enumerate(files)
        }
        data = {"payload_json": json.dumps(message)}
        return self._answered(
            send(self._http, "POST", url, headers=self._headers, data=data, files=sent, once=True)
        )

    def edit_message(self, channel: str, message: str, content: str) -> Answer:
        url = f"{API}/channels/{channel}/messages/{message}"
        body = {"content": content, "allowed_mentions": {"parse": []}}
        return self._answered(send(self._http, "PATCH", url, headers=self._headers, json=body))

    def act(self, method: str, path: str) -> None:
        """Something that may be repeated and says nothing. Raises ``Gone``."""
        self._answered(send(self._http, method, f"{API}/{path}", headers=self._headers))

    def _answered(self, answer: Answer) -> Answer:
        if not answer.ok:
            raise _failure(answer)
        return answer


def _content(file: Picture | Video) -> bytes:
    return file.content if isinstance(file, Picture) else file.file.read_bytes()


def _failure(answer: Answer) -> ConnectorFailure | Gone:
    code, said, wait = _said(answer)
    if code == UNKNOWN_MESSAGE:
        return Gone()
    if answer.status == httpx.codes.TOO_MANY_REQUESTS and wait:
        return NotSent(_("The server asks us to wait before the next request."), timedelta(seconds=wait))
    if code in LOCKED_OUT:
        return NeedsReconnect(_("The bot may no longer write there. Please let it into the channel again."))
    return answer.failure(said)


def _said(answer: Answer) -> tuple[int, str, float]:
    """Code, reason and wait in seconds; a form that was refused names its fields further down."""
    try:
        body = answer.json()
        reasons = list(_reasons(body.get("errors") or {}))
        said = " ".join(reasons) or str(body.get("message") or "")
        return int(body.get("code") or 0), said, float(body.get("retry_after") or 0)
    except (ConnectorFailure, AttributeError, TypeError, ValueError):
        return 0, "", 0


def _reasons(errors: Any) -> Sequence[str]:
    if not isinstance(errors, dict):
        return []
    own = [str(each.get("message", "")) for each in errors.get("_errors", []) if isinstance(each, dict)]
    return [*own, *(said for name, inner in errors.items() if name != "_errors" for said in _reasons(inner))]
