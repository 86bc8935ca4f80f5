"""Mastodon and every server that speaks its client interface, in our words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import takewhile
from typing import Any, ClassVar
from urllib.parse import urlsplit

import httpx
import regex

from eigenstimme.connectors.mastodon import matching
from eigenstimme.connectors.mastodon.client import PAGE_SIZE, UNFINISHED, MastodonClient
from eigenstimme.connectors.mastodon.connect import MastodonConnect
from eigenstimme.connectors.mastodon.entities import (
    Entity,
    account_from,
    identifier,
    incoming_from,
    listed,
    parent_of,
    sent_from,
)
from eigenstimme.connectors.mastodon.limits import limits_from_settings
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Batch,
    Connect,
    Found,
    Handle,
    Incoming,
    Key,
    Limits,
    NeedsReconnect,
    NotSent,
    Picture,
    Post,
    Refused,
    Sent,
    Target,
    Unknowable,
    Video,
)

PROCESSING_STEPS = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0)
"""Seconds between the questions whether a server is done with a picture."""
VIDEO_STEPS = (*PROCESSING_STEPS, *(10.0,) * 9)
"""A video is coded anew there, which takes about as long as it lasts."""
PAGES = 3
"""Pages of forty asked for in one call; what is left waits for the next one, or cannot be known."""


_VISIBILITIES = frozenset({"public", "unlisted", "private", "direct", "local"})  # "local": Pleroma, forks


class MastodonConnector:
    """One account on one server."""

    name: ClassVar[str] = "mastodon"
    label: ClassVar[str] = "Mastodon"
    icon: ClassVar[str] = "mastodon"
    weekly_hours: ClassVar[int] = 2
    connect: ClassVar[Connect] = MastodonConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=1)
    notes: ClassVar[Sequence[str]] = ()
    limits: ClassVar[Limits] = limits_from_settings({})

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = MastodonClient(credentials["base_url"], http, credentials["access_token"])
        self._own_id = credentials["account_id"]
        self._domain = str(settings.get("domain") or urlsplit(credentials["base_url"]).netloc)

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return limits_from_settings(settings)

    def whoami(self) -> Account:
        try:
            with self._client.verify_credentials().reading() as account:
                return account_from(account, self._domain)
        except Refused as failure:
            # Nothing was sent that could be refused but the credentials; not every server says 401 to bad ones.
            sentence = _("The access is no longer valid. Please connect the channel again.")
            raise NeedsReconnect(sentence) from failure

    # --- Publishes ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """Upload the files and wait until they are ready. Unused, they vanish from a server in a day."""
        media: list[Picture | Video] = [*post.pictures, *post.videos]
        ids = [self._uploaded(medium, f"{key.uuid}-{n}") for n, medium in enumerate(media, 1)]
        return {"media_ids": " ".join(ids)} if ids else {}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        status: dict[str, Any] = {
            "status": _addressed(post),
            "visibility": _visibility(post),
            "language": post.language.partition("-")[0],
        }
        if media_ids := _media_ids(handle):
            status["media_ids"] = media_ids
        if post.reply_to:
            status["in_reply_to_id"] = post.reply_to.remote_id
        with self._client.create_status(status, key.uuid).reading() as created:
            return sent_from(created)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """Look through our own newest statuses, back to the time the publication came into being."""
        text, media_ids = _addressed(post), _media_ids(handle)
        is_it = partial(matching.is_same, post=post, key=key, text=text, media_ids=media_ids)
        seen: list[str] = [""]
        for _page in range(PAGES):
            with self._client.account_statuses(self._own_id, max_id=seen[-1]).reading() as page:
                statuses = listed(page)
                ids = [identifier(status["id"]) for status in statuses]
                if set(ids) <= set(seen):  # the end; or the server gives its newest again, whatever is asked
                    return _not_there(post) if len(ids) < PAGE_SIZE else Unknowable()
                if found := next(filter(is_it, statuses), None):
                    return sent_from(found)
                if matching.is_older(statuses[-1], key):
                    return _not_there(post)
            seen += ids
        return Unknowable()

    # --- Converses ---

    def fetch(self, cursor: str) -> Batch:
        """Mentions, to which answers to us belong, and what we answered elsewhere, on the telephone for instance.

        ``cursor`` holds the ids of the newest notification and of the newest status of our own.
        """
        seen, _space, own_seen = cursor.partition(" ")
        roots: dict[str, str] = {}
        mentions, seen = self._mentions(seen, roots)
        answers, own_seen = self._own_answers(own_seen, roots)
        messages = {message.remote_id: message for message in [*mentions, *answers]}
        in_order = sorted(messages.values(), key=lambda message: message.written_at)
        return Batch(in_order, f"{seen} {own_seen}")

    # --- Reacts ---

    def like(self, target: Target, key: Key) -> str:
        self._client.favourite(target.remote_id)
        return target.remote_id

    def unlike(self, target: Target, like_id: str) -> None:
        self._client.unfavourite(like_id)

    def _uploaded(self, medium: Picture | Video, name: str) -> str:
        # A name of its own: snac makes the media id from it (2026-11).
        answer = self._client.upload(medium, f"{name}.{medium.media_type.rpartition('/')[2]}")
        with answer.reading() as media:
            media_id = identifier(media["id"])
        if answer.status == httpx.codes.ACCEPTED:
            self._await_processing(media_id, VIDEO_STEPS if isinstance(medium, Video) else PROCESSING_STEPS)
        return media_id

    def _await_processing(self, media_id: str, steps: Sequence[float]) -> None:
        for seconds in steps:
            time.sleep(seconds)
            if self._client.media(media_id).status != httpx.codes.PARTIAL_CONTENT:
                return
        raise NotSent(_("The server is still working on the picture."), UNFINISHED)

    def _mentions(self, seen: str, roots: dict[str, str]) -> tuple[list[Incoming], str]:
        messages: list[Incoming] = []
        for _page in range(PAGES if seen else 1):
            with self._client.mentions(min_id=seen).reading() as page:
                entries = listed(page)
                messages += [self._incoming(each["status"], roots) for each in entries if _is_mention(each)]
                newest = identifier(entries[0]["id"]) if entries else seen
            if newest == seen:
                break
            seen = newest
        return messages, seen

    def _own_answers(self, seen: str, roots: dict[str, str]) -> tuple[list[Incoming], str]:
        with self._client.account_statuses(self._own_id, min_id=seen).reading() as page:
            # A server that ignores ``min_id`` begins with the newest all the same.
            new = list(takewhile(lambda status: identifier(status["id"]) != seen, listed(page)))
            answers = [self._incoming(status, roots) for status in new if parent_of(status)]
            return answers, identifier(new[0]["id"]) if new else seen

    def _incoming(self, status: Entity, roots: dict[str, str]) -> Incoming:
        root = self._root(status, roots)
        return incoming_from(status, thread_id=root, own_id=self._own_id, domain=self._domain)

    def _root(self, status: Entity, roots: dict[str, str]) -> str:
        """The first post of the thread, as far up as the server knows it. ``roots`` is filled on the way."""
        status_id, parent = identifier(status["id"]), parent_of(status)
        if not parent:
            return status_id
        if parent not in roots:
            parents = self._ancestors(status_id)
            roots |= dict.fromkeys([parent, *parents], _top(parent, parents))
        roots[status_id] = roots[parent]
        return roots[parent]

    def _ancestors(self, status_id: str) -> dict[str, str]:
        """The parent of everything above ``status_id``; nothing when the status is gone by now."""
        try:
            with self._client.context(status_id).reading() as context:
                return {identifier(each["id"]): parent_of(each) for each in listed(context["ancestors"])}
        except Refused:
            return {}


def _top(status_id: str, parents: Mapping[str, str]) -> str:
    for _step in parents:
        status_id = parents.get(status_id) or status_id
    return status_id


def _is_mention(entry: Entity) -> bool:
    """Some servers do not know the filter and send everything."""
    return entry["type"] == "mention" and bool(entry.get("status"))


def _media_ids(handle: Handle) -> list[str]:
    return handle.get("media_ids", "").split()


def _addressed(post: Post) -> str:
    """The text; an answer begins with the handle of whom it answers: the network does not add it."""
    acct = post.reply_to.extra.get("acct", "") if post.reply_to else ""
    if not acct or regex.search(rf"(?<![\w@])@{regex.escape(acct)}(?![\w@])", post.text, regex.IGNORECASE):
        return post.text
    return f"@{acct} {post.text}"


def _visibility(post: Post) -> str:
    """An answer is never more public than what it answers, even where a server knows a visibility of its own."""
    answered = post.reply_to.extra.get("visibility", "") if post.reply_to else ""
    return (answered if answered in _VISIBILITIES else "direct") if answered else "public"


def _not_there(post: Post) -> Found:
    """Some servers leave direct messages out of the list: then it says nothing about them."""
    return Unknowable() if _visibility(post) == "direct" else Absent()
