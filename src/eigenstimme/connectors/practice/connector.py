"""The practice channel in our words: a network like the others, reached over HTTP, but our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors.practice.client import Client, File, Missing
from eigenstimme.connectors.practice.connect import PracticeConnect
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import graphemes
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Author,
    Batch,
    Connect,
    Found,
    Handle,
    Incoming,
    IncomingKind,
    Key,
    Limits,
    Post,
    Refused,
    Sent,
    Target,
)

MOST_PAGES = 20


class PracticeConnector:
    name: ClassVar[str] = "practice"
    label: ClassVar[str] = _("Practice channel")
    icon: ClassVar[str] = "graduation-cap"
    weekly_hours: ClassVar[int] = 0
    connect: ClassVar[Connect] = PracticeConnect()
    poll_every: ClassVar[timedelta] = timedelta(seconds=10)
    notes: ClassVar[Sequence[str]] = ()
    limits: ClassVar[Limits] = Limits(
        max_length=500,
        count=graphemes,
        count_name="graphemes",
        max_pictures=4,
        max_picture_bytes=8 * 1024 * 1024,
        tallest=(1, 2),
        widest=(2, 1),
        max_videos=1,
        max_video_bytes=20 * 1024 * 1024,
        captions=True,
        pictures_beside_video=True,
        threads=True,
        first_comment=True,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._wall = Client(http, credentials["base_url"], credentials["token"])

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        with self._wall.get("account/").reading() as wall:
            return Account(remote_id=wall["id"], name=wall["name"], handle=wall["handle"], url=wall["url"])

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        """Text and files at once. The network knows the key: sent twice, it is the same post."""
        if post.reply_to and (post.pictures or post.videos):
            raise Refused(_("A comment on the practice channel cannot carry pictures."))
        if post.reply_to:
            return self._answer(post, post.reply_to, key)
        fields: dict[str, str | list[str]] = {
            "key": key.uuid,
            "text": post.text,
            "alt": [picture.alt for picture in post.pictures],
            "video_alt": [video.alt for video in post.videos],
            "captions": [video.captions for video in post.videos],
        }
        files: list[tuple[str, File]] = [
            *(("picture", (each.file_name, each.content, each.media_type)) for each in post.pictures),
            *(("video", (each.file_name, each.file.read_bytes(), each.media_type)) for each in post.videos),
        ]
        with self._wall.post("posts/", fields, files, once=True).reading() as created:
            return _sent_post(created)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        try:
            if post.reply_to:
                with self._wall.get(f"comments/by-key/{key.uuid}/").reading() as found:
                    return _sent_comment(found)
            with self._wall.get(f"posts/by-key/{key.uuid}/").reading() as found:
                return _sent_post(found)
        except Missing:
            return Absent()

    def fetch(self, cursor: str) -> Batch:
        """Read what was written after the comment ``cursor``. At first that is all: walls are young."""
        messages: list[Incoming] = []
        for _page in range(MOST_PAGES):
            with self._wall.get(f"comments/?since={cursor or 0}").reading() as answer:
                found = [_incoming(comment) for comment in answer["comments"]]
                cursor = str(int(answer["comments"][-1]["id"])) if found else cursor
            messages += found
            if not found:
                break
        return Batch(messages, cursor)

    def like(self, target: Target, key: Key) -> str:
        self._wall.put(_like_path(target))
        return target.remote_id

    def unlike(self, target: Target, like_id: str) -> None:
        with suppress(Missing):
            self._wall.delete(_like_path(target))

    def _answer(self, post: Post, target: Target, key: Key) -> Sent:
        kind, _dash, number = target.remote_id.partition("-")
        place = {"post": number} if kind == "post" else {"post": target.extra["post"], "parent": number}
        fields: dict[str, str | list[str]] = {"key": key.uuid, "text": post.text, **place}
        with self._wall.post("comments/", fields, once=True).reading() as created:
            return _sent_comment(created)


def _sent_post(post: Mapping[str, Any]) -> Sent:
    return Sent(f"post-{int(post['id'])}", str(post["url"]))


def _sent_comment(comment: Mapping[str, Any]) -> Sent:
    return Sent(f"comment-{int(comment['id'])}", str(comment["url"]), {"post": str(comment["post"])})


def _incoming(comment: Mapping[str, Any]) -> Incoming:
    post, parent = f"post-{int(comment['post'])}", comment["parent"]
    return Incoming(
        remote_id=f"comment-{int(comment['id'])}",
        kind=IncomingKind.COMMENT,
        author=Author(remote_id=str(comment["author"]), name=comment["name"], handle=comment["name"]),
        text=comment["text"],
        written_at=datetime.fromisoformat(comment["written_at"]),
        url=comment["url"],
        thread_id=post,
        parent_id=f"comment-{int(parent)}" if parent else post,
        ours=bool(comment["ours"]),
        extra={"post": str(comment["post"])},
    )


def _like_path(target: Target) -> str:
    return f"comments/{target.remote_id.removeprefix('comment-')}/like/"
