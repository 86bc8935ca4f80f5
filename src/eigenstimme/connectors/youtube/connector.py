"""A channel on YouTube: videos out, comments in and out, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
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
    Post,
    Refused,
    Sent,
    Target,
    Unknowable,
)
from eigenstimme.connectors.youtube import entities
from eigenstimme.connectors.youtube.client import Gone, YouTubeClient
from eigenstimme.connectors.youtube.connect import PROVIDER, YouTubeConnect, account_of

PAGE = 50
THREADS = 100
ANSWERS_ALONG = 5
"""Answers that come along with their thread; further ones are asked for."""
SKEW = timedelta(minutes=2)
"""Between our clock and theirs."""
LARGEST_THUMBNAIL = 2 * 1024 * 1024


class YouTubeConnector:
    name: ClassVar[str] = "youtube"
    label: ClassVar[str] = "YouTube"
    icon: ClassVar[str] = "youtube"
    weekly_hours: ClassVar[int] = 5
    connect: ClassVar[Connect] = YouTubeConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=5)
    notes: ClassVar[Sequence[str]] = (
        _(
            "Until Google has audited your project, YouTube keeps every video it uploads private. It costs nothing."
        ),
        _("Videos are declared as not made for children. Likes and captions cannot be set from here."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=5000,
        count=len,
        count_name="characters",
        max_bytes=5000,
        max_title_length=100,
        max_pictures=0,
        max_videos=1,
        video_types=frozenset({"video/mp4", "video/webm"}),
        max_video_seconds=12 * 60 * 60,
        needs_title=True,
        needs_media=True,
        first_comment=True,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = YouTubeClient(credentials["access_token"], http)
        self._credentials, self._http = credentials, http
        self._channel = credentials["channel"]

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        return account_of(self._client)

    # --- Prepares, Publishes ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """Send the video but for its last piece. Until that has arrived, YouTube has no video."""
        if post.reply_to or not post.videos:
            return {}
        if any(sign in post.title + post.text for sign in "<>"):
            raise Refused(_("YouTube allows neither < nor > in titles and descriptions."))
        video = post.videos[0]
        session = self._client.open_session(entities.resource(post), video)
        self._client.advance(session, video, 0)
        return {"session": session, "size": str(video.size)}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        if post.reply_to:
            return self._comment(post, post.reply_to)
        if not post.videos or "session" not in handle:
            raise Refused(_("YouTube only takes videos. Please choose one."))
        video, session = post.videos[0], handle["session"]
        try:
            standing = self._client.standing(session, video.size)
            done = standing.done
            if done is None:
                offset = self._client.advance(session, video, standing.offset)
                done = self._client.complete(session, video, offset)
        except Gone as gone:
            raise NotSent(_("The upload has run out at YouTube. It begins anew.")) from gone
        with done.reading() as created:
            sent = entities.sent_video(created["id"])
        if 0 < len(video.still) <= LARGEST_THUMBNAIL:
            with suppress(ConnectorFailure):  # only channels with a checked telephone number may set one
                self._client.set_thumbnail(sent.remote_id, video.still)
        return sent

    def _comment(self, post: Post, target: Target) -> Sent:
        thread = target.extra.get("thread", "")
        video = target.extra.get("video", "") if thread else target.remote_id
        words = {"textOriginal": post.text}
        snippet: dict[str, Any]
        if thread:
            path, snippet = "comments", {"parentId": thread, **words}
        else:
            path, snippet = "commentThreads", {"videoId": video, "topLevelComment": {"snippet": words}}
        answer = self._client.write("POST", path, {"snippet": snippet}, once=True, part="snippet")
        with answer.reading() as created:
            return entities.sent_comment(created, video)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """The session knows whether it made a video; when it is forgotten, our newest videos are looked through."""
        if post.reply_to:
            return self._find_comment(post, post.reply_to, key)
        if "session" in handle:
            with suppress(Gone):
                return self._from_session(handle["session"], int(handle["size"]))
        return self._find_video(post, key)

    def _from_session(self, session: str, size: int) -> Found:
        standing = self._client.standing(session, size)
        if standing.done:
            with standing.done.reading() as created:
                return entities.sent_video(created["id"])
        return Absent() if standing.offset < size else Unknowable()

    def _find_video(self, post: Post, key: Key) -> Found:
        uploads = f"UU{self._channel.removeprefix('UC')}"
        answer = self._client.get("playlistItems", part="snippet", playlistId=uploads, maxResults=PAGE)
        with answer.reading() as page:
            for item in page["items"]:
                snippet = item["snippet"]
                same = all(
                    str(snippet[name]).strip() == value for name, value in entities.words(post).items()
                )
                if same and entities.moment(snippet["publishedAt"]) >= key.created_at - SKEW:
                    return entities.sent_video(snippet["resourceId"]["videoId"])
        return Unknowable()

    def _find_comment(self, post: Post, target: Target, key: Key) -> Found:
        """Never absent: what waits for YouTube's own check is not listed."""
        thread = target.extra.get("thread", "")
        video = target.extra.get("video", "") if thread else target.remote_id
        for comment in self._answers(thread) if thread else self._first_comments(video):
            snippet = comment["snippet"]
            same = str(snippet.get("textOriginal") or snippet["textDisplay"]).strip() == post.text.strip()
            ours = entities.author_id(comment) == self._channel
            if same and ours and entities.moment(snippet["publishedAt"]) >= key.created_at - SKEW:
                return entities.sent_comment(comment, video)
        return Unknowable()

    # --- Edits, Deletes, Measures ---

    def edit(self, sent: Sent, post: Post, key: Key, handle: Handle) -> Sent:
        try:
            if sent.extra.get("kind") == "comment":
                comment = {"id": sent.remote_id, "snippet": {"textOriginal": post.text}}
                self._client.write("PUT", "comments", comment, part="snippet")
                return sent
            with self._client.get("videos", part="snippet", id=sent.remote_id).reading() as body:
                if not body["items"]:
                    raise Gone(_("What was asked for is no longer there."))
                # What is left out of a part is cleared there.
                kept = {
                    name: body["items"][0]["snippet"][name]
                    for name in ("categoryId", "tags", "defaultLanguage")
                    if name in body["items"][0]["snippet"]
                }
            video = {"id": sent.remote_id, "snippet": {**kept, **entities.words(post)}}
            self._client.write("PUT", "videos", video, part="snippet")
            return sent
        except Gone as gone:
            raise Refused(_("The video or comment is no longer there.")) from gone

    def delete(self, sent: Sent) -> None:
        path = "comments" if sent.extra.get("kind") == "comment" else "videos"
        with suppress(Gone):
            self._client.write("DELETE", path, id=sent.remote_id)

    def figures(self, sent: Sent) -> Figures:
        if sent.extra.get("kind") == "comment":
            return Figures()
        with self._client.get("videos", part="statistics", id=sent.remote_id).reading() as body:
            items = body["items"]
            return entities.figures_from(items[0]["statistics"]) if items else Figures()

    # --- Converses ---

    def fetch(self, cursor: str) -> Batch:
        """Comments under all our videos, among the hundred newest threads.

        ``cursor``: when the newest was written, and of long threads how many answers they had.
        """
        since, known = _read(cursor)
        answer = self._client.get(
            "commentThreads",
            part="snippet,replies",
            allThreadsRelatedToChannelId=self._channel,
            order="time",
            maxResults=THREADS,
            textFormat="plainText",
        )
        with answer.reading() as page:
            threads = list(page["items"])
            long = {
                entities.identifier(each["id"]): int(each["snippet"]["totalReplyCount"]) for each in threads
            }
            found = [message for thread in threads for message in self._heard(thread, since, known)]
        newest = max([each.written_at for each in found], default=since)
        return Batch(found, _written(newest, long))

    def _heard(
        self, thread: entities.Entity, since: datetime | None, known: Mapping[str, int]
    ) -> list[Incoming]:
        video = str(thread["snippet"].get("videoId") or "")
        if not video:
            return []
        comments, answers = entities.comments_of(thread), int(thread["snippet"]["totalReplyCount"])
        if answers > ANSWERS_ALONG and answers != known.get(str(thread["id"])):
            comments = [comments[0], *self._answers(str(thread["id"]))]
        messages = [entities.incoming_from(each, channel=self._channel, video=video) for each in comments]
        return [each for each in messages if since is None or each.written_at > since]

    def _answers(self, thread: str) -> list[entities.Entity]:
        answer = self._client.get(
            "comments", part="snippet", parentId=thread, maxResults=THREADS, textFormat="plainText"
        )
        with answer.reading() as page:
            return list(page["items"])

    def _first_comments(self, video: str) -> list[entities.Entity]:
        answer = self._client.get(
            "commentThreads",
            part="snippet",
            videoId=video,
            order="time",
            maxResults=THREADS,
            textFormat="plainText",
        )
        with answer.reading() as page:
            return [thread["snippet"]["topLevelComment"] for thread in page["items"]]

    # --- Expires ---

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        return oauth.expires_at(credentials)

    def refresh(self) -> Mapping[str, str]:
        return oauth.refresh(PROVIDER, self._credentials, self._http)


def _read(cursor: str) -> tuple[datetime | None, dict[str, int]]:
    since, _space, counts = cursor.partition(" ")
    pairs = (each.rsplit("=", 1) for each in counts.split())
    return entities.moment(since) if since else None, {thread: int(count) for thread, count in pairs}


def _written(newest: datetime | None, answers: Mapping[str, int]) -> str:
    long = [f"{thread}={count}" for thread, count in answers.items() if count > ANSWERS_ALONG]
    return " ".join([newest.isoformat() if newest else "", *long])
