"""A channel on Telegram, and the discussion that belongs to it, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors.telegram.client import TelegramClient, is_refused_because
from eigenstimme.connectors.telegram.connect import TelegramConnect, account_from
from eigenstimme.connectors.telegram.messages import (
    Message,
    forwarded_post,
    incoming_from,
    parsed,
    root_of,
    sent_from,
)
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import utf16
from eigenstimme.connectors.types import (
    Account,
    Batch,
    Connect,
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

KINDS = ("message",)
"""What is asked for: comments in the discussion group and messages to the bot. Others do not concern us."""
ROOTS_KEPT = 60
"""Posts whose discussions are remembered in the cursor, the newest ones."""


class TelegramConnector:
    name: ClassVar[str] = "telegram"
    label: ClassVar[str] = "Telegram"
    icon: ClassVar[str] = "telegram"
    weekly_hours: ClassVar[int] = 2
    connect: ClassVar[Connect] = TelegramConnect()
    poll_every: ClassVar[timedelta] = timedelta(seconds=30)
    notes: ClassVar[Sequence[str]] = (
        _("Telegram cannot say afterwards whether a post arrived: after a broken connection a person looks."),
        _("It tells bots no figures, and pictures there have no alt text."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=4096,
        max_length_with_media=1024,
        count=utf16,
        count_name="utf16",
        max_pictures=10,
        picture_types=frozenset({"image/jpeg", "image/png", "image/webp"}),
        max_picture_bytes=10_000_000,
        max_picture_side=5000,
        tallest=(1, 20),
        widest=(20, 1),
        max_videos=10,
        video_types=frozenset({"video/mp4"}),
        max_video_bytes=50_000_000,
        pictures_beside_video=True,
        threads=True,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = TelegramClient(credentials["token"], http)
        self._chat, self._bot_id = int(credentials["chat"]), int(credentials["bot_id"])

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        with self._client.ask("getChat", {"chat_id": self._chat}).reading() as body:
            return account_from(body["result"])

    # --- Publishes ---

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        """One call, whatever it carries: files go along with it."""
        where: dict[str, Any] = {"chat_id": self._chat, **_answering(post.reply_to)}
        media: list[Picture | Video] = [*post.pictures, *post.videos]
        if not media:
            answer = self._client.ask("sendMessage", {**where, "text": post.text}, once=True)
        elif len(media) == 1:
            method, kind = ("sendPhoto", "photo") if post.pictures else ("sendVideo", "video")
            caption = {**where, "caption": post.text}
            answer = self._client.upload(method, caption, {kind: media[0]}, once=True)
        else:
            files = {f"file{number}": each for number, each in enumerate(media)}
            album = [_in_album(name, each) for name, each in files.items()]
            album[0]["caption"] = post.text
            answer = self._client.upload("sendMediaGroup", {**where, "media": album}, files, once=True)
        with answer.reading() as body:
            first = body["result"][0] if len(media) > 1 else body["result"]
            return sent_from(first, kind="caption" if media else "text")

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """A bot is not told of its own posts and cannot read the channel (2026-11): only a person can look."""
        return Unknowable()

    # --- Edits, Deletes ---

    def edit(self, sent: Sent, post: Post, key: Key, handle: Handle) -> Sent:
        chat, message = parsed(sent.remote_id)
        kind = sent.extra.get("kind", "text")
        method = "editMessageCaption" if kind == "caption" else "editMessageText"
        try:
            self._client.ask(method, {"chat_id": chat, "message_id": message, kind: post.text})
        except Refused as failure:
            if not is_refused_because(failure, "message is not modified"):
                raise
        return sent

    def delete(self, sent: Sent) -> None:
        chat, message = parsed(sent.remote_id)
        try:
            self._client.ask("deleteMessage", {"chat_id": chat, "message_id": message})
        except Refused as failure:
            if not is_refused_because(failure, "message to delete not found"):
                raise

    # --- Converses ---

    def fetch(self, cursor: str) -> Batch:
        """``cursor``: the next update, and which messages of the discussion group stand for which posts."""
        offset, roots = _read(cursor)
        with self._client.updates(offset, KINDS).reading() as body:
            updates = list(body["result"])
            messages = [each["message"] for each in updates if "message" in each]
            found = [incoming for message in messages if (incoming := self._heard(message, roots))]
            offset = max([offset, *(int(each["update_id"]) + 1 for each in updates)])
        return Batch(found, _written(offset, roots))

    def _heard(self, message: Message, roots: dict[int, str]) -> Incoming | None:
        """A comment or a private message; what Telegram forwards by itself is only remembered."""
        if message.get("is_automatic_forward"):
            roots[int(message["message_id"])] = forwarded_post(message)
            return None
        root = root_of(message, roots)
        direct = message["chat"]["type"] == "private"
        said = message.get("text") or message.get("caption")
        if not said or not (direct or root):
            return None
        return incoming_from(message, bot_id=self._bot_id, root=root)

    # --- Reacts ---

    def like(self, target: Target, key: Key) -> str:
        self._react(target.remote_id, [{"type": "emoji", "emoji": "👍"}])
        return target.remote_id

    def unlike(self, target: Target, like_id: str) -> None:
        self._react(target.remote_id, [])

    def _react(self, remote: str, reaction: list[dict[str, str]]) -> None:
        chat, message = parsed(remote)
        self._client.ask("setMessageReaction", {"chat_id": chat, "message_id": message, "reaction": reaction})


def _answering(target: Target | None) -> dict[str, Any]:
    """To whom and in which chat; a post of ours that is followed lies in the channel itself."""
    if target is None:
        return {}
    chat, message = parsed(target.remote_id)
    return {"chat_id": chat, "reply_parameters": {"message_id": message}}


def _in_album(name: str, file: Picture | Video) -> dict[str, str]:
    kind = "photo" if isinstance(file, Picture) else "video"
    return {"type": kind, "media": f"attach://{name}"}


def _read(cursor: str) -> tuple[int, dict[int, str]]:
    offset, _space, kept = cursor.partition(" ")
    pairs = (each.split("=", 1) for each in kept.split())
    return int(offset or 0), {int(message): post for message, post in pairs}


def _written(offset: int, roots: Mapping[int, str]) -> str:
    newest = sorted(roots)[-ROOTS_KEPT:]
    return " ".join([str(offset), *(f"{message}={roots[message]}" for message in newest)])
