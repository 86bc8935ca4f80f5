from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Key
from eigenstimme.media.crops import Crop
from eigenstimme.media.models import Attachment, AttachmentRow
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, reach
from eigenstimme.plan.models import Approval, Variant
from eigenstimme.publishing.reasons import Reason

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class State(models.TextChoices):
    """``planned → due → sending → sent | unclear | failed``; beside it ``held``, ``missed``, ``withdrawn``."""

    PLANNED = "planned", _("planned")
    DUE = "due", _("due")
    SENDING = "sending", _("sending")
    SENT = "sent", _("published")
    UNCLEAR = "unclear", _("unclear")
    FAILED = "failed", _("failed")
    HELD = "held", _("held")
    MISSED = "missed", _("missed")
    WITHDRAWN = "withdrawn", _("withdrawn")


WAITING = (State.PLANNED, State.DUE)
MOVING = (State.PLANNED, State.DUE, State.SENDING)
NEEDS_A_PERSON = (State.HELD, State.MISSED, State.UNCLEAR, State.FAILED)
STANDS_STILL = Q(state__in=NEEDS_A_PERSON) | Q(state=State.DUE, reason=Reason.BY_HAND)
"""Nothing happens to these until a person does something."""

NOT_BEFORE_ITS_TURN = datetime(9999, 1, 1, tzinfo=UTC)
"""When the clock takes up what waits for the post before it: that one, once it is out, says when."""
AHEAD = timedelta(minutes=5)
"""How long before its time a publication is prepared: pictures uploaded, mistakes noticed. Videos take longer."""
VIDEO_WORK = timedelta(minutes=3)
"""What a network needs to work on one."""
SLOW_LINE = 250_000  # bytes a second


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, actor: Actor) -> PublicationQuerySet:
        covered = reach(actor, "plan.read", channel="channel", topic="variant__piece__topic")
        mine = reach(actor, "plan.read") & Q(variant__piece__author_id=actor.membership_id)
        return self.filter(covered | mine, company_id=actor.company_id)

    def with_authorisation(self) -> PublicationQuerySet:
        """With everything its authorisation rests on and everyone who may have to be told."""
        attached = ("attachments", "variant__attachments", "variant__piece__attachments")
        return self.prefetch_related(*(f"{place}__asset" for place in attached)).select_related(
            "company",
            "channel__responsible__person",
            "authorised_by__person",
            "approval",
            "follows",
            "variant__channel",
            "variant__piece__company",
            "variant__piece__responsible__person",
            "variant__piece__topic",
        )

    def posts(self) -> PublicationQuerySet:
        """A thread is one."""
        return self.filter(variant__isnull=False, part=0)

    def in_turn(self) -> PublicationQuerySet:
        """Without those whose turn comes when the post before them is out."""
        return self.filter(Q(follows=None) | Q(follows__state=State.SENT))


