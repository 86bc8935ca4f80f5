"""Instagram's objects in our words."""

from __future__ import annotations

from collections.abc import Iterator

from eigenstimme.connectors.graph import Node, identifier, moment
from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Author, Incoming, IncomingKind, Sent

SITE = "https://www.instagram.com"


def post_from(node: Node, username: str) -> Sent:
    link = str(node.get("permalink") or f"{SITE}/{username}/")
    return Sent(identifier(node["id"]), link, {"kind": "post"})


def comment_from(node: Node, below: str, username: str) -> Sent:
    """``below``: the comment an answer to it stands under; a comment on a post stands under itself."""
    return Sent(identifier(node["id"]), f"{SITE}/{username}/", {"below": below or identifier(node["id"])})


def incoming_from(post: Node, username: str) -> Iterator[Incoming]:
    """All comments on a post and their answers: they have two storeys."""
    for comment in (post.get("comments") or {}).get("data") or []:
        top = identifier(comment["id"])
        yield _incoming(comment, post, username, top=top, parent=identifier(post["id"]))
        for answer in (comment.get("replies") or {}).get("data") or []:
            yield _incoming(answer, post, username, top=top, parent=top)


def _incoming(node: Node, post: Node, username: str, *, top: str, parent: str) -> Incoming:
    writer = one_line(str(node.get("username") or ""))
    return Incoming(
        remote_id=identifier(node["id"]),
        kind=IncomingKind.COMMENT,
        author=Author(writer, writer or "Instagram", f"@{writer}" if writer else "", f"{SITE}/{writer}/"),
        text=storable(str(node.get("text") or "")),
        written_at=moment(node["timestamp"]),
        url=str(post.get("permalink") or ""),
        thread_id=identifier(post["id"]),
        parent_id=parent,
        ours=is_by(node, username),
        extra={"below": top},
    )


def is_by(node: Node, username: str) -> bool:
    return str(node.get("username") or "").casefold() == username.casefold()
