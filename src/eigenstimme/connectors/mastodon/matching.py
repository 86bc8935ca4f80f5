"""Whether a status on the server is the post we mean, where the server kept no key of ours."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import regex

from eigenstimme.connectors.mastodon.entities import Entity, attachments_of, identifier, moment, parent_of
from eigenstimme.connectors.text import plain_text
from eigenstimme.connectors.types import Key, Post

CLOCK_SKEW = timedelta(minutes=2)
"""How far the server's clock may lag behind ours."""

_HOST_OF_MENTION = regex.compile(r"(@[a-zA-Z0-9_.-]+)@[\p{L}\p{N}.-]+(?::\d+)?")


def is_older(status: Entity, key: Key) -> bool:
    """Whether ``status`` was there before the publication: neither it nor any older one can be meant."""
    return moment(status["created_at"]) < key.created_at - CLOCK_SKEW


def is_same(status: Entity, *, post: Post, key: Key, text: str, media_ids: list[str]) -> bool:
    """Same parent, and the pictures uploaded for it or (some servers rename them) as many, same words."""
    if is_older(status, key) or status.get("reblog"):
        return False
    if parent_of(status) != (post.reply_to.remote_id if post.reply_to else ""):
        return False
    attached = [identifier(each["id"]) for each in attachments_of(status)]
    if media_ids and attached == media_ids:
        return True
    return len(attached) == len(post.pictures) and _words(plain_text(status["content"])) == _words(text)


def _words(text: str) -> str:
    """What survives a server's mark-up: letters and figures, without hosts of mentions; else the signs."""
    bare = unicodedata.normalize("NFKC", _HOST_OF_MENTION.sub(r"\1", text))
    return regex.sub(r"[^\p{L}\p{N}]", "", bare) or "".join(bare.split())
