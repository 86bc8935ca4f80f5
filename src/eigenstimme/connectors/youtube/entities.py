"""Videos and comments of the Data API in our words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Author, Figures, Incoming, IncomingKind, Post, Sent

Entity = Mapping[str, Any]
CATEGORY = "22"
"""People and blogs: what YouTube itself takes where nobody chooses."""


def resource(post: Post) -> dict[str, Any]:
    """What a video is announced with."""
    return {
        "snippet": {**words(post), "categoryId": CATEGORY, "defaultLanguage": post.language},
        "status": {"privacyStatus": "public", "selfDeclaredMadeForKids": False},
    }


def words(post: Post) -> dict[str, str]:
    return {"title": post.title.strip(), "description": post.text.strip()}


def identifier(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return value


def video_url(video: str) -> str:
    return f"https://www.youtube.com/watch?v={video}"


def sent_video(named: Any) -> Sent:
    video = identifier(named)
    return Sent(video, video_url(video), {"kind": "video"})


def sent_comment(entity: Entity, video: str) -> Sent:
    """``entity``: a comment, or a thread, which is known by its first comment."""
    comment = identifier(entity["id"])
    return Sent(
        comment, comment_url(video, comment), {"kind": "comment", "thread": top_of(comment), "video": video}
    )


def comment_url(video: str, comment: str) -> str:
    return f"{video_url(video)}&lc={comment}" if video else ""


def top_of(comment: str) -> str:
    """The id of an answer begins with that of the comment it stands under."""
    return comment.partition(".")[0]


def moment(written: str) -> datetime:
    """RFC 3339, always with a zone."""
    found = datetime.fromisoformat(written)
    if found.tzinfo is None:
        raise ValueError(written)
    return found


def comments_of(thread: Entity) -> list[Entity]:
    """The first comment of a thread and the answers that came along with it, five at most."""
    answers = (thread.get("replies") or {}).get("comments") or []
    return [thread["snippet"]["topLevelComment"], *answers]


def author_id(comment: Entity) -> str:
    return str((comment["snippet"].get("authorChannelId") or {}).get("value") or "")


def incoming_from(comment: Entity, *, channel: str, video: str) -> Incoming:
    snippet, own = comment["snippet"], identifier(comment["id"])
    writer, name = author_id(comment), one_line(str(snippet["authorDisplayName"]))
    parent = str(snippet.get("parentId") or "")
    return Incoming(
        remote_id=own,
        kind=IncomingKind.COMMENT,
        author=Author(
            writer or name,
            name,
            name if name.startswith("@") else "",
            str(snippet.get("authorChannelUrl") or ""),
            str(snippet.get("authorProfileImageUrl") or ""),
        ),
        text=storable(str(snippet.get("textOriginal") or snippet["textDisplay"])),
        written_at=moment(snippet["publishedAt"]),
        url=comment_url(video, own),
        thread_id=video,
        parent_id=parent or video,
        ours=writer == channel,
        extra={"thread": parent or own, "video": video},
    )


def figures_from(statistics: Entity) -> Figures:
    """Figures come as texts; one that the owner hides is missing."""
    found = {
        name: int(statistics[name])
        for name in ("viewCount", "likeCount", "commentCount")
        if name in statistics
    }
    return Figures(
        views=found.get("viewCount"), likes=found.get("likeCount"), comments=found.get("commentCount")
    )
