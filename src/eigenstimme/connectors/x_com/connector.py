"""An account on X, in our words."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Batch,
    Connect,
    ConnectorFailure,
    Figures,
    Found,
    Handle,
    Incoming,
    Key,
    Limits,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Refused,
    Sent,
    Unknowable,
    Video,
)
from eigenstimme.connectors.x_com import counting
from eigenstimme.connectors.x_com.client import SEGMENT, Duplicate, Gone, XClient
from eigenstimme.connectors.x_com.connect import PROVIDER, XConnect
from eigenstimme.connectors.x_com.posts import (
    account_from,
    figures_from,
    incoming_from,
    is_same,
    number,
    sent_from,
)

SKEW = timedelta(minutes=2)
"""Between our clock and theirs."""
PAGE, FIRST_PAGE, PAGES = 100, 20, 8
"""Mentions asked for at once, at first, and pages in one call: X gives 800 at most. Each one costs."""
LONGEST_PROCESSING = timedelta(minutes=2)
FIELDS = "author_id,conversation_id,created_at,entities,in_reply_to_user_id,referenced_tweets,attachments"
_GONE = _("The post is no longer there.")


class XConnector:
    name: ClassVar[str] = "x_com"
    label: ClassVar[str] = "X"
    icon: ClassVar[str] = "x_com"
    weekly_hours: ClassVar[int] = 4
    connect: ClassVar[Connect] = XConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=5)
    notes: ClassVar[Sequence[str]] = (
        _(
            "X charges your app for each post: about 1.5 US cents, with a web address in it 20; reading a mention costs"
            " half a cent (August 2026)."
        ),
        _("Programs may only answer people who have mentioned your account. X refuses every other answer."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=counting.LENGTH,
        count=counting.count,
        count_name="weighted",
        max_pictures=4,
        max_picture_bytes=5_000_000,
        max_alt_length=1000,
        max_videos=1,
        video_types=frozenset({"video/mp4", "video/webm"}),
        max_video_bytes=512_000_000,
        max_video_seconds=140,
        threads=True,
        first_comment=True,
        shapes=((16, 9), (1, 1), (4, 5)),
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = XClient(credentials["access_token"], http)
        self._credentials, self._http = credentials, http
        self._own_id, self._username = credentials["user_id"], credentials["username"]

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        fields = {"user.fields": "username,name,profile_image_url"}
        try:
            with self._client.get("users/me", **fields).reading() as body:
                return account_from(body["data"])
        except Gone as gone:
            raise Refused(_("X does not know this account any more.")) from gone

    # --- Prepares ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """Upload the files in pieces, with their alt texts, and wait until X has worked on them."""
        media: list[Picture | Video] = [*post.pictures, *post.videos]
        try:
            numbers = [self._uploaded(each) for each in media]
        except Gone as gone:
            raise NotSent(_("X lost the file while it was uploaded.")) from gone
        return {"media": " ".join(numbers)} if numbers else {}

    def _uploaded(self, medium: Picture | Video) -> str:
        is_video = isinstance(medium, Video)
        size = medium.size if isinstance(medium, Video) else len(medium.content)
        category = "tweet_video" if is_video else "tweet_image"
        with self._client.initialize(medium.media_type, size, category).reading() as body:
            media_id = number(body["data"]["id"])
        for index, piece in enumerate(_pieces(medium)):
            self._client.append(media_id, index, piece)
        with self._client.finalize(media_id).reading() as body:
            wait = _still_at_work(body["data"])
        self._await(media_id, wait)
        if medium.alt and not is_video:
            self._client.describe(media_id, medium.alt)
        return media_id

    def _await(self, media_id: str, wait: float | None) -> None:
        end = time.monotonic() + LONGEST_PROCESSING.total_seconds()
        while wait is not None:
            if time.monotonic() + wait > end:
                raise NotSent(_("The server is still working on the video."), timedelta(seconds=30))
            time.sleep(wait)
            with self._client.status(media_id).reading() as body:
                wait = _still_at_work(body["data"])

    # --- Publishes ---

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        theirs: dict[str, Any] = {"text": post.text} if post.text.strip() else {}
        if media := _media(handle):
            theirs["media"] = {"media_ids": media}
        if post.reply_to:
            theirs["reply"] = {"in_reply_to_tweet_id": post.reply_to.remote_id}
        try:
            with self._client.create_post(theirs).reading() as body:
                return sent_from(body["data"], self._username)
        except Duplicate as duplicate:
            return self._already_there(post, key, handle, duplicate)
        except Gone as gone:
            raise Refused(_("What is answered is no longer there.")) from gone

    def _already_there(self, post: Post, key: Key, handle: Handle, duplicate: Duplicate) -> Sent:
        """The same text soon again is refused: either it is this very publication, or an earlier one."""
        try:
            found = self.find_existing(post, key, handle)
        except ConnectorFailure as failure:
            raise OutcomeUnknown(_("X says that it has this text already.")) from failure
        if isinstance(found, Sent):
            return found
        if isinstance(found, Absent):
            raise Refused(
                _("X shows an earlier post of yours with this very text. Please change it a little.")
            ) from duplicate
        raise OutcomeUnknown(_("X says that it has this text already.")) from duplicate

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """Among our own posts since the publication came into being, at most a page of them."""
        since = (key.created_at - SKEW).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        asked = {"max_results": str(PAGE), "start_time": since, "exclude": "retweets", "tweet.fields": FIELDS}
        try:
            answer = self._client.get(f"users/{self._own_id}/tweets", **asked)
        except Gone:
            return Unknowable()
        with answer.reading() as body:
            complete = not body["meta"].get("next_token") and int(body["meta"]["result_count"]) < PAGE
            for each in body.get("data") or []:
                if is_same(each, post, _media(handle)):
                    return sent_from(each, self._username)
        return Absent() if complete else Unknowable()

    # --- Converses ---

    def fetch(self, cursor: str) -> Batch:
        """Mentions; an answer to us is one. ``cursor``: the newest that was read."""
        asked = {
            "max_results": str(PAGE if cursor else FIRST_PAGE),
            "tweet.fields": FIELDS,
            "expansions": "author_id",
            "user.fields": "name,username,profile_image_url",
            **({"since_id": cursor} if cursor else {}),
        }
        messages: list[Incoming] = []
        newest = cursor
        for _page in range(PAGES if cursor else 1):
            read, meta = self._mentions(asked)
            messages += read
            newest = str(max(int(newest or 0), int(meta.get("newest_id") or 0)) or "")
            if not meta.get("next_token"):
                break
            asked["pagination_token"] = str(meta["next_token"])
        return Batch(sorted(messages, key=lambda each: each.written_at), newest)

    def _mentions(self, asked: Mapping[str, str]) -> tuple[list[Incoming], Mapping[str, Any]]:
        try:
            answer = self._client.get(f"users/{self._own_id}/mentions", **asked)
        except Gone as gone:
            raise Refused(_("X does not know this account any more.")) from gone
        with answer.reading() as body:
            users = {str(each["id"]): each for each in (body.get("includes") or {}).get("users") or []}
            meta = dict(body["meta"])
            int(meta["result_count"])
            return [incoming_from(each, users, own_id=self._own_id) for each in body.get("data") or []], meta

    # --- Deletes, Measures ---

    def delete(self, sent: Sent) -> None:
        with suppress(Gone):
            self._client.delete_post(number(sent.remote_id))

    def figures(self, sent: Sent) -> Figures:
        """A post that is gone comes as an error beside 200."""
        try:
            answer = self._client.get(
                f"tweets/{number(sent.remote_id)}", **{"tweet.fields": "public_metrics"}
            )
        except Gone:
            return Figures()
        with answer.reading() as body:
            return figures_from(body["data"]) if "errors" not in body else Figures()

    # --- Expires ---

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        return oauth.expires_at(credentials)

    def refresh(self) -> Mapping[str, str]:
        """Every two hours; each refresh token counts once, and its successor has to be kept."""
        return oauth.refresh(PROVIDER, self._credentials, self._http)


def _media(handle: Handle) -> list[str]:
    return handle.get("media", "").split()


def _pieces(medium: Picture | Video) -> Iterator[bytes]:
    if isinstance(medium, Picture):
        yield from (medium.content[at : at + SEGMENT] for at in range(0, len(medium.content), SEGMENT))
        return
    with medium.file.open("rb") as content:
        while piece := content.read(SEGMENT):
            yield piece


def _still_at_work(media: Mapping[str, Any]) -> float | None:
    """Seconds to wait before the next question; None: it is ready. Raises ``Refused`` for what X cannot read."""
    at_work = media.get("processing_info")
    if not at_work or at_work["state"] == "succeeded":
        return None
    if at_work["state"] == "failed":
        raise Refused(_("X could not read the file."))
    return min(max(float(at_work.get("check_after_secs") or 1), 1), 30)
