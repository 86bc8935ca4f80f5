"""Bluesky in our words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

import httpx

from eigenstimme.connectors.bluesky.client import LIKE, POST, Client, Ref, Session
from eigenstimme.connectors.bluesky.connect import WEB, BlueskyConnect, whoami
from eigenstimme.connectors.bluesky.facets import facets, written_out
from eigenstimme.connectors.bluesky.keys import record_key
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import graphemes, one_line, storable
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

OVERLAP = timedelta(hours=6)
"""How far behind the newest message ``fetch`` still looks: notifications are sorted by the time their author
claims, and one that claims an earlier time turns up in the middle (AppView, November 2026)."""
PAGE = 100
PAGES = 10
"""The most that is read in one ``fetch``; what is left follows in the next."""

_KINDS = {"reply": IncomingKind.REPLY, "mention": IncomingKind.MENTION, "quote": IncomingKind.MENTION}


class BlueskyConnector:
    """Posts with pictures, answers, likes; replies, mentions and quotes come in."""

    name: ClassVar[str] = "bluesky"
    label: ClassVar[str] = "Bluesky"
    icon: ClassVar[str] = "bluesky"
    weekly_hours: ClassVar[int] = 2
    connect: ClassVar[Connect] = BlueskyConnect()
    poll_every: ClassVar[timedelta] = timedelta(seconds=30)
    notes: ClassVar[Sequence[str]] = ()
    limits: ClassVar[Limits] = Limits(
        max_length=300,
        count=graphemes,
        count_name="graphemes",
        max_bytes=3000,
        max_pictures=4,
        max_picture_bytes=2_000_000,
        keeps_unused=timedelta(minutes=2),  # uploadBlob: "deleted if it is not referenced within … minutes"
        threads=True,
        first_comment=True,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = Client(Session.of(credentials), http)

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    @property
    def renewed(self) -> Mapping[str, str] | None:
        session = self._client.renewed
        return session.credentials() if session else None

    def whoami(self) -> Account:
        return whoami(self._client)

    def prepare(self, post: Post, key: Key) -> Handle:
        """What could come out differently the next time happens here: the handle holds the whole record."""
        record: dict[str, Any] = {
            "$type": POST,
            "text": storable(post.text),
            "createdAt": _time(key.created_at),
            "langs": [post.language],
        }
        if found := facets(record["text"], self._client.did_of):
            record["facets"] = found
        if post.pictures:
            images = [self._image(picture) for picture in post.pictures]
            record["embed"] = {"$type": "app.bsky.embed.images", "images": images}
        if post.reply_to:
            record["reply"] = _reply(post.reply_to)
        return {"record": json.dumps(record)}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        ref = self._client.put(POST, record_key(key), json.loads(handle["record"]), once=True)
        return _sent(ref, post)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        ref = self._client.find(POST, record_key(key))
        return _sent(ref, post) if ref else Absent()

    def fetch(self, cursor: str) -> Batch:
        place = _Place.of(cursor)
        messages: list[Incoming] = []
        for _page in range(PAGES):
            answer = self._client.notifications(list(_KINDS), PAGE, place.page)
            with answer.reading() as body:
                found = body["notifications"]
                messages += [_incoming(each) for each in found if each["reason"] in _KINDS]
                times = [_moment(each["indexedAt"]) for each in found]
                place = place.after(times, body.get("cursor") or "")
            if not place.page:
                break
        return Batch(messages, str(place))

    def like(self, target: Target, key: Key) -> str:
        """Repeating it writes the same record again, so no doubt is left to a person."""
        subject = {"uri": target.remote_id, "cid": _cid(target)}
        record = {"$type": LIKE, "subject": subject, "createdAt": _time(key.created_at)}
        return self._client.put(LIKE, record_key(key), record, once=False).key

    def unlike(self, target: Target, like_id: str) -> None:
        self._client.delete(LIKE, like_id)

    def _image(self, picture: Picture) -> dict[str, Any]:
        blob = self._client.upload(picture.content, picture.media_type)
        ratio = {"width": picture.width, "height": picture.height}
        return {"image": blob, "alt": storable(picture.alt), "aspectRatio": ratio}


@dataclass(frozen=True)
class _Place:
    """Where reading goes on: ``page`` when pages are left over, and ``since``, how far down they are wanted.

    Stored as "newest" or "newest since page", since only the last may hold spaces.
    """

    newest: str = ""
    since: str = ""
    page: str = ""

    @classmethod
    def of(cls, cursor: str) -> Self:
        newest, since, page = (*cursor.split(" ", 2), "", "")[:3]
        return cls(newest, since or newest, page)

    def __str__(self) -> str:
        return f"{self.newest} {self.since} {self.page}" if self.page else self.newest

    def after(self, times: Sequence[datetime], page: str) -> Self:
        """The place behind a page of notifications with these ``times``; ``page`` is the next one."""
        newest = max([self.newest, *map(_time, times)])
        is_done = page == self.page or self._is_reached(times, page)
        return type(self)(newest, self.since, "" if is_done else page)

    def _is_reached(self, times: Sequence[datetime], page: str) -> bool:
        """An empty page may not be the last, since the server filters afterwards; its cursor is a time as well.

        The first time of all one page is enough: start with recent messages, not with the whole past.
        """
        if not self.since:
            return bool(times)
        lowest = min([*times, *_time_in(page)], default=None)
        return lowest is not None and lowest < _moment(self.since) - OVERLAP


def _incoming(notification: Mapping[str, Any]) -> Incoming:
    ref, record, writer = Ref.of(notification), notification["record"], notification["author"]
    reply = record.get("reply")
    root = Ref.of(reply["root"]) if reply else ref
    return Incoming(
        remote_id=ref.uri,
        kind=_KINDS[notification["reason"]],
        author=Author(
            remote_id=writer["did"],
            name=one_line(writer.get("displayName") or writer["handle"]),
            handle=f"@{writer['handle']}",
            url=f"{WEB}/profile/{writer['did']}",
            avatar_url=writer.get("avatar") or "",
        ),
        text=written_out(record["text"], record.get("facets", [])),
        written_at=_moment(notification["indexedAt"]),
        url=_url(ref),
        thread_id=root.uri,
        parent_id=Ref.of(reply["parent"]).uri if reply else "",
        extra=_extra(ref, root),
    )


def _sent(ref: Ref, post: Post) -> Sent:
    root = Ref(**_reply(post.reply_to)["root"]) if post.reply_to else ref
    return Sent(ref.uri, _url(ref), _extra(ref, root))


def _extra(ref: Ref, root: Ref) -> dict[str, str]:
    """What an answer to ``ref`` will need, whoever wrote it."""
    return {"cid": ref.cid, "root_uri": root.uri, "root_cid": root.cid}


def _reply(target: Target) -> dict[str, dict[str, str]]:
    parent = {"uri": target.remote_id, "cid": _cid(target)}
    root = {"uri": target.extra.get("root_uri", ""), "cid": target.extra.get("root_cid", "")}
    return {"root": root if root["cid"] else parent, "parent": parent}


def _cid(target: Target) -> str:
    if "cid" not in target.extra:
        raise Refused(_("This message cannot be answered or liked from here."))
    return target.extra["cid"]


def _url(ref: Ref) -> str:
    return f"{WEB}/profile/{ref.did}/post/{ref.key}"


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _time_in(cursor: str) -> list[datetime]:
    """The time a cursor consists of; empty when it is of another kind."""
    try:
        return [_moment(cursor)]
    except ValueError:
        return []
