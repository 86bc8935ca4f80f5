from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import EVERYTHING, Subject, reach

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LONGEST_ALT = 1500
LONGEST_TAG = 40
GONE = "ui/gone.svg"
"""The picture that stands for a deleted file."""
MIDDLE = 50  # per cent: where the focal point lies until somebody says otherwise


class Origin(models.TextChoices):
    """Where a file comes from. Empty means that nobody has said so yet."""

    OWN = "own", _("taken by us")
    CUSTOMER = "customer", _("from a customer or partner")
    COMMISSIONED = "commissioned", _("commissioned and paid for")
    STOCK = "stock", _("from a picture agency")
    MACHINE = "machine", _("made by an AI")


def _path(asset: Asset, _name: str) -> str:
    return f"{asset.company_id}/{asset.sha256[:2]}/{asset.sha256}.{asset.extension}"


def in_use() -> Exists | Q:
    """Whether an asset is attached to anything, whatever the rooms above attach files to."""
    from eigenstimme.media.models.attachment import AttachmentRow

    rows = [table._default_manager.filter(asset=OuterRef("pk")) for table in AttachmentRow.__subclasses__()]
    return reduce(or_, (Exists(each) for each in rows), Q(pk__in=[]))


def has_consent() -> Exists:
    """Whether somebody who is shown agrees today; ``media.showing`` looks more closely."""
    from eigenstimme.media.models.consent import Consent

    return Exists(Consent.objects.good_on(timezone.localdate()).filter(assets=OuterRef("pk")))


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, actor: Actor) -> AssetQuerySet:
        """Whoever sees the whole plan sees all; others what they added, and what stands in what they see.

        That is posts, ideas, and deliveries of the orders they work on.
        """
        piece, variant = "pieceattachments__piece", "variantattachments__variant"
        in_pieces = reach(actor, "plan.read", channel=f"{piece}__variants__channel", topic=f"{piece}__topic")
        if in_pieces == EVERYTHING:
            return self.filter(company_id=actor.company_id)
        in_variants = reach(
            actor, "plan.read", channel=f"{variant}__channel", topic=f"{variant}__piece__topic"
        )
        in_ideas = reach(actor, "plan.read") & Q(ideaattachments__isnull=False)
        me = actor.membership_id or 0
        in_orders = Q(deliveryattachments__delivery__order__specialist_id=me)
        ways = [
            in_pieces,
            in_variants,
            in_ideas,
            in_orders,
        ]  # each by itself: joined to one they take ten times as long
        found = [Q(Exists(Asset.objects.filter(way, pk=OuterRef("pk")))) for way in ways]
        return self.filter(reduce(or_, found, Q(added_by_id=me)), company_id=actor.company_id)

    def about(self, words: str) -> AssetQuerySet:
        """Those in whose title, alt text, tags, file name or author each of ``words`` occurs, also inside a word.

        A plain scan: the database that comes along has no trigrams, and word stems would not find “Haus” in
        “Treppenhaus”. With 20,000 files it takes some milliseconds (bench/pages.py).
        """
        found = self
        for word in words.lower().split():
            found = found.filter(words__contains=word)
        return found

    def kept(self) -> AssetQuerySet:
        """Without those that were deleted for good."""
        return self.filter(deleted_at=None)

    def to_clear_away(self) -> AssetQuerySet:
        """Deleted ones something of which may still lie on the disk."""
        return self.filter(deleted_at__isnull=False).exclude(file="")

    def with_consent_state(self) -> AssetQuerySet:
        """``agreed``: whether there is a consent today, for marking what shows people."""
        return self.annotate(agreed=has_consent())

    def for_tiles(self) -> AssetQuerySet:
        """Without the long texts that a tile does not show."""
        return self.defer("words", "captions", "licence_note")

    def used(self, used: bool) -> AssetQuerySet:
        return self.filter(in_use()) if used else self.exclude(in_use())


