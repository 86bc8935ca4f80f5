"""A text channel on a Discord server, written to by a bot, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import quote

import httpx

from eigenstimme.connectors.discord.client import DiscordClient, Gone
from eigenstimme.connectors.discord.connect import DiscordConnect
from eigenstimme.connectors.discord.messages import (
    Message,
    account_from,
    figures_from,
    incoming_from,
    sent_from,
    snowflake,
)
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Batch,
    Connect,
    Figures,
    Found,
    Handle,
    Incoming,
    Key,
    Limits,
    Picture,
    Post,
    Refused,
    Sent,
    Target,
    Unknowable,
    Video,
)

PAGE = 100
SKEW = timedelta(minutes=2)
"""Between our clock and theirs."""
LIKE = quote("👍")


class DiscordConnector:
    name: ClassVar[str] = "discord"
    label: ClassVar[str] = "Discord"
    icon: ClassVar[str] = "discord"
    weekly_hours: ClassVar[int] = 2
    connect: ClassVar[Connect] = DiscordConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=1)
    notes: ClassVar[Sequence[str]] = (
        _("Of figures Discord tells only reactions. A bot posts under its own name, never under a person’s."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=2000,
        count=len,
        count_name="characters",
        max_pictures=10,
        max_picture_bytes=10 * 1024 * 1024,
        max_alt_length=1024,
        max_videos=10,
        max_video_bytes=10 * 1024 * 1024,
        pictures_beside_video=True,
        threads=True,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = DiscordClient(credentials["token"], http)
        self._channel, self._guild = credentials["channel"], credentials["guild"]
        self._bot_id = credentials["bot_id"]

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        with self._client.get(f"channels/{self._channel}").reading() as channel:
            return account_from(channel)

    # --- Publishes ---

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        """One call with its files. Nobody is notified by "@everyone", whatever the text says."""
        files: list[Picture | Video] = [*post.pictures, *post.videos]
        message: dict[str, Any] = {
            "content": post.text,
            "allowed_mentions": {"parse": []},
            "nonce": key.uuid[:25],
            "enforce_nonce": True,
        }
        if files:
            message["attachments"] = [{"id": n, "description": each.alt} for n, each in enumerate(files)]
        if post.reply_to:
            message["message_reference"] = {"message_id": post.reply_to.remote_id, "fail_if_not_exists": True}
        try:
            with self._client.create_message(self._channel, message, files).reading() as created:
                return sent_from(created, self._guild)
        except Gone as gone:
            raise Refused(_("The message that is answered is no longer there.")) from gone

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """Among what was written in the channel since the publication came into being, at most a page of it."""
        after = snowflake(key.created_at - SKEW)
        with self._client.get(
            f"channels/{self._channel}/messages", after=after, limit=PAGE
        ).reading() as page:
            messages = _listed(page)
            for message in messages:
                if self._is_it(message, post, key):
                    return sent_from(message, self._guild)
            return Absent() if len(messages) < PAGE else Unknowable()

    def _is_it(self, message: Message, post: Post, key: Key) -> bool:
        if str(message["author"]["id"]) != self._bot_id:
            return False
        if str(message.get("nonce") or "") == key.uuid[:25]:
            return True
        files = len(post.pictures) + len(post.videos)
        same = str(message["content"]).strip() == post.text.strip()
        return same and len(message.get("attachments") or []) == files and _answered(message) == _parent(post)

    # --- Edits, Deletes, Measures ---

    def edit(self, sent: Sent, post: Post, key: Key, handle: Handle) -> Sent:
        try:
            with self._client.edit_message(self._channel, sent.remote_id, post.text).reading() as changed:
                return sent_from(changed, self._guild)
        except Gone as gone:
            raise Refused(_("The message is no longer there.")) from gone

    def delete(self, sent: Sent) -> None:
        with suppress(Gone):
            self._client.act("DELETE", f"channels/{self._channel}/messages/{sent.remote_id}")

    def figures(self, sent: Sent) -> Figures:
        try:
            with self._client.get(f"channels/{self._channel}/messages/{sent.remote_id}").reading() as message:
                return figures_from(message)
        except Gone:
            return Figures()

    # --- Converses ---

    def fetch(self, cursor: str) -> Batch:
        """What people answer to us, and where they mention the bot. Other talk in the channel is not ours.

        ``cursor``: the newest message that was read. At first only the newest page is.
        """
        since = {"after": cursor} if cursor else {}
        with self._client.get(f"channels/{self._channel}/messages", limit=PAGE, **since).reading() as page:
            messages = sorted(_listed(page), key=lambda each: int(each["id"]))
            found = [incoming for each in messages if (incoming := self._heard(each))]
            newest = str(int(messages[-1]["id"])) if messages else cursor
        return Batch(found, newest)

    def _heard(self, message: Message) -> Incoming | None:
        answered = message.get("referenced_message") or {}
        to_us = str((answered.get("author") or {}).get("id", "")) == self._bot_id
        mentioned = self._bot_id in {str(each["id"]) for each in message.get("mentions") or []}
        if not message["content"] or not (to_us or mentioned):
            return None
        root = str(int(answered["id"])) if to_us else str(int(message["id"]))
        return incoming_from(message, guild=self._guild, bot_id=self._bot_id, root=root)

    # --- Reacts ---

    def like(self, target: Target, key: Key) -> str:
        self._react("PUT", target.remote_id)
        return target.remote_id

    def unlike(self, target: Target, like_id: str) -> None:
        self._react("DELETE", like_id)

    def _react(self, method: str, message: str) -> None:
        with suppress(Gone):
            self._client.act(method, f"channels/{self._channel}/messages/{message}/reactions/{LIKE}/@me")


def _listed(page: Any) -> list[Message]:
    if not isinstance(page, list):
        raise TypeError("messages come as a list")
    return page


def _parent(post: Post) -> str:
    return post.reply_to.remote_id if post.reply_to else ""


def _answered(message: Message) -> str:
    return str((message.get("message_reference") or {}).get("message_id") or "")
