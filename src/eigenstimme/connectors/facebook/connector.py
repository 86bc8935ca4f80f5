"""A Page on Facebook, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors import graph
from eigenstimme.connectors.facebook.client import COMMENTS_A_PAGE, FacebookClient
from eigenstimme.connectors.facebook.connect import FacebookConnect, account_from
from eigenstimme.connectors.facebook.nodes import (
    comment_from,
    figures_from,
    incoming_from,
    is_by,
    media_of,
    post_from,
    read,
    video_from,
)
from eigenstimme.connectors.graph import (
    Duplicate,
    Gone,
    Node,
    identifier,
    is_older,
    moment,
    page_of,
    same_words,
)
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
    Incoming,
    Key,
    Limits,
    NotSent,
    OutcomeUnknown,
    Post,
    Sent,
    Target,
    Unknowable,
)

PAGES = 3
"""Pages of a list asked for in one look; beyond that it cannot be known."""
FAILED = frozenset({"error", "expired", "upload_failed"})
"""Of a video that will never be public (video_status, 2026-11)."""
SOON = timedelta(minutes=1)


class FacebookConnector:
    name: ClassVar[str] = "facebook"
    label: ClassVar[str] = "Facebook"
    icon: ClassVar[str] = "facebook"
    weekly_hours: ClassVar[int] = 3
    connect: ClassVar[Connect] = FacebookConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=5)
    notes: ClassVar[Sequence[str]] = (
        _(
            "Facebook wants an app of your own at Meta. For your own Page it costs nothing and needs no review."
        ),
        _("Messages in Messenger do not come in here, and people without consent appear without their name."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=63206,
        count=utf16,
        count_name="utf16",
        max_pictures=10,
        picture_types=frozenset({"image/jpeg", "image/png"}),
        max_picture_bytes=4_000_000,
        max_videos=1,
        video_types=frozenset({"video/mp4"}),
        max_video_bytes=10_000_000_000,
        max_video_seconds=4 * 60 * 60,
        first_comment=True,
        keeps_unused=timedelta(hours=12),
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._page = credentials["page"]
        token, secret = credentials["access_token"], credentials["client_secret"]
        self._client = FacebookClient(self._page, token, secret, http)

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        with self._client.page().reading() as page:
            return account_from(page)

    # --- Prepares, Publishes ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """Upload what nobody sees yet. Unused photos vanish there in a day."""
        if post.videos:
            video, session = self._client.upload_video(post.videos[0])
            return {"video": video, "session": session}
        photos = [self._client.upload_photo(picture) for picture in post.pictures]
        return {"photos": " ".join(photos)} if photos else {}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        try:
            return self._published(post, handle)
        except Duplicate as refusal:
            return self._twin(post, key, handle, refusal)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """By the video's or the photos' own ids; a text by its words among what came since the publication."""
        if post.reply_to:
            return self._find_comment(post, post.reply_to, key)
        if handle.get("video"):
            return self._find_video(handle["video"])
        for page in self._client.own_posts(graph.since(key), PAGES):
            for node in page.nodes:
                if _is_it(node, post, key, handle):
                    return post_from(node)
            if not page.after:
                return Absent()
        return Unknowable()

    def _published(self, post: Post, handle: Handle) -> Sent:
        if post.reply_to:
            with self._client.publish_comment(_below(post.reply_to), post.text).reading() as node:
                return comment_from(node)
        if handle.get("session"):
            with self._client.publish_video(handle["session"], post.text).reading() as said:
                if said["success"] is not True:
                    raise ValueError(said)
            return self._shown(handle["video"])
        with self._client.publish_post(_form(post, handle)).reading() as node:
            return post_from(node)

    def _shown(self, video: str) -> Sent:
        """It is published; which post shows it is good to know, but may not be known yet."""
        with suppress(ConnectorFailure), self._client.video(video).reading() as node:
            return video_from(node, self._page)
        return video_from({"id": video}, self._page)

    def _twin(self, post: Post, key: Key, handle: Handle, refusal: Duplicate) -> Sent:
        """The network refused what it has already. If that is ours, it is this publication."""
        try:
            found = self.find_existing(post, key, handle)
        except ConnectorFailure as failure:
            raise OutcomeUnknown(failure.reason) from failure
        if isinstance(found, Sent):
            return found
        if isinstance(found, Absent):
            raise refusal
        raise OutcomeUnknown(refusal.reason) from refusal

    def _find_video(self, number: str) -> Found:
        with self._client.video(number).reading() as node:
            status = node.get("status") or {}
            if node.get("published") is True or _phase(status, "publishing_phase") in {
                "complete",
                "published",
            }:
                return video_from(node, self._page)
            if status.get("video_status") in FAILED:
                return Absent()
            if identifier(node["id"]) and _phase(status, "processing_phase") == "in_progress":
                raise NotSent(_("The network is still working on the video."), SOON)
        return Unknowable()

    def _find_comment(self, post: Post, target: Target, key: Key) -> Found:
        for page in self._client.comments(_below(target), PAGES, limit=100):
            for node in page.nodes:
                if is_older(node, key, name="created_time"):
                    return Absent()
                if is_by(node, self._page) and same_words(str(node.get("message") or ""), post.text):
                    return comment_from(node)
            if not page.after:
                return Absent()
        return Unknowable()

    # --- Edits, Deletes, Measures ---

    def edit(self, sent: Sent, post: Post, key: Key, handle: Handle) -> Sent:
        """The words only; pictures stay as they are. Facebook allows it for what this app posted."""
        if video := sent.extra.get("video"):
            self._client.change(video, {"description": post.text})
        else:
            self._client.change(sent.remote_id, {"message": post.text})
        return sent

    def delete(self, sent: Sent) -> None:
        with suppress(Gone):
            self._client.delete(sent.extra.get("video") or sent.remote_id)

    def figures(self, sent: Sent) -> Figures:
        try:
            with self._client.counts(sent.remote_id).reading() as node:
                views = self._client.insight(sent.remote_id, "post_media_view")
                reached = self._client.insight(sent.remote_id, "post_total_media_view_unique")
                clicks = self._client.insight(sent.remote_id, "post_clicks")
                return figures_from(node, views=views, reached=reached, clicks=clicks)
        except Gone:
            return Figures()

    # --- Converses, Reacts, Calls ---

    def fetch(self, cursor: str) -> Batch:
        """Comments on the newest 25 posts, and what others wrote on the Page. ``cursor``: up to when it was read."""
        seen = read(cursor)
        messages = [
            message for post in self._client.feed() for message in self._heard(post, seen, bool(cursor))
        ]
        in_order = sorted(messages, key=lambda message: message.written_at)
        newest = max([seen, *(message.written_at for message in in_order)])
        return Batch(in_order, newest.isoformat() if in_order or cursor else "")

    def _heard(self, post: Node, seen: datetime, further: bool) -> list[Incoming]:
        """From ``seen`` on, that very second included: two may be written in it."""
        below = post.get("comments") or {"data": []}
        nodes = [node for node in self._comments(identifier(post["id"]), below, seen, further) if _says(node)]
        if _says(post) and post.get("from") and not is_by(post, self._page):
            nodes.append(post)
        found = [incoming_from(node, page=self._page, post=post) for node in nodes]
        return [message for message in found if message.written_at >= seen]

    def _comments(self, post: str, below: Node, seen: datetime, further: bool) -> list[Node]:
        first = page_of(below)
        nodes, after = list(first.nodes), first.after
        if further and after and nodes and moment(nodes[-1]["created_time"]) >= seen:
            for page in self._client.comments(post, PAGES, limit=COMMENTS_A_PAGE * 4, after=after):
                nodes += page.nodes
                if page.nodes and moment(page.nodes[-1]["created_time"]) < seen:
                    break
        return nodes

    def like(self, target: Target, key: Key) -> str:
        self._client.like(target.remote_id)
        return target.remote_id

    def unlike(self, target: Target, like_id: str) -> None:
        with suppress(Gone):
            self._client.delete(f"{target.remote_id}/likes")

    @staticmethod
    def hear(call: Call, credentials: Mapping[str, str]) -> Heard:
        app_id, secret = credentials.get("client_id", ""), credentials.get("client_secret", "")
        return graph.hear(call, app_id=app_id, secret=secret)


def _form(post: Post, handle: Handle) -> dict[str, str]:
    photos = handle.get("photos", "").split()
    attached = {f"attached_media[{n}]": f'{{"media_fbid":"{photo}"}}' for n, photo in enumerate(photos)}
    return {"message": post.text, **attached}


def _below(target: Target) -> str:
    """Comments have two storeys: who answers an answer stands beside it."""
    return target.extra.get("top") or target.remote_id


def _is_it(node: Node, post: Post, key: Key, handle: Handle) -> bool:
    if is_older(node, key, name="created_time"):
        return False
    photos, shown = handle.get("photos", "").split(), media_of(node)
    if photos and shown:
        return not set(photos).isdisjoint(shown)
    return bool(photos) == bool(shown) and same_words(str(node.get("message") or ""), post.text)


def _says(node: Node) -> bool:
    return bool(node.get("message"))


def _phase(status: Node, name: str) -> str:
    return str((status.get(name) or {}).get("status") or "")
