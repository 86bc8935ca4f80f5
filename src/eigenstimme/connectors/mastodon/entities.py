"""The network's entities as our values. A wrong shape raises LookupError, TypeError or ValueError.

https://docs.joinmastodon.org/entities/
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from eigenstimme.connectors.text import one_line, plain_text
from eigenstimme.connectors.types import Account, Author, Incoming, IncomingKind, Sent

Entity = Mapping[str, Any]


def identifier(value: Any) -> str:
    """An id: an opaque string (old servers send a number)."""
    if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
        raise ValueError(f"no id: {value!r}")
    return str(value)


def listed(value: Any) -> list[Entity]:
    """A list of entities. An empty object in its place must not pass for "nothing there"."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise TypeError(f"no list of entities: {value!r}")
    return value


def moment(value: str) -> datetime:
    """ISO 8601, in UTC where the server leaves the zone out."""
    written = datetime.fromisoformat(value)
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def home_domain(instance: Entity, base_url: str) -> str:
    """The domain of the server's handles: ``domain`` (version 2) or ``uri`` (version 1; Pleroma: a URL)."""
    said = instance.get("domain") or instance.get("uri") or base_url
    return urlsplit(said).netloc or str(said)


def account_from(account: Entity, domain: str) -> Account:
    return Account(
        remote_id=_actor(account),
        name=_name(account),
        handle=_handle(account, domain),
        url=_text(account, "url"),
        avatar_url=_text(account, "avatar"),
    )


def sent_from(status: Entity) -> Sent:
    uri = _text(status, "uri")
    return Sent(identifier(status["id"]), url=_text(status, "url") or uri, extra={"uri": uri})


def incoming_from(status: Entity, *, thread_id: str, own_id: str, domain: str) -> Incoming:
    """``extra`` holds what an answer needs: whom it addresses, and how publicly."""
    account = status["account"]
    return Incoming(
        remote_id=identifier(status["id"]),
        kind=_kind(status, own_id),
        author=_author(account, domain),
        text=text_of(status),
        written_at=moment(status["created_at"]),
        url=_text(status, "url") or _text(status, "uri"),
        thread_id=thread_id,
        parent_id=parent_of(status),
        ours=identifier(account["id"]) == own_id,
        extra={"acct": _text(account, "acct"), "visibility": _text(status, "visibility")},
    )


def parent_of(status: Entity) -> str:
    parent = status.get("in_reply_to_id")
    return identifier(parent) if parent else ""


def text_of(status: Entity) -> str:
    """The warning, the text, and one line for every attachment: its description and its address."""
    attached = [
        f"{one_line(_text(each, 'description'))} {_text(each, 'url')}" for each in attachments_of(status)
    ]
    parts = (_text(status, "spoiler_text"), plain_text(_text(status, "content")), "\n".join(attached))
    return "\n\n".join(part.strip() for part in parts if part.strip())


def attachments_of(status: Entity) -> list[Entity]:
    return listed(status.get("media_attachments") or [])


def _kind(status: Entity, own_id: str) -> IncomingKind:
    if status.get("visibility") == "direct":
        return IncomingKind.DIRECT
    answered = status.get("in_reply_to_account_id")
    return IncomingKind.REPLY if answered and identifier(answered) == own_id else IncomingKind.MENTION


def _author(account: Entity, domain: str) -> Author:
    return Author(
        remote_id=_actor(account),
        name=_name(account),
        handle=_handle(account, domain),
        url=_text(account, "url"),
        avatar_url=_text(account, "avatar"),
    )


def _actor(account: Entity) -> str:
    """Who it is all over the network: the actor's address; ``id`` is known to this one server only."""
    return _text(account, "uri") or _text(account, "url") or identifier(account["id"])


def _name(account: Entity) -> str:
    return one_line(_text(account, "display_name")) or _text(account, "username")


def _handle(account: Entity, domain: str) -> str:
    acct = account["acct"]
    return f"@{acct}" if "@" in acct else f"@{acct}@{domain}"


def _text(entity: Entity, name: str) -> str:
    """The string called ``name``; "" when it is absent or null."""
    value = entity.get(name) or ""
    if not isinstance(value, str):
        raise TypeError(f"{name}: {value!r}")
    return value
