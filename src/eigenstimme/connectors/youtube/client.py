"""The Data API v3 in its own words (https://developers.google.com/youtube/v3/docs)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import regex

from eigenstimme.connectors import google
from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import NotSent, Refused, Video

API = "https://www.googleapis.com/youtube/v3"
UPLOAD = "https://www.googleapis.com/upload/youtube/v3"
PIECE = 8 * 1024 * 1024
"""Bytes sent in one request; a multiple of 256 KiB, as the protocol wants."""


class Gone(Refused):
    """What was asked for is not there (any more)."""


@dataclass(frozen=True)
class Standing:
    """How far an upload has come: the next byte it waits for, or the answer that says it is complete."""

    offset: int
    done: Answer | None = None


class YouTubeClient:
    def __init__(self, token: str, http: httpx.Client) -> None:
        self._headers, self._http = {"Authorization": f"Bearer {token}"}, http

    def get(self, path: str, **params: Any) -> Answer:
        return self._answered(send(self._http, "GET", f"{API}/{path}", headers=self._headers, params=params))

    def write(self, method: str, path: str, json: Any = None, *, once: bool = False, **params: Any) -> Answer:
        url = f"{API}/{path}"
        return self._answered(
            send(self._http, method, url, headers=self._headers, params=params, json=json, once=once)
        )

    def set_thumbnail(self, video: str, jpeg: bytes) -> None:
        headers = {**self._headers, "Content-Type": "image/jpeg"}
        params = {"videoId": video, "uploadType": "media"}
        url = f"{UPLOAD}/thumbnails/set"
        self._answered(send(self._http, "POST", url, headers=headers, params=params, content=jpeg))

    # --- uploading in pieces (https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol) ---

    def open_session(self, resource: Mapping[str, Any], video: Video) -> str:
        """The address the video is sent to. Nothing is there before its last byte has arrived."""
        headers = {
            **self._headers,
            "X-Upload-Content-Type": video.media_type,
            "X-Upload-Content-Length": str(video.size),
        }
        params = {"uploadType": "resumable", "part": "snippet,status"}
        answer = send(
            self._http, "POST", f"{UPLOAD}/videos", headers=headers, params=params, json=dict(resource)
        )
        self._answered(answer)
        where = httpx.URL(answer.location)
        if where.scheme != "https" or not f".{where.host}".endswith(".googleapis.com"):
            raise answer.malformed()  # our token goes nowhere else
        return str(where)

    def standing(self, session: str, size: int) -> Standing:
        """Ask the session how far it is. Raises ``Gone`` when it is forgotten there, after about a week."""
        return self._standing(self._put(session, b"", f"bytes */{size}"), size)

    def advance(self, session: str, video: Video, offset: int) -> int:
        """Send all but what fits into the last request; the byte that comes next."""
        while video.size - offset > PIECE:
            sent = self._put(
                session, _piece(video, offset), f"bytes {offset}-{offset + PIECE - 1}/{video.size}"
            )
            reached = self._standing(sent, video.size)
            if reached.done or reached.offset <= offset:
                raise NotSent(_("The video did not arrive whole. It is sent again."))
            offset = reached.offset
        return offset

    def complete(self, session: str, video: Video, offset: int) -> Answer:
        """Send the last piece, with which the video comes into being."""
        last = f"bytes {offset}-{video.size - 1}/{video.size}"
        reached = self._standing(self._put(session, _piece(video, offset), last, once=True), video.size)
        if reached.done is None:
            raise NotSent(_("The video did not arrive whole. It is sent again."))
        return reached.done

    def _put(self, session: str, content: bytes, stretch: str, *, once: bool = False) -> Answer:
        headers = {**self._headers, "Content-Range": stretch, "Content-Length": str(len(content))}
        return send(self._http, "PUT", session, headers=headers, content=content, once=once)

    def _standing(self, answer: Answer, size: int) -> Standing:
        if answer.status != httpx.codes.PERMANENT_REDIRECT:  # which here means "go on"
            return Standing(size, self._answered(answer))
        arrived = regex.fullmatch(r"bytes=0-(\d+)", answer.headers.get("range", ""))
        return Standing(int(arrived[1]) + 1 if arrived else 0)

    def _answered(self, answer: Answer) -> Answer:
        if answer.status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
            raise Gone(_("What was asked for is no longer there."))
        if not answer.ok:
            raise google.failure(answer)
        return answer


def _piece(video: Video, offset: int) -> bytes:
    with video.file.open("rb") as file:
        file.seek(offset)
        return file.read(PIECE)
