"""TikTok's interface v2 in its own words (https://developers.tiktok.com/doc/content-posting-api-get-started)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from eigenstimme.connectors.http import Answer, doubt, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, Refused, Video

API = "https://open.tiktokapis.com/v2"
PIECE = 10_000_000
"""Bytes of a piece, between 5 and 64 MB; the last one takes the rest."""
A_DAY = timedelta(days=1)

SENTENCES = {
    "unaudited_client_can_only_post_to_private_accounts": _(
        "Until TikTok has audited your app it only posts to private accounts, visible to yourselves alone."
    ),
    "url_ownership_unverified": _(
        "TikTok fetches pictures only from an address you have proved to be yours, in the settings of your app there."
    ),
    "privacy_level_option_mismatch": _("This account does not allow posts for the people you have chosen."),
    "spam_risk_user_banned_from_posting": _("TikTok has barred this account from posting."),
    "spam_risk_text": _("TikTok takes this text for spam. Please change it."),
    "file_format_check_failed": _("TikTok does not take this kind of file."),
    "duration_check_failed": _("The video is too short or too long for TikTok."),
    "frame_rate_check_failed": _("The video has too few or too many pictures a second for TikTok."),
    "picture_size_check_failed": _("TikTok does not take files of this size in pixels."),
}
TOMORROW = frozenset({"spam_risk_too_many_posts", "reached_active_user_cap"})
LOST = frozenset({"access_token_invalid", "scope_not_authorized", "scope_permission_missed", "auth_removed"})


class TikTokClient:
    def __init__(self, token: str, http: httpx.Client) -> None:
        self._headers, self._http = {"Authorization": f"Bearer {token}"}, http

    def user(self) -> Answer:
        fields = "open_id,display_name,username,avatar_url"
        return self._said_ok(
            send(self._http, "GET", f"{API}/user/info/", headers=self._headers, params={"fields": fields})
        )

    def ask(self, path: str, body: Mapping[str, Any], *, once: bool = False, **params: str) -> Answer:
        return self._said_ok(
            send(
                self._http,
                "POST",
                f"{API}/{path}/",
                headers=self._headers,
                params=params or None,
                json=dict(body),
                once=once,
            )
        )

    def upload(self, address: str, video: Video, number: int, *, once: bool = False) -> None:
        """One piece, counted from 0. With the last one TikTok begins to publish."""
        first = number * PIECE
        last = video.size - 1 if number == count(video) - 1 else first + PIECE - 1
        with video.file.open("rb") as file:
            file.seek(first)
            content = file.read(last - first + 1)
        headers = {"Content-Type": video.media_type, "Content-Range": f"bytes {first}-{last}/{video.size}"}
        answer = send(self._http, "PUT", address, headers=headers, content=content, once=once)
        if answer.status in (httpx.codes.FORBIDDEN, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE):
            raise NotSent(_("The upload has run out at TikTok. It begins anew."))
        if not answer.ok:
            raise answer.failure()

    def _said_ok(self, answer: Answer) -> Answer:
        """The code says what happened, also beside a status of 200."""
        try:
            error = answer.json()["error"]
            code, message = str(error["code"]), str(error.get("message") or "")
        except (ConnectorFailure, LookupError, TypeError, AttributeError) as unclear:
            raise (answer.malformed() if answer.ok else answer.failure()) from unclear
        if answer.ok and code == "ok":
            return answer
        raise _failure(code, message, answer)


def count(video: Video) -> int:
    return max(1, video.size // PIECE)


def refusal(code: str, message: str = "") -> Refused:
    return Refused(SENTENCES.get(code) or message or code)


def _failure(code: str, message: str, answer: Answer) -> ConnectorFailure:
    if code in LOST:
        return NeedsReconnect(_("The access is no longer valid. Please connect the channel again."))
    if code in TOMORROW:
        return NotSent(_("TikTok takes no more posts today. It goes on tomorrow."), A_DAY)
    if code == "rate_limit_exceeded" and answer.status != httpx.codes.TOO_MANY_REQUESTS:
        return NotSent(_("The server asks us to wait before the next request."), timedelta(minutes=1))
    if answer.ok and code.startswith("internal"):
        return doubt(_("The server reported an error of its own."), once=answer.once)
    if answer.ok or answer.status in (httpx.codes.BAD_REQUEST, httpx.codes.FORBIDDEN):
        return refusal(code, message)
    return answer.failure(message)
