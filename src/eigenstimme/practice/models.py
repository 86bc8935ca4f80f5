"""A small public network of our own, to learn on and to train with: walls, posts, comments, likes.

This room plays a *network*. It is reached over HTTP by the practice connector and by visitors, as any network
is reached by its clients and the public; it knows a company only as the owner of a wall.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from eigenstimme.people.models import Company

LONGEST_POST = 500
LONGEST_COMMENT = 1000
LONGEST_NAME = 60
MOST_PICTURES = 4


class Wall(models.Model):
    """A company's profile on the practice network."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="walls")
    name = models.CharField(max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=80, unique=True, help_text="ends in random letters: not to be guessed")
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, in hex")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("practice:wall", args=[self.slug])

    @property
    def handle(self) -> str:
        return f"@{self.slug}"


class PracticePost(models.Model):
    wall = models.ForeignKey(Wall, models.CASCADE, related_name="posts")
    key = models.CharField(max_length=64, help_text="idempotency key of the sender")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint("wall", "key", name="one_practice_post_per_key")]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("practice:post", args=[self.wall.slug, self.pk])


class PracticePicture(models.Model):
    post = models.ForeignKey(PracticePost, models.CASCADE, related_name="pictures")
    file = models.FileField(upload_to="practice/%Y/%m/")
    media_type = models.CharField(max_length=20)
    alt = models.TextField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        return reverse("practice:picture", args=[self.post.wall.slug, self.pk])


class PracticeVideo(models.Model):
    post = models.OneToOneField(PracticePost, models.CASCADE, related_name="video")
    file = models.FileField(upload_to="practice/%Y/%m/")
    media_type = models.CharField(max_length=20)
    alt = models.TextField()
    captions = models.TextField(blank=True, db_default="", help_text="WebVTT")

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        return reverse("practice:video", args=[self.post.wall.slug, self.post_id])

    @property
    def track_url(self) -> str:
        return reverse("practice:track", args=[self.post.wall.slug, self.post_id])


class PracticeComment(models.Model):
    """By a visitor (``visitor`` is the mark in their browser) or, with a ``key``, by the wall's owner."""

    post = models.ForeignKey(PracticePost, models.CASCADE, related_name="comments")
    wall = models.ForeignKey(Wall, models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    key = models.CharField(max_length=64, blank=True)
    visitor = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=LONGEST_NAME)
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("wall", "key", condition=~Q(key=""), name="one_practice_answer_per_key"),
            models.CheckConstraint(
                condition=Q(key="", visitor__gt="") | Q(key__gt="", visitor=""),
                name="practice_comment_by_visitor_or_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return f"{self.post.get_absolute_url()}#comment-{self.pk}"

    @property
    def by_owner(self) -> bool:
        return self.key != ""


class PracticeLike(models.Model):
    """A visitor likes a post, or the wall's owner likes a comment."""

    post = models.ForeignKey(PracticePost, models.CASCADE, null=True, related_name="likes")
    comment = models.OneToOneField(PracticeComment, models.CASCADE, null=True, related_name="like")
    visitor = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("post", "visitor", name="one_practice_like_per_visitor"),
            models.CheckConstraint(
                condition=Q(post__isnull=False, comment=None, visitor__gt="")
                | Q(post=None, comment__isnull=False, visitor=""),
                name="practice_like_by_visitor_or_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"like {self.pk}"