class Publication(models.Model):
    """Something that goes out once, on one channel: a piece's variant, or an answer in a conversation.

    It is a copy of what was authorised, with the authorisation: who, under which mandate or approval, for which
    content. ``state`` is the truth; jobs are only nudges.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="publications")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="publications")
    variant = models.ForeignKey(Variant, models.PROTECT, null=True, blank=True, related_name="publications")
    follows = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="followers",
        help_text="the post of the same variant it answers; it waits until that is out",
    )
    part = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="of the variant, from 0")
    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="its identity at the network, for life"
    )

    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    reply_to = models.JSONField(
        null=True, blank=True, help_text='{"remote_id": …, "extra": {…}} of the answered message'
    )
    content_hash = models.CharField(max_length=64)

    authorised_by = models.ForeignKey(Membership, models.PROTECT, related_name="authorised_publications")
    permission = models.CharField(
        max_length=30, help_text="the right it goes out by, asked again at the instant of sending"
    )
    mandate_id = models.BigIntegerField(null=True, help_text="under which mandate, if it needed one")
    approval = models.ForeignKey(Approval, models.PROTECT, null=True, blank=True, related_name="publications")

    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reason = models.CharField(max_length=40, blank=True, help_text="a code of publishing.reasons")
    detail = models.CharField(max_length=500, blank=True, help_text="what the network said")
    due_at = models.DateTimeField(help_text="when it was promised; kept through holds")
    next_at = models.DateTimeField(help_text="when the dispatcher takes it up next")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    remote_id = models.CharField(max_length=500, blank=True)
    remote_url = models.URLField(max_length=1000, blank=True)
    remote_extra = models.JSONField(default=dict, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="publication_state_known"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_has_its_time"
            ),
            models.UniqueConstraint(
                "variant", "part", condition=~Q(state__in=["withdrawn"]), name="a_part_goes_out_once"
            ),
            models.CheckConstraint(
                condition=Q(follows=None, part=0) | Q(follows__isnull=False, part__gt=0),
                name="a_part_follows_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=["planned", "due", "sending"]),
                name="publication_to_move",
            ),
            models.Index(fields=["company", "state"], name="publication_by_state"),
            models.Index(fields=["due_at"], name="publication_by_time"),
            models.Index(
                fields=["company", "due_at"], condition=STANDS_STILL, name="publication_standing_still"
            ),
            models.Index(fields=["channel", "remote_id"], name="publication_by_remote"),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("publishing:publication", args=[self.pk])

    @property
    def name_on_record(self) -> str:
        """An answer may address somebody by their name, and history keeps what it is told."""
        return str(self) if self.variant_id else f"{self.channel} #{self.pk}"

    def subject(self) -> Subject:
        return self.variant.subject() if self.variant else self.channel.subject()

    @property
    def permission_to_vouch(self) -> str:
        """The right of whoever takes over the authorisation: approving a post, or speaking in a conversation."""
        return "piece.approve" if self.variant_id else self.permission

    @property
    def waits(self) -> bool:
        """It answers a post that is not out yet, or that nothing can answer."""
        before = self.follows
        return before is not None and not (before.state == State.SENT and before.remote_id)

    def set_time(self, at: datetime, attached: Sequence[Attachment]) -> None:
        """It goes out at ``at``; prepared early enough for that, and not earlier than the network keeps it unused."""
        self.due_at = at
        if self.waits:
            self.next_at = NOT_BEFORE_ITS_TURN
            return
        self.next_at = at - min(AHEAD + time_for_videos(attached), self.channel.limits.keeps_unused / 2)

    def network_key(self) -> Key:
        return Key(uuid=self.key.hex, created_at=self.created_at)

    @property
    def attached(self) -> list[Attachment]:
        return [row.value for row in self.attachments.all()] if self.pk else []

    def computed_hash(self) -> str:
        """SHA-256 over all that goes out. Stored when it was authorised, computed again before sending."""
        return self.hash_with(self.attached)

    def hash_with(self, attached: Sequence[Attachment]) -> str:
        content: list[Any] = [self.channel_id, self.title, self.text, self.reply_to]
        content += [each.fingerprint() for each in attached]
        if self.part:
            content.append(self.part)
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def time_for_videos(attached: Sequence[Attachment]) -> timedelta:
    """What preparing takes beside: a slow line brings them there, and then the network works on them."""
    sizes = [each.asset.size for each in attached if each.asset.is_video]
    return VIDEO_WORK * len(sizes) + timedelta(seconds=sum(sizes) / SLOW_LINE)


class PublicationAttachment(AttachmentRow):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="attachments")
    crop = models.CharField(max_length=30, blank=True, db_default="", help_text="see media.crops")

    @property
    def value(self) -> Attachment:
        return replace(super().value, crop=Crop.parse(self.crop))

    @classmethod
    def columns(cls, attached: Attachment) -> dict[str, Any]:
        return super().columns(attached) | {"crop": str(attached.crop or "")}


class AttemptState(models.TextChoices):
    PREPARED = "prepared", _("prepared")
    SENDING = "sending", _("handed to the network")
    ACCEPTED = "accepted", _("accepted")
    NOT_SENT = "not_sent", _("not sent")
    REFUSED = "refused", _("refused")
    UNKNOWN = "unknown", _("outcome unknown")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> AttemptQuerySet:
        return self.filter(ended_at=None)


class Attempt(models.Model):
    """One try. It is written before the network is called, so that a crash leaves its trace.

    Whoever changes it holds the lock of its publication.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=AttemptState.choices, default=AttemptState.PREPARED)
    handle = models.JSONField(default=dict, help_text="what preparing left at the network")
    prepared_for = models.CharField(
        max_length=64,
        blank=True,
        db_default="",
        help_text="the content and the account the handle is good for",
    )
    prepared_at = models.DateTimeField(null=True, blank=True, help_text="when the handle was stored")
    detail = models.CharField(max_length=500, blank=True)
    lookups = models.PositiveSmallIntegerField(
        default=0, help_text="how often the network was asked whether it has it"
    )
    lease_until = models.DateTimeField(help_text="until then it is believed to be in the hands of a worker")
    started_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(
        null=True, blank=True, help_text="just before the irreversible call"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("publication", "number", name="attempt_number_once"),
            models.UniqueConstraint("publication", condition=Q(ended_at=None), name="one_open_attempt"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.number} {self.state}"


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, actor: Actor) -> HoldQuerySet:
        return self.filter(company_id=actor.company_id)

    def in_force(self) -> HoldQuerySet:
        return self.filter(lifted_at=None)


class Hold(models.Model):
    """Everything of a company, or of one channel, stands still until a person lifts it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="holds")
    channel = models.ForeignKey(Channel, models.CASCADE, null=True, blank=True, related_name="holds")
    reason = models.CharField(_("reason"), max_length=300)
    placed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at"]
        constraints = [
            models.UniqueConstraint(
                "company",
                "channel",
                condition=Q(lifted_at=None),
                nulls_distinct=False,
                name="one_hold_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.reason
