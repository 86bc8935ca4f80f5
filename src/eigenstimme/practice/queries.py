"""What the pages and the interface of the practice network show."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet

from eigenstimme.practice.actions import token_hash
from eigenstimme.practice.models import PracticeComment, PracticeLike, PracticePost, Wall


@dataclass(frozen=True)
class Thread:
    first: PracticeComment
    replies: list[PracticeComment] = field(default_factory=list)


def wall_of(token: str) -> Wall | None:
    return Wall.objects.filter(token_hash=token_hash(token)).first() if token else None


def posts(wall: Wall, visitor: str) -> QuerySet[PracticePost]:
    """The wall's posts, newest first, with ``like_count``, ``comment_count`` and ``liked`` by the visitor."""
    liked = PracticeLike.objects.filter(post=OuterRef("pk"), visitor=visitor)
    return (
        PracticePost.objects.filter(wall=wall)
        .select_related("wall", "video")
        .prefetch_related("pictures__post__wall")
        .annotate(
            like_count=Count("likes", distinct=True),
            comment_count=Count("comments", distinct=True),
            liked=Exists(liked),
        )
        .order_by("-id")
    )


def conversation(post: PracticePost) -> list[Thread]:
    """The comments of a post in order of time, each first one with all that followed on it."""
    threads: dict[int, Thread] = {}
    for comment in post.comments.select_related("post__wall", "like"):
        if comment.parent_id is None:
            threads[comment.pk] = Thread(comment)
        else:
            threads[comment.pk] = threads[comment.parent_id]
            threads[comment.pk].replies.append(comment)
    return [thread for pk, thread in threads.items() if thread.first.pk == pk]


def comments_since(wall: Wall, since: int, most: int) -> QuerySet[PracticeComment]:
    return PracticeComment.objects.filter(wall=wall, pk__gt=since).select_related("post__wall")[:most]
