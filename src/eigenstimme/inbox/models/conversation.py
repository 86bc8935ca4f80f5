from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Left
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Key, Target
from eigenstimme.inbox.models.contact import Contact, Handle
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, reach
from eigenstimme.publishing.models import Publication

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LINE = 160  # characters of the newest message that a list shows
IN_A_LINE = (
    "company",
    "waiting_since",
    "last_at",
    "closed_at",
    "channel__name",
    "channel__network",
    "channel__responsible",
    "contact__name",
    "publication__title",
    "publication__text",
    "responsible__person__name",
)


IN_ORDER = (
    F("closed_at").asc(nulls_first=True),
    F("waiting_since").asc(nulls_last=True),
    F("last_at").desc(),
)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, actor: Actor) -> ConversationQuerySet:
        return self.filter(reach(actor, "inbox.read", channel="channel"), company_id=actor.company_id)

    def open(self) -> ConversationQuerySet:
        return self.filter(closed_at=None)

    def unanswered(self) -> ConversationQuerySet:
        return self.open().filter(waiting_since__isnull=False)

    def for_lists(self) -> ConversationQuerySet:
        """With what one line of a list shows; who waits longest stands first, then the newest."""
        newest = Message.objects.filter(conversation=OuterRef("pk")).order_by("-written_at", "-pk")
        return (
            self.select_related("channel", "contact", "publication", "responsible__person")
            .only(*IN_A_LINE)
            .annotate(
                last_text=Left(Subquery(newest.values("text")[:1]), LINE),
                last_is_ours=IsNull(Subquery(newest.values("handle")[:1]), True),
            )
            .order_by(*IN_ORDER)
        )


class Conversation(models.Model):
    """What belongs together on one channel: the thread under a piece, or a thread others began.

    ``waiting_since`` is the time of the first message from outside nobody has answered yet, None when all is answered.
    Closing says that everything taken in until then (``settled_until``) needs no answer.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="conversations")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="conversations")
    thread_id = models.CharField(max_length=500)
    publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conversations",
        help_text="the piece that is answered here",
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="conversations", help_text="who began it"
    )
    responsible = models.ForeignKey(
        Membership,
        models.PROTECT,
        related_name="responsible_for_conversations",
        verbose_name=_("responsible"),
    )
    waiting_since = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField()
    settled_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at"]
        constraints = [models.UniqueConstraint("channel", "thread_id", name="conversation_thread_once")]
        indexes = [
            models.Index(fields=["company", "-last_at"], name="conversation_by_time"),
            models.Index("company", *IN_ORDER, name="conversation_in_order"),
            models.Index(
                fields=["company", "waiting_since"],
                condition=Q(closed_at=None, waiting_since__isnull=False),
                name="conversation_waiting",
            ),
        ]

    def __str__(self) -> str:
        return str(self.publication or self.contact or self.channel)

    def get_absolute_url(self) -> str:
        return reverse("inbox:conversation", args=[self.pk])

    @property
    def name_on_record(self) -> str:
        """The post it is about; one that somebody else began is not called after them."""
        return self.publication.name_on_record if self.publication else f"{self.channel} #{self.pk}"

    def subject(self) -> Subject:
        return Subject(
            self.company_id,
            channel_id=self.channel_id,
            responsible=str(self.responsible),
            responsible_id=self.channel.responsible_id,
        )


class Message(models.Model):
    """One message. From outside it has a ``handle``; ours has its own ``author`` (an own person, by constraint) and,
    if it was sent from here, the ``publication`` that carries it out."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, help_text="connectors.types.IncomingKind, or 'answer'")
    handle = models.ForeignKey(Handle, models.PROTECT, null=True, blank=True, related_name="messages")
    author = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="messages")
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, related_name="message"
    )
    remote_id = models.CharField(max_length=500, blank=True)
    remote_extra = models.JSONField(default=dict, blank=True)
    parent_remote_id = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    url = models.URLField(max_length=1000, blank=True)
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        help_text="of an answer: equal for texts that read the same (inbox.sameness)",
    )
    written_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [
            models.Index(fields=["remote_id"], condition=~Q(remote_id=""), name="message_by_remote"),
            models.Index(fields=["fingerprint"], condition=~Q(fingerprint=""), name="answer_by_fingerprint"),
        ]
        constraints = [
            models.UniqueConstraint(
                "conversation", "remote_id", condition=~Q(remote_id=""), name="message_taken_in_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def from_outside(self) -> bool:
        return self.handle_id is not None

    def target(self) -> Target:
        return Target(self.remote_id, self.remote_extra)


class Note(models.Model):
    """An internal word in a conversation; nobody outside the product ever sees it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    author = models.ForeignKey(Membership, models.PROTECT, related_name="notes")
    text = models.TextField(_("note"), max_length=5000)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:80]


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def standing(self) -> ReactionQuerySet:
        return self.filter(taken_back_at=None)


class Reaction(models.Model):
    """A like by the company, done by an own person. ``next_at``: when the network is told next, None when it knows."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="reactions")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="reactions")
    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="its identity at the network"
    )
    at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    failed_reason = models.CharField(max_length=300, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    remote_id = models.CharField(max_length=500, blank=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("message", condition=Q(taken_back_at=None), name="liked_once")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="reaction_to_carry_out")
        ]

    def __str__(self) -> str:
        return f"{self.by} – {self.message}"

    def network_key(self) -> Key:
        return Key(uuid=self.key.hex, created_at=self.at)
