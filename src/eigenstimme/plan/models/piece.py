from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.media.crops import Crop
from eigenstimme.media.models import Attachment, AttachmentRow
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import EVERYTHING, Subject, reach
from eigenstimme.plan.link_marks import Marks, marked
from eigenstimme.plan.models.campaign import Campaign
from eigenstimme.plan.models.format import Format
from eigenstimme.plan.models.idea import Idea
from eigenstimme.plan.models.series import Series
from eigenstimme.plan.sources import site_of
from eigenstimme.plan.threads import finished, parts
from eigenstimme.strategy.models import ContentClass, Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LONGEST_TEXT = 50_000
LONGEST_COMMENT = 5_000


class PieceQuerySet(models.QuerySet["Piece"]):
    def visible_to(self, actor: Actor) -> PieceQuerySet:
        """Own people see all pieces; others what their mandates cover, and what they wrote while one is in force."""
        covered = reach(actor, "plan.read", channel="variants__channel", topic="topic")
        if covered == EVERYTHING:
            return self.filter(company_id=actor.company_id)
        mine = reach(actor, "plan.read") & Q(author_id=actor.membership_id)
        found = Piece.objects.filter(
            covered, pk=OuterRef("pk")
        )  # by itself: with its channels it is there several times
        return self.filter(mine | Exists(found), company_id=actor.company_id)


class Piece(models.Model):
    """One message of the company, for one or several channels. What its variants do not change, they inherit."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="pieces")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True, max_length=LONGEST_TEXT)
    planned_for = models.DateTimeField(_("planned for"), null=True, blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="pieces", verbose_name=_("topic"))
    format = models.ForeignKey(
        Format, models.PROTECT, null=True, blank=True, related_name="pieces", verbose_name=_("format")
    )
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="pieces")
    raised_class = models.CharField(
        _("class"), max_length=1, blank=True, choices=[("", _("as the topic says")), *ContentClass.choices]
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="pieces", verbose_name=_("campaign")
    )
    brief = models.TextField(_("brief"), blank=True, max_length=5000)
    first_comment = models.TextField(_("first comment"), blank=True, max_length=LONGEST_COMMENT)
    source_url = models.CharField(
        _("link to it"), max_length=2000, blank=True, help_text="of somebody else's content that it shares"
    )
    source_name = models.CharField(_("source"), max_length=120, blank=True)
    source_author = models.CharField(_("author there"), max_length=120, blank=True)
    plain_links = models.BooleanField(_("leave links as they are"), default=False)
    signed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="signed_pieces"
    )
    sign = models.CharField(
        max_length=12, blank=True, editable=False, help_text="as it was when the person signed"
    )
    idea = models.ForeignKey(Idea, models.PROTECT, null=True, blank=True, related_name="pieces")
    author = models.ForeignKey(Membership, models.PROTECT, related_name="pieces", verbose_name=_("author"))
    mandate_id = models.BigIntegerField(
        null=True, help_text="the mandate it was drafted under, if its author needs one"
    )
    responsible = models.ForeignKey(
        Membership, models.PROTECT, related_name="responsible_for_pieces", verbose_name=_("responsible")
    )
    revision = models.PositiveIntegerField(
        default=1, help_text="counts saved changes; two people never overwrite silently"
    )
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="of the form it came from: sent twice, it makes one piece",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["planned_for", "pk"]
        indexes = [models.Index(fields=["company", "planned_for"], name="piece_by_time")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:piece", args=[self.pk])

    @property
    def curated(self) -> bool:
        """Whether it shares somebody else's content: such posts count apart from own ones."""
        return bool(self.source_url)

    @property
    def source(self) -> str:
        """Whose content it shares, in a few words."""
        return ", ".join(filter(None, [self.source_author, self.source_name or site_of(self.source_url)]))

    @property
    def content_class(self) -> str:
        """The stricter of what the topic says and what the author chose."""
        return max(self.topic.content_class, self.raised_class)

    def subject(self) -> Subject:
        return Subject(
            self.company_id,
            topic_id=self.topic_id,
            content_class=self.content_class,
            author_id=self.author_id,
            responsible=str(self.responsible),
            expert_id=self.topic.expert_id,
            self_approval=self.company.self_approval_since is not None,
        )

    @property
    def attached(self) -> list[Attachment]:
        return [row.value for row in self.attachments.all()]

    def content_hash(self) -> str:
        """SHA-256 over all variants as they would go out. An approval is bound to it."""
        prefetched = "variants" in getattr(self, "_prefetched_objects_cache", {})
        variants = self.variants.all() if prefetched else whole(Variant.objects.filter(piece=self))
        hashes = sorted(variant.content_hash() for variant in variants)
        return hashlib.sha256("".join(hashes).encode()).hexdigest()


