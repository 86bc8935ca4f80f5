"""The verbs of the practice network.

Its writers are the owner of a wall's token and visitors, not members of a company: the right is the token or
the open page. Who in the company did it, under which mandate, is on record where it was decided (publishing,
inbox).

Everything written on a wall takes the wall's lock first: keys are unique without races, and the ids of its
comments grow in the order in which they become visible, so a reader who asks "since" misses none.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image, UnidentifiedImageError

from eigenstimme.connectors.text import graphemes
from eigenstimme.connectors.types import Account, Connected
from eigenstimme.people.models import Company
from eigenstimme.practice.models import (
    LONGEST_COMMENT,
    LONGEST_NAME,
    LONGEST_POST,
    MOST_PICTURES,
    PracticeComment,
    PracticeLike,
    PracticePicture,
    PracticePost,
    PracticeVideo,
    Wall,
)

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MOST_PIXELS = 50_000_000
WIDEST = 2  # times as long as wide
MOST_COMMENTS_A_MINUTE = 20
"""Of all visitors of one wall together: the page is open to everyone who knows its address."""
MOST_LIKES = 1000
"""Of one post. Whoever has no mark yet gets a new one with each like, so a program could go on for ever."""


class Unfit(ValueError):
    """What was sent does not fit the network's rules; the text is an English sentence for the sender."""


class TooMany(Exception):
    """Visitors comment on this wall faster than people do."""


@dataclass(frozen=True)
class Upload:
    content: bytes = field(repr=False)
    alt: str
    captions: str = ""


def create_wall(company: Company, name: str) -> tuple[Wall, str]:
    """Open a wall. The token that writes on it is given out here only; the database keeps its hash."""
    token = secrets.token_urlsafe(32)
    name = name[:LONGEST_NAME]
    slug = f"{slugify(name)[:60] or 'wall'}-{secrets.token_hex(4)}"
    wall = Wall.objects.create(company=company, name=name, slug=slug, token_hash=token_hash(token))
    return wall, token


def connect_wall(company: Company, name: str) -> Connected:
    """Open a wall for a channel: what connecting another network gives, without a form or an account there."""
    wall, token = create_wall(company, name)
    account = Account(
        remote_id=str(wall.pk),
        name=wall.name,
        handle=wall.handle,
        url=f"{settings.PUBLIC_URL}{wall.get_absolute_url()}",
    )
    return Connected(account, {**address(), "token": token})


def address() -> dict[str, str]:
    """Where the walls are reached now: the installation's address may change, its walls stay."""
    return {"base_url": f"{settings.PUBLIC_URL}{reverse('practice:account').removesuffix('account/')}"}


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def publish(
    wall: Wall, *, key: str, text: str, uploads: Sequence[Upload], video: Upload | None = None
) -> PracticePost:
    """Put a post on the wall; the same ``key`` twice is the same post. Raises ``Unfit``."""
    _fits(text, LONGEST_POST, optional=bool(uploads or video))
    if len(uploads) > MOST_PICTURES:
        raise Unfit(f"A post carries at most {MOST_PICTURES} pictures.")
    pictures = [(upload, *_examined(upload.content)) for upload in uploads]
    video_type = _video_type(video.content) if video else ""
    with transaction.atomic():
        _lock(wall)
        post, created = PracticePost.objects.get_or_create(
            wall=wall, key=key, defaults={"text": text, "written_at": timezone.now()}
        )
        for upload, media_type, (width, height) in pictures if created else []:
            picture = PracticePicture(
                post=post, media_type=media_type, alt=upload.alt, width=width, height=height
            )
            name = f"{secrets.token_hex(8)}.{media_type.removeprefix('image/')}"
            picture.file.save(name, ContentFile(upload.content))
        if video and created:
            film = PracticeVideo(post=post, media_type=video_type, alt=video.alt, captions=video.captions)
            film.file.save(f"{secrets.token_hex(8)}.{video_type[6:]}", ContentFile(video.content))
    return post


def answer(post: PracticePost, parent: PracticeComment | None, *, key: str, text: str) -> PracticeComment:
    """Write under a post as the wall's owner; the same ``key`` twice is the same answer. Raises ``Unfit``."""
    _fits(text, LONGEST_COMMENT)
    with transaction.atomic():
        _lock(post.wall)
        comment, _created = PracticeComment.objects.get_or_create(
            wall=post.wall,
            key=key,
            defaults={
                "post": post,
                "parent": parent,
                "name": post.wall.name,
                "text": text,
                "written_at": timezone.now(),
            },
        )
    return comment


def comment(
    post: PracticePost, parent: PracticeComment | None, *, visitor: str, name: str, text: str
) -> PracticeComment:
    """Write under a post as a visitor. Raises ``Unfit`` and ``TooMany``."""
    _fits(text, LONGEST_COMMENT)
    with transaction.atomic():
        _lock(post.wall)
        now = timezone.now()
        recent = PracticeComment.objects.filter(
            wall=post.wall, key="", written_at__gt=now - timedelta(minutes=1)
        )
        if recent.count() >= MOST_COMMENTS_A_MINUTE:
            raise TooMany
        return PracticeComment.objects.create(
            post=post, wall=post.wall, parent=parent, visitor=visitor, name=name, text=text, written_at=now
        )


def like_post(post: PracticePost, *, visitor: str) -> None:
    """A post that everybody likes is liked by nobody more."""
    if post.likes.count() >= MOST_LIKES:
        return
    PracticeLike.objects.get_or_create(post=post, visitor=visitor)


def unlike_post(post: PracticePost, *, visitor: str) -> None:
    PracticeLike.objects.filter(post=post, visitor=visitor).delete()


def like_comment(comment: PracticeComment) -> None:
    PracticeLike.objects.get_or_create(comment=comment)


def unlike_comment(comment: PracticeComment) -> None:
    PracticeLike.objects.filter(comment=comment).delete()


def _lock(wall: Wall) -> None:
    Wall.objects.select_for_update().get(pk=wall.pk)


def _fits(text: str, longest: int, *, optional: bool = False) -> None:
    if not text.strip() and not optional:
        raise Unfit("The text is empty.")
    if "\0" in text:
        raise Unfit("The text holds characters that cannot be kept.")
    if graphemes(text) > longest:
        raise Unfit(f"The text is longer than {longest} characters.")


def _video_type(content: bytes) -> str:
    """By its first bytes: this network shows videos, it does not look into them."""
    if content[4:8] == b"ftyp":
        return "video/mp4"
    if content[:4] == b"\x1aE\xdf\xa3":
        return "video/webm"
    raise Unfit("A video has to be MP4 or WebM.")


def _examined(content: bytes) -> tuple[str, tuple[int, int]]:
    """Type and size of a picture, from its bytes and not from what the sender says. Raises ``Unfit``."""
    try:
        with Image.open(io.BytesIO(content), formats=list(TYPES)) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise Unfit("The picture has too many pixels.")
            if max(width, height) > WIDEST * min(width, height):
                raise Unfit("The picture is too tall or too wide: at most twice as long as wide.")
            image.load()  # a torn file shows only here
            return TYPES[image.format or ""], (width, height)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit("The file is not a picture in JPEG, PNG or WebP.") from error
