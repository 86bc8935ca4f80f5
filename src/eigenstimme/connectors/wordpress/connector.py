"""WordPress in our words: a piece becomes a blog post, an answer becomes a comment, comments come in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

import httpx
import regex

from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import graphemes, one_line, plain_text
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Author,
    Batch,
    Connect,
    Found,
    Handle,
    Incoming,
    IncomingKind,
    Key,
    Limits,
    Picture,
    Post,
    Refused,
    Sent,
    Target,
)
from eigenstimme.connectors.wordpress.client import Client, Duplicate
from eigenstimme.connectors.wordpress.connect import WordPressConnect, account
from eigenstimme.connectors.wordpress.html import Image, content, escape, slug

OVERLAP = timedelta(days=7)
"""Read again on every fetch: a comment released days later keeps its date, and ``after`` is local time."""
PAGE = 100
MOST_PAGES = 20


class WordPressConnector:
    name: ClassVar[str] = "wordpress"
    label: ClassVar[str] = "WordPress"
    icon: ClassVar[str] = "wordpress"
    weekly_hours: ClassVar[int] = 2
    connect: ClassVar[Connect] = WordPressConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=2)
    notes: ClassVar[Sequence[str]] = ()
    limits: ClassVar[Limits] = Limits(
        max_length=None,
        count=graphemes,
        count_name="graphemes",
        max_pictures=10,
        needs_title=True,
        shapes=((16, 9), (3, 2), (1, 1), (191, 100)),
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._blog = Client(http, settings["root"], credentials["user"], credentials["password"])
        self._host = urlsplit(settings["root"]).netloc
        self._user_id = int(settings["user_id"])

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        return account(self._blog)

    # --- publishing ------------------------------

    def prepare(self, post: Post, key: Key) -> Handle:
        """Upload the pictures: the first becomes the featured image, the others follow the text."""
        if post.reply_to and post.pictures:
            raise Refused(_("A comment on a blog cannot carry pictures."))
        images = [self._image(picture, slug(post.title, key.uuid)) for picture in post.pictures]
        return {"images": json.dumps([[image.remote_id, image.url, image.alt] for image in images])}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        return self._comment(post, post.reply_to) if post.reply_to else self._post(post, key, handle)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        if post.reply_to:
            return next(
                (sent for sent, text in self._answers(post.reply_to) if _same(text, post.text)), Absent()
            )
        ours = slug(post.title, key.uuid)
        # A post put into the trash was published, and must not come back by itself.
        with self._blog.listing(
            "wp/v2/posts",
            slug=f"{ours},{ours}__trashed",
            status="publish,future,draft,pending,private,trash",
            context="edit",
        ) as found:
            return _sent_post(found[0]) if found else Absent()

    def _image(self, picture: Picture, name: str) -> Image:
        """Find or upload ``picture`` under a name made from its content: repeating leaves no second copy."""
        name = f"{name}-{hashlib.sha256(picture.content).hexdigest()[:8]}"
        with self._blog.listing("wp/v2/media", slug=name, context="edit") as found:
            media = found[0] if found else None
        if media is None:
            file_name = f"{name}.{picture.media_type.rpartition('/')[2]}"
            with self._blog.upload(picture.content, picture.media_type, file_name).reading() as media:
                media["id"]
        with self._blog.post(f"wp/v2/media/{int(media['id'])}", {"alt_text": picture.alt}).reading() as body:
            return Image(int(body["id"]), body["source_url"], picture.alt)

    def _post(self, post: Post, key: Key, handle: Handle) -> Sent:
        images = [Image(*values) for values in json.loads(handle.get("images", "[]"))]
        body = {
            "title": escape(post.title),
            "content": content(post.text, images[1:]),
            "slug": slug(post.title, key.uuid),
            "status": "publish",
            "featured_media": images[0].remote_id if images else 0,
        }
        with self._blog.post("wp/v2/posts", body, once=True).reading() as created:
            return _sent_post(created)

    def _comment(self, post: Post, target: Target) -> Sent:
        body = {**_place(target), "content": escape(post.text)}
        try:
            with self._blog.post("wp/v2/comments", body, once=True).reading() as created:
                return _sent_comment(created)
        except Duplicate:
            answers = self._answers(target)
            if not answers:
                raise
            return next((sent for sent, text in answers if _same(text, post.text)), answers[0][0])

    def _answers(self, target: Target) -> list[tuple[Sent, str]]:
        """What we answered to ``target`` so far, newest first, each with its text."""
        with self._blog.listing(
            "wp/v2/comments", **_place(target), author=self._user_id, status="all", per_page=PAGE
        ) as comments:
            return [(_sent_comment(one), plain_text(one["content"]["rendered"])) for one in comments]

    # --- conversation ------------------------------

    def fetch(self, cursor: str) -> Batch:
        """Read the newest comments back to ``cursor`` less the overlap; at first only the newest hundred."""
        since = {"after": (datetime.fromisoformat(cursor) - OVERLAP).isoformat()} if cursor else {}
        comments: dict[str, Incoming] = {}
        for page in range(1, MOST_PAGES + 1 if cursor else 2):
            found = self._comments(page, since)
            comments |= {comment.remote_id: comment for comment in found}
            if len(found) < PAGE:
                break
        messages = sorted(comments.values(), key=lambda comment: (comment.written_at, _number(comment)))
        return Batch(messages, _next_cursor(messages, cursor))

    def _comments(self, page: int, since: Mapping[str, str]) -> list[Incoming]:
        # Unasked, WordPress lists what people write: no pingbacks, and not the editors' notes of 6.9.
        with self._blog.listing(
            "wp/v2/comments",
            order="desc",
            orderby="date_gmt",
            per_page=PAGE,
            page=page,
            **since,
        ) as comments:
            return [_incoming(comment, self._user_id, self._host) for comment in comments]


# --- their objects, in our words ------------------------------


def _sent_post(post: Mapping[str, Any]) -> Sent:
    return Sent(_post_id(post["id"]), _web(post["link"]))


def _sent_comment(comment: Mapping[str, Any]) -> Sent:
    return Sent(_comment_id(comment["id"]), _web(comment["link"]), {"post": str(int(comment["post"]))})


def _incoming(comment: Mapping[str, Any], our_id: int, host: str) -> Incoming:
    post, parent = int(comment["post"]), int(comment["parent"])
    return Incoming(
        remote_id=_comment_id(comment["id"]),
        kind=IncomingKind.COMMENT,
        author=_author(comment, host),
        text=plain_text(comment["content"]["rendered"]),
        written_at=datetime.fromisoformat(comment["date_gmt"]).replace(tzinfo=UTC),
        url=_web(comment["link"]),
        thread_id=_post_id(post),
        parent_id=_comment_id(parent) if parent else _post_id(post),
        ours=int(comment["author"]) == our_id,
        extra={"post": str(post)},
    )


def _author(comment: Mapping[str, Any], host: str) -> Author:
    """An account is known on its own blog; the same number on another one is somebody else.

    Visitors have no account: name and picture (made from the unseen mail address) tell them apart, on any blog.
    """
    name = one_line(plain_text(comment["author_name"]))
    avatar = _web((comment.get("author_avatar_urls") or {}).get("96", ""))
    user = int(comment["author"])
    visitor = hashlib.sha256(f"{name}\n{urlsplit(avatar).path}".encode()).hexdigest()[:16]
    return Author(
        remote_id=f"user-{user}@{host}" if user else f"visitor-{visitor}",
        name=name,
        handle=name,
        url=_web(comment["author_url"]),
        avatar_url=avatar,
    )


def _next_cursor(messages: list[Incoming], cursor: str) -> str:
    """The newest date seen. An imported comment dated in the future must not hide those before it."""
    dates = [message.written_at for message in messages] + (
        [datetime.fromisoformat(cursor)] if cursor else []
    )
    return min(max(dates), datetime.now(UTC)).isoformat() if dates else ""


def _number(comment: Incoming) -> int:
    return int(comment.remote_id.removeprefix("comment-"))


def _place(target: Target) -> dict[str, int]:
    """Where an answer goes: below a comment, or directly below a post."""
    kind, _dash, number = target.remote_id.partition("-")
    if kind == "post":
        return {"post": int(number), "parent": 0}
    return {"post": int(target.extra["post"]), "parent": int(number)}


def _same(shown: str, written: str) -> bool:
    """Whether the words agree: WordPress shows quotes, dashes, dots and smileys in its own way."""
    return _words(shown) == _words(written)


def _words(text: str) -> str:
    return "".join(regex.findall(r"[\p{L}\p{N}]+", text)) or "".join(text.split())


def _post_id(number: Any) -> str:
    return f"post-{int(number)}"


def _comment_id(number: Any) -> str:
    return f"comment-{int(number)}"


def _web(address: str) -> str:
    """``address`` if it is one for a browser, else nothing: a link may come from anyone."""
    try:
        return address if urlsplit(address).scheme in ("https", "http") else ""
    except ValueError:
        return ""