class PieceAttachment(AttachmentRow):
    piece = models.ForeignKey(Piece, models.CASCADE, related_name="attachments")


FIRST_COMMENT = 1000
"""Its number among the posts of a variant: above those of any thread, so that it keeps it when a thread grows."""


@dataclass(frozen=True)
class Outgoing:
    """One post of a variant. ``below`` says which of them it answers, by its number; None: it stands by itself."""

    text: str
    title: str = ""
    below: int | None = None


class Variant(models.Model):
    """A piece on one channel. Empty means: as in the piece."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="variants")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="variants", verbose_name=_("channel"))
    own_title = models.CharField(_("own title"), max_length=200, blank=True)
    own_text = models.TextField(_("own text"), blank=True, max_length=LONGEST_TEXT)
    own_first_comment = models.TextField(_("own first comment"), blank=True, max_length=LONGEST_COMMENT)
    without_media = models.BooleanField(_("without pictures"), default=False)
    link_marks = models.JSONField(
        null=True, editable=False, help_text="plan.link_marks, as it was when the piece was saved"
    )
    own_time = models.DateTimeField(_("own time"), null=True, blank=True)
    crops = models.JSONField(
        default=dict,
        db_default={},
        editable=False,
        help_text="how pictures are cropped on this channel: media.crops, by the asset’s key",
    )

    class Meta:
        ordering = ["channel__name"]
        constraints = [models.UniqueConstraint("piece", "channel", name="one_variant_per_channel")]
        indexes = [
            models.Index(fields=["own_time"], condition=Q(own_time__isnull=False), name="variant_by_own_time")
        ]

    def __str__(self) -> str:
        return f"{self.piece} – {self.channel}"

    @property
    def title(self) -> str:
        return self.own_title or self.piece.title

    @property
    def text(self) -> str:
        """As it goes out: all posts of a thread, with marked links, signed."""
        return finished(self.own_text or self.piece.text, Marks.of(self.link_marks), self.piece.sign)

    @property
    def posts(self) -> list[str]:
        """One, or those of a thread where the network has threads."""
        return parts(self.text) if self.channel.limits.threads else [self.text]

    @property
    def outgoing(self) -> dict[int, Outgoing]:
        """All that goes out, by number: the posts of a thread, and the comment below the first."""
        first, *others = self.posts
        found = {0: Outgoing(first, self.title)}
        found |= {number + 1: Outgoing(text, below=number) for number, text in enumerate(others)}
        return found | ({FIRST_COMMENT: Outgoing(self.first_comment, below=0)} if self.first_comment else {})

    @property
    def first_comment(self) -> str:
        """What goes out right below it; nothing where the network has no such thing."""
        if not self.channel.limits.first_comment:
            return ""
        return marked(self.own_first_comment or self.piece.first_comment, Marks.of(self.link_marks))

    @property
    def attached(self) -> list[Attachment]:
        """What this channel has of its own."""
        return [row.value for row in self.attachments.all()]

    @property
    def shown(self) -> list[Attachment]:
        """What goes out with it, in order, cropped for this channel."""
        files = [] if self.without_media else self.attached or self.piece.attached
        return [replace(each, crop=Crop.parse(self.crops.get(str(each.asset.pk), ""))) for each in files]

    @property
    def planned_for(self) -> datetime | None:
        """None means: as soon as it may go out."""
        return self.own_time or self.piece.planned_for

    def subject(self) -> Subject:
        return replace(
            self.piece.subject(), channel_id=self.channel_id, responsible_id=self.channel.responsible_id
        )

    def content_hash(self) -> str:
        """SHA-256 over channel, time, title, texts, files and alt texts: what is approved is what goes out."""
        content: list[Any] = [
            self.channel_id,
            self.planned_for.isoformat() if self.planned_for else None,
            self.title,
            self.text,
            *(each.fingerprint() for each in self.shown),
        ]
        if self.first_comment:
            content.append({"first comment": self.first_comment})
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def whole(variants: models.QuerySet[Variant]) -> models.QuerySet[Variant]:
    """With all that goes out on their channels."""
    attached = variants.prefetch_related("attachments__asset", "piece__attachments__asset")
    return attached.select_related("piece", "channel")


class VariantAttachment(AttachmentRow):
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="attachments")
