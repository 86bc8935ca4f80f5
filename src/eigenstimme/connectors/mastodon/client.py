"""The Mastodon client interface, in its own words: one method per call, answers untouched.

Spoken by Mastodon, GoToSocial, Pleroma, Akkoma, snac and others. https://docs.joinmastodon.org/client/intro/
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, Picture, Video

UNFINISHED = timedelta(seconds=10)
"""After this a picture is asked for again."""

PAGE_SIZE = 40
"""Entries asked for at once, the most Mastodon gives of statuses."""

# Mastodon and GoToSocial; Pleroma
_TOO_FEW = ("scope", "insufficient permissions")
_NOT_SIGNED_IN = ("requires an authenticated user", "invalid credentials")
_UNKNOWN_PATH = frozenset({404, 405, 410})


class MastodonClient:
    """Talks to one server, as one account when ``token`` is given. Whatever is not 2xx raises."""

    def __init__(self, base_url: str, http: httpx.Client, token: str = "") -> None:
        self._base_url = base_url
        self._http = http
        self._headers = {"Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    # --- connecting ---

    def authorization_server(self) -> Answer:
        """RFC 8414 metadata (Mastodon 4.3, GoToSocial 0.18); fails on older servers."""
        return self._ask("GET", "/.well-known/oauth-authorization-server")

    def register(self, form: Mapping[str, str]) -> Answer:
        return self._ask("POST", "/api/v1/apps", data=form)

    def token(self, url: str, form: Mapping[str, str]) -> Answer:
        return _accepted(send(self._http, "POST", url, headers=self._headers, data=form))

    def verify_credentials(self) -> Answer:
        return self._ask("GET", "/api/v1/accounts/verify_credentials")

    def instance(self) -> Answer:
        """Version 2, or version 1 on servers that have only that (Pleroma before 2.5, snac)."""
        answer = self._send("GET", "/api/v2/instance")
        return answer if answer.ok else self._ask("GET", "/api/v1/instance")

    # --- publishing ---

    def upload(self, medium: Picture | Video, name: str) -> Answer:
        """Version 2 answers 202 while it still works on it; ``media`` tells when it is done."""
        answer = self._upload("/api/v2/media", medium, name)
        if answer.status in _UNKNOWN_PATH:
            answer = self._upload("/api/v1/media", medium, name)
        return _accepted(answer)

    def _upload(self, path: str, medium: Picture | Video, name: str) -> Answer:
        """A video is read from its file while it is sent."""
        with BytesIO(medium.content) if isinstance(medium, Picture) else medium.file.open("rb") as content:
            files: dict[str, Any] = {"file": (name, content, medium.media_type)}
            if isinstance(medium, Video) and medium.still:
                files["thumbnail"] = ("still.jpg", medium.still, "image/jpeg")
            return self._send("POST", path, data={"description": medium.alt}, files=files)

    def media(self, media_id: str) -> Answer:
        """206 while the server still works on it, 200 when it is ready."""
        return self._ask("GET", f"/api/v1/media/{_segment(media_id)}")

    def create_status(self, status: Mapping[str, Any], idempotency_key: str) -> Answer:
        """The one irreversible call. The key counts for an hour (Mastodon), six (Pleroma) or not at all."""
        headers = {"Idempotency-Key": idempotency_key}
        return self._ask("POST", "/api/v1/statuses", once=True, json=status, headers=headers)

    def account_statuses(self, account_id: str, *, max_id: str = "", min_id: str = "") -> Answer:
        """Without what was boosted, the newest first: the latest forty, or those next to ``max_id``, ``min_id``."""
        params = {"exclude_reblogs": "true", **_page(max_id=max_id, min_id=min_id)}
        return self._ask("GET", f"/api/v1/accounts/{_segment(account_id)}/statuses", params=params)

    # --- conversing ---

    def mentions(self, min_id: str = "") -> Answer:
        """The newest first: the latest forty, or the forty that follow ``min_id``."""
        params = {"types[]": "mention", **_page(min_id=min_id)}
        return self._ask("GET", "/api/v1/notifications", params=params)

    def context(self, status_id: str) -> Answer:
        return self._ask("GET", f"/api/v1/statuses/{_segment(status_id)}/context")

    def favourite(self, status_id: str) -> Answer:
        return self._ask("POST", f"/api/v1/statuses/{_segment(status_id)}/favourite")

    def unfavourite(self, status_id: str) -> Answer:
        return self._ask("POST", f"/api/v1/statuses/{_segment(status_id)}/unfavourite")

    def _ask(self, method: str, path: str, **request: Any) -> Answer:
        return _accepted(self._send(method, path, **request))

    def _send(self, method: str, path: str, **request: Any) -> Answer:
        headers = self._headers | request.pop("headers", {})
        return send(self._http, method, self._base_url + path, headers=headers, **request)


def _page(**boundaries: str) -> dict[str, str]:
    return {"limit": str(PAGE_SIZE), **{name: value for name, value in boundaries.items() if value}}


def _segment(remote_id: str) -> str:
    """``remote_id`` as one segment of a path, whatever a server chose to call its things."""
    return quote(remote_id, safe="")


def _accepted(answer: Answer) -> Answer:
    if answer.ok:
        return answer
    raise _failure(answer, _reason(answer))


def _failure(answer: Answer, reason: str) -> ConnectorFailure:
    """What the interface means by a status, where it differs from the rest of the world."""
    if answer.status == 422 and "finished processing" in reason:
        return NotSent(_("The server is still working on the picture."), UNFINISHED)
    words = reason.lower()
    if answer.status == 403 and any(said in words for said in _TOO_FEW):
        return NeedsReconnect(_("The permissions given are too few. Please connect the channel again."))
    if answer.status in {403, 422} and any(said in words for said in _NOT_SIGNED_IN):
        return NeedsReconnect(_("The access is no longer valid. Please connect the channel again."))
    return answer.failure(reason)


def _reason(answer: Answer) -> str:
    """``error_description`` (OAuth) or ``error``; "" when the body is something else."""
    try:
        body = answer.json()
    except ConnectorFailure:
        return ""
    words = (body.get("error_description") or body.get("error")) if isinstance(body, dict) else ""
    return words if isinstance(words, str) else ""
