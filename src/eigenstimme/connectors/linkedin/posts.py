"""Posts and comments of LinkedIn in our words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import regex

from eigenstimme.connectors.linkedin.little_text import unescaped
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Figures, Handle, Key, Sent

WEB = "https://www.linkedin.com"
SKEW = timedelta(minutes=2)
"""Between our clock and theirs."""
POST = regex.compile(r"urn:li:(?:share|ugcPost):(\d+)")
_COMMENT = regex.compile(r"urn:li:comment:\((urn:li:\w+:\d+),(\d+)\)")

Element = Mapping[str, Any]


def post_sent(urn: str) -> Sent:
    if not POST.fullmatch(urn):
        raise ValueError(urn)
    return Sent(urn, f"{WEB}/feed/update/{urn}/")


def comment_sent(number: str, thread: str, post: str) -> Sent:
    """``thread``: what LinkedIn says the comment stands under, the post or the activity that shows it."""
    return Sent(f"urn:li:comment:({thread},{int(number)})", f"{WEB}/feed/update/{post}/", {"post": post})


def comment_of(remote_id: str) -> tuple[str, str] | None:
    """Thread and number of a comment; None: it is a post."""
    found = _COMMENT.fullmatch(remote_id)
    return (found[1], found[2]) if found else None


def written_at(urn: str) -> datetime:
    """The milliseconds since 1970 are all but the last 22 bits of an id."""
    found = POST.fullmatch(urn)
    return (
        datetime.fromtimestamp((int(found[1]) >> 22) / 1000, UTC)
        if found
        else datetime.min.replace(tzinfo=UTC)
    )


def is_since(milliseconds: Any, key: Key) -> bool:
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC) >= key.created_at - SKEW


def is_same(post: Element, text: str, handle: Handle) -> bool:
    """The very files that were uploaded for it, or the same words with as many files."""
    own, theirs = files_of_handle(handle), _files(post.get("content") or {})
    if own:
        return own == theirs
    return not theirs and _words(unescaped(str(post.get("commentary") or ""))) == _words(text)


def files_of_handle(handle: Handle) -> list[str]:
    return handle.get("files", "").split()


def organization_account(organization: Element) -> Account:
    number = int(organization["id"])
    vanity = one_line(str(organization.get("vanityName") or number))
    name = one_line(str(organization["localizedName"]))
    return Account(f"urn:li:organization:{number}", name, f"company/{vanity}", f"{WEB}/company/{vanity}/")


def member_account(userinfo: Element) -> Account:
    sub, name = userinfo["sub"], userinfo["name"]
    if not isinstance(sub, str) or not sub or not isinstance(name, str):
        raise TypeError("a member has an id and a name")
    return Account(
        f"urn:li:person:{sub}",
        one_line(name),
        one_line(name),
        f"{WEB}/in/me/",
        str(userinfo.get("picture") or ""),
    )


def figures_from(elements: Any) -> Figures:
    if not elements:
        return Figures()
    total = elements[0]["totalShareStatistics"]
    return Figures(
        views=total.get("impressionCount"),
        reached=total.get("uniqueImpressionsCount"),
        likes=total.get("likeCount"),
        comments=total.get("commentCount"),
        shares=total.get("shareCount"),
        clicks=total.get("clickCount"),
    )


def _files(content: Element) -> list[str]:
    if "multiImage" in content:
        return [str(each["id"]) for each in content["multiImage"]["images"]]
    return [str(content["media"]["id"])] if "media" in content else []


def _words(text: str) -> str:
    return " ".join(text.split())
