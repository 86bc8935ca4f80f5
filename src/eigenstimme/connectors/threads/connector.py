"""A profile on Threads, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors import graph, oauth
from eigenstimme.connectors.containers import KEPT, PAUSES, PAUSES_FOR_VIDEOS
from eigenstimme.connectors.graph import Forbidden, Gone, Node, identifier, moment
from eigenstimme.connectors.text import emoji_bytes
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.threads.client import LASTING, ThreadsClient
from eigenstimme.connectors.threads.connect import ThreadsConnect, account_from
from eigenstimme.connectors.threads.nodes import figures_from, incoming_from, sent_from
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
    IncomingKind,
    Key,
    Limits,
    Picture,
    Post,
    Sent,
    Video,
)

WATCHED = 15
"""Posts whose conversations are read, the newest ones: each is a call of its own."""
PAGES = 3


class ThreadsConnector:
    name: ClassVar[str] = "threads"
    label: ClassVar[str] = "Threads"
    icon: ClassVar[str] = "threads"
    weekly_hours: ClassVar[int] = 2
    connect: ClassVar[Connect] = ThreadsConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=10)
    notes: ClassVar[Sequence[str]] = (
        _("Threads fetches the files from here, so this installation has to be reachable from the internet."),
        _(
            "What is out cannot be changed any more, only deleted. Answers come in for the newest fifteen posts."
        ),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=500,
        count=emoji_bytes,
        count_name="emoji_bytes",
        max_pictures=20,
        picture_types=frozenset({"image/jpeg", "image/png"}),
        max_picture_bytes=8_000_000,
        tallest=(1, 10),
        widest=(10, 1),
        max_alt_length=1000,
        max_videos=20,
        video_types=frozenset({"video/mp4"}),
        max_video_bytes=1_000_000_000,
        max_video_seconds=5 * 60,
        pictures_beside_video=True,
        threads=True,
        fetches_media=True,
        keeps_unused=KEPT,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._credentials, self._http = credentials, http
        self._username = credentials["username"]
        self._client = ThreadsClient(credentials["account"], credentials["access_token"], http)

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        with self._client.me().reading() as me:
            return account_from(me)

    # --- Prepares, Publishes ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """A container that has fetched its files, for a text and for an answer too."""
        media: list[Picture | Video] = [*post.pictures, *post.videos]
        pauses = PAUSES_FOR_VIDEOS if post.videos else PAUSES
        containers = self._client.containers
        whole = {"text": post.text} if post.text.strip() else {}
        if post.reply_to:
            whole["reply_to_id"] = post.reply_to.remote_id
        if len(media) > 1:
            parts = [containers.create({**_form(each), "is_carousel_item": "true"}) for each in media]
            containers.wait(parts, pauses)
            whole |= {"media_type": "CAROUSEL", "children": ",".join(parts)}
            pauses = PAUSES
        else:
            whole |= _form(media[0]) if media else {"media_type": "TEXT"}
        container = containers.create(whole)
        containers.wait([container], pauses)
        return {"container": container}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        with self._client.containers.publish(handle["container"]).reading() as made:
            number = identifier(made["id"])
        return self._shown(number)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        among = "replies" if post.reply_to else "threads"
        found = self._client.containers.find(post, key, handle, among=among)
        return found if isinstance(found, Absent) else sent_from(found, self._username)

    def _shown(self, number: str) -> Sent:
        """It is published; its address is good to know, but may not be known yet."""
        with suppress(ConnectorFailure), self._client.post(number).reading() as node:
            return sent_from(node, self._username)
        return sent_from({"id": number}, self._username)

    # --- Deletes, Measures ---

    def delete(self, sent: Sent) -> None:
        with suppress(Gone):
            self._client.delete(sent.remote_id)

    def figures(self, sent: Sent) -> Figures:
        try:
            with self._client.insights(sent.remote_id).reading() as body:
                return figures_from(body)
        except Gone:
            return Figures()

    # --- Converses, Calls, Expires ---

    def fetch(self, cursor: str) -> Batch:
        """Answers to our newest posts, and mentions. ``cursor``: up to when they were read."""
        seen = datetime.fromisoformat(cursor) if cursor else datetime.fromtimestamp(0, UTC)
        found = {}
        with suppress(Forbidden):  # mentions want a permission of their own
            for node in self._client.mentions():
                found[identifier(node["id"])] = incoming_from(node, IncomingKind.MENTION, self._username)
        for post in self._client.own_posts(WATCHED):
            root = identifier(post["id"])
            for node in self._answers(root, seen, further=bool(cursor)) if post.get("has_replies") else []:
                answer = incoming_from(node, IncomingKind.REPLY, self._username, root=root)
                found[answer.remote_id] = answer
        new = sorted(
            (each for each in found.values() if each.written_at >= seen), key=lambda each: each.written_at
        )
        return Batch(new, new[-1].written_at.isoformat() if new else cursor)

    def _answers(self, post: str, seen: datetime, *, further: bool) -> list[Node]:
        nodes: list[Node] = []
        for page in self._client.conversation(post, PAGES if further else 1):
            nodes += page.nodes
            if page.nodes and moment(page.nodes[-1]["timestamp"]) < seen:
                break
        return nodes

    @staticmethod
    def hear(call: Call, credentials: Mapping[str, str]) -> Heard:
        app_id, secret = credentials.get("client_id", ""), credentials.get("client_secret", "")
        return graph.hear(call, app_id=app_id, secret=secret)

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        return oauth.expires_at(credentials)

    def refresh(self) -> Mapping[str, str]:
        return LASTING.refresh(self._credentials, self._http)


def _form(medium: Picture | Video) -> dict[str, str]:
    if isinstance(medium, Video):
        return {"media_type": "VIDEO", "video_url": medium.url, "alt_text": medium.alt}
    return {"media_type": "IMAGE", "image_url": medium.url, "alt_text": medium.alt}
