"""What a network can do, in our words: plain values in, plain values out.

A connector is a class in ``connectors/<network>/connector.py`` with one line in ``registry.py``. It knows neither
Django nor our apps. It is made anew for every call with the account's credentials and an ``httpx.Client`` that is
handed in, and implements those of the protocols below that its network offers.

Every method ends in its return value or in one of the four failures: ``NotSent``, ``OutcomeUnknown``, ``Refused``,
``NeedsReconnect``. Nothing else leaves a connector.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

import httpx

# --- failures -------------------------------------------------------------------------------------------------------


class ConnectorFailure(Exception):
    """The family of everything that can go wrong at a network. ``reason`` is an English sentence for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSent(ConnectorFailure):
    """Surely nothing happened at the network; the same call may be made again after ``retry_after``."""

    def __init__(self, reason: str, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class OutcomeUnknown(ConnectorFailure):
    """The request may have been carried out. Never repeat it blindly: ask ``find_existing`` first."""


class Refused(ConnectorFailure):
    """The network said no to this content. A person has to change something."""


class NeedsReconnect(ConnectorFailure):
    """The credentials are no longer good. A person has to connect the channel again."""


# --- values ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Picture:
    """One picture ready for upload."""

    content: bytes = field(repr=False)
    media_type: str  # "image/jpeg", "image/png", "image/webp"
    file_name: str
    alt: str
    width: int
    height: int
    url: str = field(
        default="", repr=False
    )  # where a network fetches it, if it does (``Limits.fetches_media``)


@dataclass(frozen=True)
class Video:
    """One video ready for upload. ``file`` lies on this machine as long as the call lasts; it is read in pieces."""

    file: Path
    media_type: str  # "video/mp4", "video/webm"
    file_name: str
    alt: str
    width: int
    height: int
    size: int  # bytes
    seconds: float
    captions: str = ""  # WebVTT
    still: bytes = field(
        default=b"", repr=False
    )  # JPEG: the frame that was chosen to stand for it, if one was
    url: str = field(default="", repr=False)


@dataclass(frozen=True)
class Target:
    """The remote message that is answered or liked. ``extra`` is what the connector put into ``Incoming.extra``."""

    remote_id: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Post:
    """What goes out, on one channel: a piece's variant, or an answer when ``reply_to`` is set."""

    text: str
    title: str = ""
    pictures: Sequence[Picture] = ()
    videos: Sequence[Video] = ()
    language: str = "de"
    reply_to: Target | None = None


@dataclass(frozen=True)
class Key:
    """The identity of one publication for life; whatever a network wants as idempotency key is made from it.

    ``uuid`` is 32 lower-case hex digits. ``created_at`` never changes either (a record may contain it).
    """

    uuid: str
    created_at: datetime


Handle = dict[str, str]
"""What ``prepare`` left at the network (uploaded media ids and the like), stored before the irreversible call."""


@dataclass(frozen=True)
class Sent:
    """The post is public. ``extra`` is kept beside it for later answers and look-ups."""

    remote_id: str
    url: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What a network counts about one post of ours; ``None`` where it does not say."""

    views: int | None = None  # how often it was shown
    reached: int | None = None  # how many people saw it
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    clicks: int | None = None


class Absent:
    """The network surely does not have the post: it may be sent."""


class Unknowable:
    """The network cannot say whether it has the post: a person looks and decides."""


Found = Sent | Absent | Unknowable


@dataclass(frozen=True)
class Account:
    """Who a set of credentials speaks for, as the network itself says."""

    remote_id: str
    name: str  # display name
    handle: str  # "@maler-kern@social.example", "blog.example"
    url: str
    avatar_url: str = ""


@dataclass(frozen=True)
class Author:
    """Someone who wrote to us."""

    remote_id: str
    name: str
    handle: str
    url: str = ""
    avatar_url: str = ""


class IncomingKind(StrEnum):
    REPLY = "reply"  # an answer to something of ours
    MENTION = "mention"
    COMMENT = "comment"  # on a blog post or the like
    DIRECT = "direct"
    REVIEW = "review"  # of the company as a whole


@dataclass(frozen=True)
class Incoming:
    """A message from outside. ``thread_id`` groups what belongs together; ``parent_id`` is the answered message."""

    remote_id: str
    kind: IncomingKind
    author: Author
    text: str  # plain text; line breaks kept, no HTML
    written_at: datetime
    url: str
    thread_id: str  # the remote id of the thread's first post
    parent_id: str = ""
    ours: bool = False  # written by the connected account itself, elsewhere
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """What came in since ``cursor``. The caller stores ``cursor`` after the messages. Messages may repeat."""

    messages: Sequence[Incoming]
    cursor: str


# --- limits, checked by composer, preview and validation from the same data -----------------------------------------


class Problem(StrEnum):
    """Why a text, its pictures or videos do not fit. ``plan`` makes words for people of it and the figures."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PICTURES = "too_many_pictures"
    PICTURE_TOO_LARGE = "picture_too_large"
    PICTURE_TYPE = "picture_type"
    PICTURE_TOO_TALL = "picture_too_tall"
    PICTURE_TOO_WIDE = "picture_too_wide"
    ALT_MISSING = "alt_missing"
    ALT_TOO_LONG = "alt_too_long"
    TITLE_MISSING = "title_missing"
    TITLE_TOO_LONG = "title_too_long"
    NO_THREADS = "no_threads"
    THREAD_TOO_LONG = "thread_too_long"
    NO_VIDEO = "no_video"
    TOO_MANY_VIDEOS = "too_many_videos"
    VIDEO_TYPE = "video_type"
    VIDEO_TOO_LARGE = "video_too_large"
    VIDEO_TOO_LONG = "video_too_long"
    VIDEO_ALT_MISSING = "video_alt_missing"
    PICTURES_BESIDE_VIDEO = "pictures_beside_video"
    MEDIA_MISSING = "media_missing"
    # No network asks for these: the house does.
    NO_CONSENT = "no_consent"
    CONSENT_ENDED = "consent_ended"
    LICENCE_ENDED = "licence_ended"
    FILE_GONE = "file_gone"


Shape = tuple[int, int]
"""Of a picture, as people write it: (4, 5) is 4:5."""


@dataclass(frozen=True)
class Finding:
    """``number`` says which of the pictures it is about, counted from 0."""

    problem: Problem
    value: int = 0
    limit: int = 0
    number: int = 0


@dataclass(frozen=True)
class Limits:
    """A network's rules as data. ``count`` gives a text's length the way the network counts it.

    ``None`` means no limit. ``count_name`` tells the browser which of its counters agrees with ``count``:
    "graphemes", "graphemes_url23" (every URL counts 23, of remote mentions only the local part), "characters",
    "utf16" (code units), "little_text" (code units, signs that have to be escaped twice), "weighted" (every URL 23,
    other scripts than ours and emoji 2) or "emoji_bytes" (characters, those of emoji by their bytes in UTF-8).
    """

    max_length: int | None
    count: Callable[[str], int]
    count_name: str
    max_length_with_media: int | None = None  # where a caption is shorter than a text
    max_bytes: int | None = None
    max_pictures: int = 0
    picture_types: frozenset[str] = frozenset({"image/jpeg", "image/png", "image/webp"})
    max_picture_bytes: int | None = None
    max_picture_side: int | None = None  # pixels
    max_picture_pixels: int | None = None
    tallest: Shape | None = None  # taller pictures are refused, and wider ones than ``widest``
    widest: Shape | None = None
    shapes: tuple[Shape, ...] = ((1, 1), (4, 5), (191, 100), (16, 9))  # that look well there, for cropping
    max_alt_length: int | None = None
    max_videos: int = 0
    video_types: frozenset[str] = frozenset({"video/mp4", "video/webm"})
    max_video_bytes: int | None = None
    max_video_seconds: int | None = None
    captions: bool = False  # a video can bring its captions
    pictures_beside_video: bool = False
    needs_title: bool = False
    max_title_length: int | None = None
    threads: bool = False  # a post can follow another one of ours as its answer
    first_comment: bool = False
    text_optional_with_picture: bool = True
    fetches_media: bool = False  # the network fetches files by a public address instead of taking them
    needs_media: bool = False  # no post without a picture or a video
    keeps_unused: timedelta = timedelta(
        hours=1
    )  # what ``prepare`` left there is used within this, or made anew


# --- how an account is connected, declared as data ------------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """One input of the form that connects an account. Labels are English source strings, marked for translation."""

    name: str
    label: str
    help: str = ""
    secret: bool = False
    kind: str = "text"  # "text", "url", "password", "choice"
    required: bool = True
    placeholder: str = ""
    choices: Sequence[tuple[str, str]] = ()  # of a choice: what is kept, and its label


@dataclass(frozen=True)
class Connected:
    """The result of connecting: what is sealed, and whom it speaks for. ``settings`` is not secret (limits, hosts)."""

    account: Account
    credentials: Mapping[str, str] = field(repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Redirect:
    """The browser has to go to ``url``; ``pending`` is sealed and handed back with the query of the return address."""

    url: str
    pending: Mapping[str, str] = field(repr=False)


class Connect(Protocol):
    """``connect.py`` of a network: the form's fields, and what happens with them. Raises the failures above."""

    fields: Sequence[Field]
    instructions: Sequence[str]  # the steps a person does at the network first, one sentence each

    def begin(
        self, values: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected | Redirect: ...

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        """Complete after a ``Redirect``. Networks that never redirect raise ``Refused``."""
        ...


# --- protocols ------------------------------------------------------------------------------------------------------


class Connector(Protocol):
    """What every network declares. Made by ``connector(credentials, settings, http)``."""

    name: ClassVar[str]  # the folder's name; stored in the channel
    label: ClassVar[str]  # "Mastodon"
    icon: ClassVar[str]  # name of the symbol in the sprite
    weekly_hours: ClassVar[int]  # what tending an account usually takes; 0: nothing there is real
    connect: ClassVar[Connect]
    poll_every: ClassVar[timedelta]  # how often ``fetch`` is worth asking
    limits: ClassVar[Limits]
    notes: ClassVar[
        Sequence[str]
    ]  # what a person should know before: what it costs, reviews, what it cannot do

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None: ...

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        """The limits of one account, from what ``connect`` learnt about its server."""
        ...

    def whoami(self) -> Account:
        """Ask the network whom the credentials speak for: the health check."""
        ...


@runtime_checkable
class Publishes(Protocol):
    """``publish`` is the irreversible call; ``find_existing`` asks after a doubt."""

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent: ...

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found: ...


@runtime_checkable
class Prepares(Protocol):
    """Something has to lie there before a post can refer to it. It may be repeated; without it the handle is empty."""

    def prepare(self, post: Post, key: Key) -> Handle: ...


@runtime_checkable
class PublishesByHand(Protocol):
    """There is no interface: a person posts and confirms. ``steps`` says how, one sentence each."""

    def steps(self) -> Sequence[str]: ...


@runtime_checkable
class Varies(Protocol):
    """One connector for places of many kinds: the settings say what an account is called and drawn as."""

    @classmethod
    def label_for(cls, settings: Mapping[str, Any]) -> str: ...

    @classmethod
    def icon_for(cls, settings: Mapping[str, Any]) -> str: ...


@runtime_checkable
class Converses(Protocol):
    """Messages from outside. ``cursor`` is "" at first: start with recent messages, not with the whole past."""

    def fetch(self, cursor: str) -> Batch: ...


@runtime_checkable
class Reacts(Protocol):
    """Liking is idempotent: twice is once. Returns what ``unlike`` needs."""

    def like(self, target: Target, key: Key) -> str: ...

    def unlike(self, target: Target, like_id: str) -> None: ...


@runtime_checkable
class Edits(Protocol):
    """Change a post that is out. ``handle`` is what ``prepare`` left for the new content. Repeating it is harmless."""

    def edit(self, sent: Sent, post: Post, key: Key, handle: Handle) -> Sent: ...


@runtime_checkable
class Deletes(Protocol):
    """Take a post of ours back. One that is gone already is deleted."""

    def delete(self, sent: Sent) -> None: ...


@runtime_checkable
class Measures(Protocol):
    """What a network counts about a post of ours."""

    def figures(self, sent: Sent) -> Figures: ...


@dataclass(frozen=True)
class Call:
    """A request a network made to us, as it came in. Header names are in small letters."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Heard:
    """What a call means: whether there is something to fetch now, and what the network wants to hear."""

    news: bool
    answer: str = ""


class Forged(Exception):
    """The call does not bear the network's signature. It is answered with 403 and changes nothing."""


@runtime_checkable
class Calls(Protocol):
    """The network calls us when something happened (a webhook). A call is a nudge: what came is fetched as ever, so
    that calls may be lost, doubled or come in any order.
    """

    @staticmethod
    def hear(call: Call, credentials: Mapping[str, str]) -> Heard:
        """Check the signature first. Raises ``Forged``."""
        ...


@runtime_checkable
class Expires(Protocol):
    """Its credentials run out at a known time and can be exchanged before. ``refresh`` may be called once for each
    set: it returns the whole new set. Raises ``NeedsReconnect`` when only a person can help.
    """

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        """None: they do not run out by themselves."""
        ...

    def refresh(self) -> Mapping[str, str]: ...


@runtime_checkable
class Renews(Protocol):
    """Its credentials change while it is used: tokens expire, and the network hands out new ones.

    After every call, a failed one too, the caller seals ``renewed`` in place of the credentials it made the
    connector with, unless a person has connected the channel anew meanwhile. ``None``: they are still the same.
    """

    @property
    def renewed(self) -> Mapping[str, str] | None: ...


# --- checking -------------------------------------------------------------------------------------------------------


def check(post: Post, limits: Limits) -> list[Finding]:
    """Everything about ``post`` the network would refuse; the empty list when it fits."""
    return [
        *_check_text(post, limits),
        *_check_pictures(post.pictures, limits),
        *_check_videos(post, limits),
    ]


def _check_text(post: Post, limits: Limits) -> list[Finding]:
    findings = []
    if not post.text.strip() and not ((post.pictures or post.videos) and limits.text_optional_with_picture):
        findings.append(Finding(Problem.EMPTY))
    if limits.needs_media and post.reply_to is None and not (post.pictures or post.videos):
        findings.append(Finding(Problem.MEDIA_MISSING))
    if limits.needs_title and post.reply_to is None and not post.title.strip():
        findings.append(Finding(Problem.TITLE_MISSING))
    if limits.max_title_length is not None and len(post.title) > limits.max_title_length:
        findings.append(Finding(Problem.TITLE_TOO_LONG, len(post.title), limits.max_title_length))
    length, longest = limits.count(post.text), limits.max_length
    if limits.max_length_with_media is not None and (post.pictures or post.videos):
        longest = limits.max_length_with_media
    if longest is not None and length > longest:
        findings.append(Finding(Problem.TOO_LONG, length, longest))
    size = len(post.text.encode())
    if limits.max_bytes is not None and size > limits.max_bytes:
        findings.append(Finding(Problem.TOO_MANY_BYTES, size, limits.max_bytes))
    return findings


def _check_pictures(pictures: Sequence[Picture], limits: Limits) -> list[Finding]:
    findings = []
    if len(pictures) > limits.max_pictures:
        findings.append(Finding(Problem.TOO_MANY_PICTURES, len(pictures), limits.max_pictures))
    for number, picture in enumerate(pictures):
        if picture.media_type not in limits.picture_types:
            findings.append(Finding(Problem.PICTURE_TYPE, number=number))
        if limits.max_picture_bytes is not None and len(picture.content) > limits.max_picture_bytes:
            size = len(picture.content)
            findings.append(Finding(Problem.PICTURE_TOO_LARGE, size, limits.max_picture_bytes, number))
        if limits.tallest and _is_wider(limits.tallest, (picture.width, picture.height)):
            findings.append(Finding(Problem.PICTURE_TOO_TALL, number=number))
        if limits.widest and _is_wider((picture.width, picture.height), limits.widest):
            findings.append(Finding(Problem.PICTURE_TOO_WIDE, number=number))
        if not picture.alt.strip():
            findings.append(Finding(Problem.ALT_MISSING, number=number))
        elif limits.max_alt_length is not None and len(picture.alt) > limits.max_alt_length:
            findings.append(Finding(Problem.ALT_TOO_LONG, len(picture.alt), limits.max_alt_length, number))
    return findings


def _is_wider(shape: Shape, other: Shape) -> bool:
    return shape[0] * other[1] > other[0] * shape[1]


def _check_videos(post: Post, limits: Limits) -> list[Finding]:
    if not post.videos:
        return []
    if not limits.max_videos:
        return [Finding(Problem.NO_VIDEO)]
    findings = []
    if len(post.videos) > limits.max_videos:
        findings.append(Finding(Problem.TOO_MANY_VIDEOS, len(post.videos), limits.max_videos))
    if post.pictures and not limits.pictures_beside_video:
        findings.append(Finding(Problem.PICTURES_BESIDE_VIDEO))
    for video in post.videos:
        findings += _check_video(video, limits)
    return findings


def _check_video(video: Video, limits: Limits) -> list[Finding]:
    findings = []
    if video.media_type not in limits.video_types:
        findings.append(Finding(Problem.VIDEO_TYPE))
    if limits.max_video_bytes is not None and video.size > limits.max_video_bytes:
        findings.append(Finding(Problem.VIDEO_TOO_LARGE, video.size, limits.max_video_bytes))
    if limits.max_video_seconds is not None and video.seconds > limits.max_video_seconds:
        findings.append(Finding(Problem.VIDEO_TOO_LONG, round(video.seconds), limits.max_video_seconds))
    if not video.alt.strip():
        findings.append(Finding(Problem.VIDEO_ALT_MISSING))
    elif limits.max_alt_length is not None and len(video.alt) > limits.max_alt_length:
        findings.append(Finding(Problem.ALT_TOO_LONG, len(video.alt), limits.max_alt_length))
    return findings
