"""Objects of the Threads API in our words."""

from __future__ import annotations

from eigenstimme.connectors.graph import Node, identifier, moment, page_of
from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Author, Figures, Incoming, IncomingKind, Sent

SITE = "https://www.threads.net"


def sent_from(node: Node, username: str) -> Sent:
    return Sent(identifier(node["id"]), str(node.get("permalink") or f"{SITE}/@{username}"))


def incoming_from(node: Node, kind: IncomingKind, username: str, *, root: str = "") -> Incoming:
    """``root``: the post of ours whose conversation it was found in."""
    number, writer = identifier(node["id"]), one_line(str(node.get("username") or ""))
    above = (str((node.get(name) or {}).get("id") or "") for name in ("root_post", "replied_to"))
    first, answered = above
    return Incoming(
        remote_id=number,
        kind=kind,
        author=Author(writer, writer or "Threads", f"@{writer}" if writer else "", f"{SITE}/@{writer}"),
        text=storable(str(node.get("text") or "")),
        written_at=moment(node["timestamp"]),
        url=str(node.get("permalink") or ""),
        thread_id=root or first or number,
        parent_id=answered or root,
        ours=node.get("is_reply_owned_by_me") is True or writer.casefold() == username.casefold(),
    )


def figures_from(body: Node) -> Figures:
    found = {str(each["name"]): int(each["values"][0]["value"]) for each in page_of(body).nodes}
    shared = [found[name] for name in ("reposts", "quotes", "shares") if name in found]
    return Figures(
        views=found.get("views"),
        likes=found.get("likes"),
        comments=found.get("replies"),
        shares=sum(shared) if shared else None,
    )
