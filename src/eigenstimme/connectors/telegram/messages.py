"""Messages of the Bot API in our words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Author, Incoming, IncomingKind, Sent

Message = Mapping[str, Any]


def remote_id(chat: int, message: int) -> str:
    return f"{chat}/{message}"


def parsed(remote: str) -> tuple[int, int]:
    chat, _slash, message = remote.partition("/")
    return int(chat), int(message)


def sent_from(message: Message, *, kind: str) -> Sent:
    """``kind``: "text" or "caption", which is how it can be changed later."""
    chat = message["chat"]
    return Sent(remote_id(int(chat["id"]), int(message["message_id"])), link(chat, message), {"kind": kind})


def link(chat: Mapping[str, Any], message: Message) -> str:
    """Of a public channel to everybody, of a private one to its members; a conversation has none."""
    number = int(message["message_id"])
    if chat.get("username"):
        return f"https://t.me/{chat['username']}/{number}"
    plain = str(chat["id"]).removeprefix("-100")
    return "" if chat.get("type") == "private" else f"https://t.me/c/{plain}/{number}"


def root_of(message: Message, roots: Mapping[int, str]) -> str:
    """The post of the channel a comment belongs to; "" when it belongs to none that is known."""
    answered = message.get("reply_to_message") or {}
    if answered.get("is_automatic_forward"):
        return forwarded_post(answered)
    return roots.get(int(message.get("message_thread_id") or 0), "")


def forwarded_post(message: Message) -> str:
    """Which post of the channel was forwarded to its discussion group by Telegram itself."""
    origin = message["forward_origin"]
    return remote_id(int(origin["chat"]["id"]), int(origin["message_id"]))


def incoming_from(message: Message, *, bot_id: int, root: str) -> Incoming:
    """``root``: the post it is a comment on; a private message has none and is its own thread."""
    chat, writer = message["chat"], message.get("from") or message["chat"]
    direct = chat["type"] == "private"
    own = remote_id(int(chat["id"]), int(message["message_id"]))
    answered = message.get("reply_to_message") or {}
    parent = remote_id(int(chat["id"]), int(answered["message_id"])) if answered else ""
    return Incoming(
        remote_id=own,
        kind=IncomingKind.DIRECT if direct else IncomingKind.COMMENT,
        author=_author(writer),
        text=storable(str(message.get("text") or message.get("caption") or "")),
        written_at=datetime.fromtimestamp(int(message["date"]), UTC),
        url=link(chat, message),
        thread_id=f"{int(chat['id'])}" if direct else root,
        parent_id="" if direct else root if answered.get("is_automatic_forward") else parent,
        ours=int(writer["id"]) == bot_id,
        extra={"chat": str(int(chat["id"])), "message": str(int(message["message_id"]))},
    )


def _author(writer: Mapping[str, Any]) -> Author:
    name = one_line(
        f"{writer.get('first_name') or writer.get('title') or ''} {writer.get('last_name') or ''}"
    )
    handle = f"@{writer['username']}" if writer.get("username") else ""
    url = f"https://t.me/{writer['username']}" if handle else ""
    return Author(str(int(writer["id"])), name or handle, handle, url)
