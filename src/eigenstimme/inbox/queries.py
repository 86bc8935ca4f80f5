"""Reading the inbox: lists, threads, and what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import FilteredRelation, Q

from eigenstimme.channels.models import Channel
from eigenstimme.inbox.models import Contact, Conversation, Message, Note, Reaction, Recommendation
from eigenstimme.inbox.models.conversation import ConversationQuerySet
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import EVERYTHING, reach
from eigenstimme.publishing.models import State
from eigenstimme.publishing.reasons import sentence

NEWEST = 50  # entries of a long thread that are shown at first
CANDIDATES = 10


class Show(StrEnum):
    ALL = "all"
    WAITING = "waiting"
    MINE = "mine"


def waiting(actor: Actor) -> ConversationQuerySet:
    return Conversation.objects.visible_to(actor).unanswered()


def reads_somewhere(actor: Actor) -> bool:
    """Whether there is an inbox for them at all, if only of one channel."""
    return reach(actor, "inbox.read") == EVERYTHING


def listed(actor: Actor, show: Show, channel: int | None) -> ConversationQuerySet:
    """Conversations for one view of the list: whoever waits longest stands first, what is closed comes last."""
    found = Conversation.objects.visible_to(actor)
    if show is Show.WAITING:
        found = found.unanswered()
    if show is Show.MINE:
        found = found.open().filter(responsible_id=actor.membership_id)
    if channel is not None:
        found = found.filter(channel_id=channel)
    return found.for_lists()


def channels(actor: Actor) -> list[Channel]:
    """Those on which somebody wrote to us."""
    spoken = Conversation.objects.visible_to(actor).values("channel")
    return list(Channel.objects.filter(pk__in=spoken).defer("credentials"))


@dataclass(frozen=True)
class Said:
    """One message of a thread, as it is shown."""

    message: Message
    answers: str  # whom, "" where that is not known
    like: Reaction | None
    at: datetime
    note: None = None

    @property
    def unfinished(self) -> bool:
        """An answer of ours that is not public (yet)."""
        publication = self.message.publication
        return publication is not None and publication.state != State.SENT

    @property
    def why(self) -> str:
        publication = self.message.publication
        return sentence(publication.reason) if publication and self.unfinished else ""


@dataclass(frozen=True)
class Noted:
    """One internal note between them."""

    note: Note
    at: datetime


@dataclass(frozen=True)
class Thread:
    """A conversation to read: the newest entries in their order, and the recommendations nobody has decided on."""

    entries: Sequence[Said | Noted]
    recommendations: Sequence[Recommendation]
    has_more: bool

    @property
    def said(self) -> list[Message]:
        return [entry.message for entry in self.entries if isinstance(entry, Said)]


def thread(conversation: Conversation, *, whole: bool) -> Thread:
    standing = FilteredRelation("reactions", condition=Q(reactions__taken_back_at=None))  # one at most
    rows = conversation.messages.annotate(standing=standing).order_by("-written_at", "-pk")
    rows = rows.select_related("handle__contact", "author__person", "publication")
    rows = rows.select_related("standing__by__person")  # type: ignore[misc]  # the stubs know no joined relation
    messages = list(rows if whole else rows[: NEWEST + 1])
    has_more = not whole and len(messages) > NEWEST
    shown = messages[:NEWEST] if has_more else messages
    notes = conversation.notes.select_related("author__person")
    if has_more:
        notes = notes.filter(written_at__gte=shown[-1].written_at)
    entries: list[Said | Noted] = [*_said(shown), *(Noted(note, note.written_at) for note in notes)]
    return Thread(
        entries=sorted(entries, key=lambda entry: entry.at),
        recommendations=list(_recommendations(conversation)),
        has_more=has_more,
    )


def _said(messages: Sequence[Message]) -> Iterable[Said]:
    writers = {message.remote_id: writer(message) for message in messages if message.remote_id}
    for message in messages:
        like: Reaction | None = getattr(message, "standing", None)  # joined, and missing where there is none
        answers = writers.get(message.parent_remote_id, "")
        yield Said(message, answers, like, message.written_at)


def writer(message: Message) -> str:
    """Who wrote it, as people here call them."""
    if message.handle is not None:
        return str(message.handle.contact)
    return str(message.author) if message.author else ""


def _recommendations(conversation: Conversation) -> Iterable[Recommendation]:
    found = Recommendation.objects.open().filter(message__conversation=conversation)
    return found.select_related("author__person", "message__handle__contact")


def candidates(contact: Contact, actor: Actor, wanted: str) -> list[Contact]:
    """Who could be the same person: by the typed words, else by the same name."""
    others = Contact.objects.visible_to(actor).exclude(pk=contact.pk).prefetch_related("handles")
    if wanted:
        words = Q(name__icontains=wanted) | Q(
            pk__in=Contact.objects.filter(handles__handle__icontains=wanted).values("pk")
        )
        return list(others.filter(words)[:CANDIDATES])
    return list(others.filter(name__iexact=contact.name).exclude(name="")[:CANDIDATES])
