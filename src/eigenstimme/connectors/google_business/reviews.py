"""Reviews and what was answered to them, in our words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import regex

from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Author, Incoming, IncomingKind

Review = Mapping[str, Any]
STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_TRANSLATED_BEHIND = regex.compile(r"\s*\(Translated by Google\).*", regex.DOTALL)
_TRANSLATED_BEFORE = regex.compile(r"^\(Translated by Google\).*?\(Original\)\s*", regex.DOTALL)


def moment(written: str) -> datetime:
    """RFC 3339, always with a zone; Google writes up to nine digits of a second."""
    found = datetime.fromisoformat(regex.sub(r"(\.\d{6})\d+", r"\1", written))
    if found.tzinfo is None:
        raise ValueError(written)
    return found


def reply_id(review: str) -> str:
    """A review has one answer at most."""
    return f"{review}/reply"


def review_of(remote_id: str) -> str:
    return remote_id.partition("/")[0]


def messages_of(review: Review, url: str, ours: Author) -> Iterator[Incoming]:
    """The review, and the answer to it, written here or elsewhere."""
    own = str(review["reviewId"])
    if not own:
        raise ValueError("a review has an id")
    stars = STARS.get(str(review.get("starRating")), 0)
    yield Incoming(
        remote_id=own,
        kind=IncomingKind.REVIEW,
        author=_reviewer(review.get("reviewer") or {}, own),
        text="\n".join(filter(None, [_drawn(stars), _original(str(review.get("comment") or ""))])),
        written_at=moment(review["updateTime"]),
        url=url,
        thread_id=own,
        extra={"stars": str(stars)},
    )
    if answer := review.get("reviewReply"):
        yield Incoming(
            remote_id=reply_id(own),
            kind=IncomingKind.REPLY,
            author=ours,
            text=storable(str(answer["comment"])),
            written_at=moment(answer["updateTime"]),
            url=url,
            thread_id=own,
            parent_id=own,
            ours=True,
        )


def _drawn(stars: int) -> str:
    return "★" * stars + "☆" * (5 - stars) if stars else ""


def _original(comment: str) -> str:
    """Google adds its own translation to what somebody wrote."""
    return storable(_TRANSLATED_BEHIND.sub("", _TRANSLATED_BEFORE.sub("", comment))).strip()


def _reviewer(reviewer: Mapping[str, Any], review: str) -> Author:
    """Google gives no id of people: each review is somebody of their own."""
    name = one_line(str(reviewer.get("displayName") or "Google"))
    return Author(f"{review}/reviewer", name, "", avatar_url=str(reviewer.get("profilePhotoUrl") or ""))