class Asset(models.Model):
    """A picture or video, checked and cleaned when it came in: without camera data and place.

    A picture is upright and has at most 2,560 px a side; of a video, pictures and sound stay as they are. The file
    never changes; ``alt`` is what its attachments start from.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="assets")
    file = models.FileField(upload_to=_path)
    file_name = models.CharField(max_length=200, blank=True, help_text="as it was called when it came in")
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    captions = models.TextField(blank=True, help_text="of a video: WebVTT")
    captions_sha256 = models.CharField(
        max_length=64, blank=True, db_default="", help_text="stays when the file is deleted"
    )
    duration_ms = models.PositiveIntegerField(null=True, blank=True, help_text="of a video")
    poster_ms = models.PositiveIntegerField(
        null=True, blank=True, help_text="of a video: the moment its still shows; None: about a second in"
    )
    sha256 = models.CharField(max_length=64)
    likeness = models.BigIntegerField(null=True, blank=True, help_text="see media.likeness")
    title = models.CharField(max_length=120, blank=True)
    alt = models.CharField(_("what is to be seen (alt text)"), max_length=LONGEST_ALT, blank=True)
    tags = ArrayField(models.CharField(max_length=LONGEST_TAG), default=list, blank=True)
    words = models.TextField(
        blank=True, editable=False, help_text="what a search looks through, in small letters"
    )
    focal_x = models.PositiveSmallIntegerField(default=MIDDLE, validators=[MaxValueValidator(100)])
    focal_y = models.PositiveSmallIntegerField(default=MIDDLE, validators=[MaxValueValidator(100)])

    origin = models.CharField(max_length=12, blank=True, choices=Origin.choices)
    author = models.CharField(max_length=120, blank=True)
    made_by_ai = models.BooleanField(default=False)
    licence = models.CharField(max_length=120, blank=True)
    licence_until = models.DateField(null=True, blank=True, help_text="the last day")
    licence_end_told_at = models.DateTimeField(null=True, blank=True)
    people_shown = models.BooleanField(default=False, help_text="people can be recognised on it")
    licence_note = models.TextField(max_length=1000, blank=True)
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="for good: only the row is left")

    objects = AssetQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(
                fields=["company", "-added_at", "-id"], condition=Q(deleted_at=None), name="asset_newest_kept"
            ),
            models.Index(fields=["company", "sha256"], name="asset_by_content"),
            models.Index(
                fields=["licence_until"], condition=Q(licence_end_told_at=None), name="licence_running_out"
            ),
            models.Index(
                fields=["deleted_at"],
                condition=Q(deleted_at__isnull=False) & ~Q(file=""),
                name="asset_to_clear_away",
            ),
        ]

    def __str__(self) -> str:
        if self.deleted_at:
            return gettext("deleted file")
        return self.title or self.alt or self.file_name or str(self.file)

    @property
    def name_on_record(self) -> str:
        """Files are called after what they show, and history keeps what it is told for ever: a file is erasable."""
        return f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = self.searchable()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "words"}
        super().save(*args, **kwargs)

    def searchable(self) -> str:
        return "\n".join([self.title, self.alt, *self.tags, self.file_name, self.author]).lower()

    def get_absolute_url(self) -> str:
        return reverse("media:file", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(self.company_id)

    @property
    def extension(self) -> str:
        return self.media_type.rpartition("/")[2].replace("jpeg", "jpg")

    @property
    def is_video(self) -> bool:
        """A deleted one is shown like every deleted file: as a picture that says so."""
        return self.deleted_at is None and self.media_type.startswith("video/")

    @property
    def length(self) -> str:
        """How long a video is, as "1:05"."""
        minutes, seconds = divmod(round((self.duration_ms or 0) / 1000), 60)
        return f"{minutes}:{seconds:02}"

    @property
    def seconds(self) -> float:
        """How long a video is."""
        return (self.duration_ms or 0) / 1000

    @property
    def poster_seconds(self) -> float:
        return (self.poster_ms or 0) / 1000

    @property
    def url(self) -> str:
        return static(GONE) if self.deleted_at else reverse("media:asset", args=[self.pk])

    @property
    def small_url(self) -> str:
        """All of it, at most 480 px a side."""
        return self._rendition_url("small")

    @property
    def still_url(self) -> str:
        """What stands for it where only a picture can, at most 1,280 px a side: itself, or a still of the video."""
        return self._rendition_url("still")

    @property
    def square_url(self) -> str:
        """Around its focal point; a new one has a new address, so that browsers may keep the old."""
        moved = (self.focal_x, self.focal_y) != (MIDDLE, MIDDLE)
        return self._rendition_url("square", f"{self.focal_x}-{self.focal_y}" if moved else "")

    def _rendition_url(self, name: str, *marks: str) -> str:
        """``marks`` and the moment of the still only make it another address when the picture is another one."""
        if self.deleted_at:
            return static(GONE)
        query = "&".join(
            [*filter(None, marks), *([f"still={self.poster_ms}"] if self.poster_ms is not None else [])]
        )
        return reverse("media:rendition", args=[self.pk, name]) + (f"?{query}" if query else "")
