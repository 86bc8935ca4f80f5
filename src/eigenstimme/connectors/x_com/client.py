"""X's API v2 in its own words (https://docs.x.com/x-api, OpenAPI 2.167)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NotSent

API = "https://api.x.com/2"
SEGMENT = 4 * 1024 * 1024
"""Bytes of one piece of an upload; five megabytes are the most."""
CREDITS = timedelta(hours=1)
"""After this an account without credit is asked again."""


class Gone(Exception):
    """The post is not there (any more)."""


class Duplicate(Exception):
    """X has this text of ours already."""


class XClient:
    """One account. Whatever is not 2xx raises."""

    def __init__(self, token: str, http: httpx.Client) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **params: str) -> Answer:
        return self._ask("GET", path, params=params)

    def create_post(self, post: Mapping[str, Any]) -> Answer:
        """The irreversible call."""
        return self._ask("POST", "tweets", json=dict(post), once=True)

    def delete_post(self, number: str) -> None:
        self._ask("DELETE", f"tweets/{number}")

    # --- files ---

    def initialize(self, media_type: str, size: int, category: str) -> Answer:
        body = {"media_type": media_type, "total_bytes": size, "media_category": category}
        return self._ask("POST", "media/upload/initialize", json=body)

    def append(self, number: str, index: int, content: bytes) -> None:
        files = {"media": ("piece", content, "application/octet-stream")}
        self._ask("POST", f"media/upload/{number}/append", data={"segment_index": str(index)}, files=files)

    def finalize(self, number: str) -> Answer:
        return self._ask("POST", f"media/upload/{number}/finalize")

    def status(self, number: str) -> Answer:
        return self.get("media/upload", command="STATUS", media_id=number)

    def describe(self, number: str, alt: str) -> None:
        body = {"id": number, "metadata": {"alt_text": {"text": alt}}}
        self._ask("POST", "media/metadata", json=body)

    def _ask(self, method: str, path: str, **more: Any) -> Answer:
        answer = send(self._http, method, f"{API}/{path}", headers=self._headers, **more)
        if answer.ok:
            return answer
        raise _failure(answer)


def _failure(answer: Answer) -> ConnectorFailure | Gone | Duplicate:
    kind, said = _said(answer)
    if answer.once and answer.status == httpx.codes.FORBIDDEN and "duplicate" in said.lower():
        return Duplicate()
    if answer.status in {404, 410}:
        return Gone()
    if answer.status == httpx.codes.PAYMENT_REQUIRED or kind in {"usage-capped", "credits"}:
        return NotSent(_("The credit of your app at X is used up. Please top it up there."), CREDITS)
    return answer.failure(said)


def _said(answer: Answer) -> tuple[str, str]:
    """The last word of the problem's type, and the reason."""
    try:
        body = answer.json()
        kind = str(body.get("type") or "").rpartition("/")[2]
        return kind, str(body.get("detail") or body.get("title") or "")
    except (ConnectorFailure, AttributeError):
        return "", ""
