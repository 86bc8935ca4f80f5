"""Discord's messages in our words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Account, Author, Figures, Incoming, IncomingKind, Sent

Message = Mapping[str, Any]
EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""From which a snowflake counts milliseconds, in all but its last 22 bits (reference, Snowflakes)."""


def snowflake(at: datetime) -> int:
    """The smallest id a message written then can have."""
    return int((at - EPOCH).total_seconds() * 1000) << 22


def account_from(channel: Mapping[str, Any]) -> Account:
    number, guild = int(channel["id"]), int(channel["guild_id"])
    name = one_line(str(channel["name"]))
    return Account(str(number), name, f"#{name}", f"https://discord.com/channels/{guild}/{number}")


def link(guild: str, message: Message) -> str:
    return f"https://discord.com/channels/{guild}/{int(message['channel_id'])}/{int(message['id'])}"


def sent_from(message: Message, guild: str) -> Sent:
    return Sent(str(int(message["id"])), link(guild, message))


def figures_from(message: Message) -> Figures:
    """Reactions are all it counts."""
    return Figures(likes=sum(int(each["count"]) for each in message.get("reactions") or []))


def incoming_from(message: Message, *, guild: str, bot_id: str, root: str) -> Incoming:
    author, answered = message["author"], (message.get("message_reference") or {}).get("message_id")
    own = str(int(message["id"]))
    mentioned = bot_id in {str(each["id"]) for each in message.get("mentions") or []}
    kind = IncomingKind.REPLY if root != own else IncomingKind.MENTION if mentioned else IncomingKind.COMMENT
    return Incoming(
        remote_id=own,
        kind=kind,
        author=Author(
            str(int(author["id"])),
            one_line(author.get("global_name") or author["username"]),
            f"@{author['username']}",
        ),
        text=storable(str(message["content"])),
        written_at=datetime.fromisoformat(message["timestamp"]),
        url=link(guild, message),
        thread_id=root,
        parent_id=str(answered or ""),
        ours=str(author["id"]) == bot_id,
    )
