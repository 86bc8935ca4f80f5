"""Objects of the Graph API in our words."""

from __future__ import annotations

from datetime import UTC, datetime

from eigenstimme.connectors.graph import Node, identifier, moment
from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Author, Figures, Incoming, IncomingKind, Sent

SITE = "https://www.facebook.com"


def post_from(node: Node) -> Sent:
    number = identifier(node["id"])
    return Sent(number, str(node.get("permalink_url") or f"{SITE}/{number}"), {"kind": "post"})


def comment_from(node: Node) -> Sent:
    number = identifier(node["id"])
    return Sent(number, str(node.get("permalink_url") or f"{SITE}/{number}"), {"kind": "comment"})


def video_from(node: Node, page: str) -> Sent:
    """A video has an id of its own beside that of the post that shows it, which comments belong to."""
    video, post = identifier(node["id"]), str(node.get("post_id") or "")
    link = str(node.get("permalink_url") or f"/{page}/videos/{video}")
    url = link if link.startswith("https:") else f"{SITE}{link}"
    whole = post if "_" in post else f"{page}_{post}"
    return Sent(identifier(whole) if post else video, url, {"kind": "video", "video": video})


def media_of(post: Node) -> list[str]:
    """The ids of the photos or videos a post shows."""
    shown: list[str] = []
    for each in (post.get("attachments") or {}).get("data") or []:
        parts = (each.get("subattachments") or {}).get("data") or [each]
        shown += [str((part.get("target") or {}).get("id") or "") for part in parts]
    return [each for each in shown if each]


def incoming_from(node: Node, *, page: str, post: Node) -> Incoming:
    """A comment on ``post``, or the post itself where somebody else wrote it."""
    number, thread = identifier(node["id"]), identifier(post["id"])
    above = str((node.get("parent") or {}).get("id") or "")
    is_comment = number != thread
    return Incoming(
        remote_id=number,
        kind=IncomingKind.COMMENT if is_comment else IncomingKind.MENTION,
        author=_author(node.get("from") or {}),
        text=storable(str(node.get("message") or "")),
        written_at=moment(node["created_time"]),
        url=str(node.get("permalink_url") or ""),
        thread_id=thread,
        parent_id=(above or thread) if is_comment else "",
        ours=is_by(node, page),
        extra={"top": above} if above else {},
    )


def is_by(node: Node, page: str) -> bool:
    return str((node.get("from") or {}).get("id") or "") == page


def figures_from(node: Node, *, views: int | None, reached: int | None, clicks: int | None) -> Figures:
    def total(name: str) -> int | None:
        count = ((node.get(name) or {}).get("summary") or {}).get("total_count")
        return None if count is None else int(count)

    shares = int((node.get("shares") or {}).get("count") or 0)
    return Figures(views, reached, total("reactions"), total("comments"), shares, clicks)


def read(cursor: str) -> datetime:
    """``cursor``: when the newest comment was written that has been read."""
    return datetime.fromisoformat(cursor) if cursor else datetime.fromtimestamp(0, UTC)


def _author(person: Node) -> Author:
    """Who does not let the Page know their name is nobody in particular."""
    picture = ((person.get("picture") or {}).get("data") or {}).get("url") or ""
    name = one_line(str(person.get("name") or "")) or "Facebook"
    return Author(str(person.get("id") or ""), name, "", "", str(picture))
