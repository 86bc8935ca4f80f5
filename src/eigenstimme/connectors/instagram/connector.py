"""A professional account on Instagram, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors import graph, oauth
from eigenstimme.connectors.containers import KEPT, PAUSES, PAUSES_FOR_VIDEOS
from eigenstimme.connectors.graph import Gone, Node, identifier, is_older, same_words
from eigenstimme.connectors.instagram.client import LASTING, InstagramClient, media_form
from eigenstimme.connectors.instagram.connect import InstagramConnect, account_from
from eigenstimme.connectors.instagram.nodes import comment_from, incoming_from, is_by, post_from
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import utf16
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Batch,
    Call,
    Connect,
    ConnectorFailure,
    Figures,
    Found,
    Handle,
    Heard,
    Key,
    Limits,
    Picture,
    Post,
    Sent,
    Target,
    Unknowable,
    Video,
)


class InstagramConnector:
    name: ClassVar[str] = "instagram"
    label: ClassVar[str] = "Instagram"
    icon: ClassVar[str] = "instagram"
    weekly_hours: ClassVar[int] = 3
    connect: ClassVar[Connect] = InstagramConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=5)
    notes: ClassVar[Sequence[str]] = (
        _(
            "Instagram fetches the files from here, so this installation has to be reachable from the internet."
        ),
        _("What is out can be neither changed nor deleted from here, and direct messages do not come in."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=2200,
        count=utf16,
        count_name="utf16",
        max_pictures=10,
        picture_types=frozenset({"image/jpeg"}),
        max_picture_bytes=8_000_000,
        tallest=(4, 5),
        widest=(191, 100),
        shapes=((1, 1), (4, 5), (191, 100)),
        max_alt_length=1000,
        max_videos=10,
        video_types=frozenset({"video/mp4"}),
        max_video_bytes=300_000_000,
        max_video_seconds=15 * 60,
        pictures_beside_video=True,
        first_comment=True,
        fetches_media=True,
        needs_media=True,
        keeps_unused=KEPT,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._credentials, self._http = credentials, http
        self._username = credentials["username"]
        self._client = InstagramClient(credentials["account"], credentials["access_token"], http)

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        with self._client.me().reading() as me:
            return account_from(me)

    # --- Prepares, Publishes ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """A container that has fetched its files. A comment needs none."""
        if post.reply_to:
            return {}
        media: list[Picture | Video] = [*post.pictures, *post.videos]
        containers = self._client.containers
        pauses = PAUSES_FOR_VIDEOS if post.videos else PAUSES
        if len(media) == 1:
            kind = {"media_type": "REELS", "share_to_feed": "true"} if post.videos else {}
            container = containers.create({**_form(media[0]), **kind, "caption": post.text})
            containers.wait([container], pauses)
            return {"container": container}
        parts = [containers.create({**_form(each), **_part(each)}) for each in media]
        containers.wait(parts, pauses)
        whole = {"media_type": "CAROUSEL", "children": ",".join(parts), "caption": post.text}
        container = containers.create(whole)
        containers.wait([container], PAUSES)
        return {"container": container}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        if post.reply_to:
            below, path = _place(post.reply_to)
            with self._client.publish_comment(path, post.text).reading() as made:
                return comment_from(made, below, self._username)
        with self._client.containers.publish(handle["container"]).reading() as made:
            number = identifier(made["id"])
        return self._shown(number)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        if post.reply_to:
            return self._find_comment(post, post.reply_to, key)
        found = self._client.containers.find(post, key, handle)
        return found if isinstance(found, Absent) else post_from(found, self._username)

    def _shown(self, number: str) -> Sent:
        """It is published; its address is good to know, but may not be known yet."""
        with suppress(ConnectorFailure), self._client.post(number).reading() as node:
            return post_from(node, self._username)
        return post_from({"id": number}, self._username)

    def _find_comment(self, post: Post, target: Target, key: Key) -> Found:
        """Among the newest fifty; when all of these are newer than the publication, it cannot be known."""
        below, path = _place(target)
        page = self._client.comments(path)
        for node in page.nodes:
            if not is_older(node, key) and self._is_ours(node, post.text):
                return comment_from(node, below, self._username)
        return (
            Unknowable() if page.after and not any(is_older(node, key) for node in page.nodes) else Absent()
        )

    def _is_ours(self, node: Node, text: str) -> bool:
        return is_by(node, self._username) and same_words(str(node.get("text") or ""), text)

    # --- Measures, Converses, Calls, Expires ---

    def figures(self, sent: Sent) -> Figures:
        try:
            with self._client.counts(sent.remote_id).reading() as node:
                likes, comments = node.get("like_count"), node.get("comments_count")
                return Figures(
                    views=self._client.insight(sent.remote_id, "views"),
                    reached=self._client.insight(sent.remote_id, "reach"),
                    likes=None if likes is None else int(likes),
                    comments=None if comments is None else int(comments),
                    shares=self._client.insight(sent.remote_id, "shares"),
                )
        except Gone:
            return Figures()

    def fetch(self, cursor: str) -> Batch:
        """Comments on the newest 25 posts and their answers. ``cursor``: up to when they were read."""
        seen = datetime.fromisoformat(cursor) if cursor else datetime.fromtimestamp(0, UTC)
        posts = self._client.posts_with_comments()
        found = [message for post in posts for message in incoming_from(post, self._username)]
        new = sorted((each for each in found if each.written_at >= seen), key=lambda each: each.written_at)
        return Batch(new, new[-1].written_at.isoformat() if new else cursor)

    @staticmethod
    def hear(call: Call, credentials: Mapping[str, str]) -> Heard:
        app_id, secret = credentials.get("client_id", ""), credentials.get("client_secret", "")
        return graph.hear(call, app_id=app_id, secret=secret)

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        return oauth.expires_at(credentials)

    def refresh(self) -> Mapping[str, str]:
        return LASTING.refresh(self._credentials, self._http)


def _form(medium: Picture | Video) -> Mapping[str, str]:
    return media_form(medium.url, is_video=isinstance(medium, Video), alt=medium.alt)


def _part(medium: Picture | Video) -> Mapping[str, str]:
    return {"is_carousel_item": "true", **({"media_type": "VIDEO"} if isinstance(medium, Video) else {})}


def _place(target: Target) -> tuple[str, str]:
    """The comment an answer stands under and where it is written; nothing and the post for a comment on that."""
    below = target.extra.get("below", "")
    return below, f"{below}/replies" if below else f"{target.remote_id}/comments"
