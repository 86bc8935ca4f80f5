"""Posts of X in our words, and whether one is the post we mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import unescape
from typing import Any

import regex

from eigenstimme.connectors.text import one_line, storable
from eigenstimme.connectors.types import Account, Author, Figures, Incoming, IncomingKind, Post, Sent

WEB = "https://x.com"

Element = Mapping[str, Any]


def account_from(user: Element) -> Account:
    username = one_line(str(user["username"]))
    picture = str(user.get("profile_image_url") or "")
    return Account(
        number(user["id"]), one_line(str(user["name"])), f"@{username}", f"{WEB}/{username}", picture
    )


def sent_from(post: Element, username: str) -> Sent:
    own = number(post["id"])
    return Sent(own, f"{WEB}/{username}/status/{own}")


def figures_from(post: Element) -> Figures:
    said = post["public_metrics"]
    shares = [said.get("repost_count", said.get("retweet_count")), said.get("quote_count")]
    return Figures(
        views=said.get("impression_count"),
        likes=said.get("like_count"),
        comments=said.get("reply_count"),
        shares=sum(each or 0 for each in shares),
    )


def incoming_from(post: Element, users: Mapping[str, Element], *, own_id: str) -> Incoming:
    author = users.get(str(post["author_id"]), {})
    username = one_line(str(author.get("username") or ""))
    own, to_us = number(post["id"]), str(post.get("in_reply_to_user_id") or "") == own_id
    return Incoming(
        remote_id=own,
        kind=IncomingKind.REPLY if to_us else IncomingKind.MENTION,
        author=Author(
            number(post["author_id"]),
            one_line(str(author.get("name") or username or post["author_id"])),
            f"@{username}" if username else "",
            f"{WEB}/{username}" if username else "",
            str(author.get("profile_image_url") or ""),
        ),
        text=storable(written_out(post)),
        written_at=datetime.fromisoformat(post["created_at"]),
        url=f"{WEB}/{username or 'i'}/status/{own}",
        thread_id=number(post.get("conversation_id") or own),
        parent_id=parent_of(post),
        ours=str(post["author_id"]) == own_id,
    )


def is_same(post: Element, wanted: Post, media: Sequence[str]) -> bool:
    """The same parent, and the files uploaded for it, or the same letters and figures without files."""
    if parent_of(post) != (wanted.reply_to.remote_id if wanted.reply_to else ""):
        return False
    keys = (post.get("attachments") or {}).get("media_keys") or []
    if media:
        return [str(key).rpartition("_")[2] for key in keys] == list(media)
    return not keys and _words(written_out(post)) == _words(wanted.text)


def parent_of(post: Element) -> str:
    answered = [each for each in post.get("referenced_tweets") or [] if each["type"] == "replied_to"]
    return number(answered[0]["id"]) if answered else ""


def written_out(post: Element) -> str:
    """The text with the addresses people wrote in place of X's short ones; without those of its own pictures."""
    text = str(post["text"])
    for link in (post.get("entities") or {}).get("urls") or []:
        text = text.replace(
            str(link["url"]), "" if link.get("media_key") else str(link.get("expanded_url") or link["url"])
        )
    return unescape(text).strip()


def number(value: object) -> str:
    return str(int(str(value)))


def _words(text: str) -> str:
    bare = regex.sub(r"https?://", "", text)
    return regex.sub(r"[^\p{L}\p{N}]", "", bare) or "".join(bare.split())
