"""Taking in what networks hand us: the same rows, whatever is repeated and in whatever order it comes.

All of it happens under the channel's lock, which ``answered`` takes as well: an answer of ours that the network hands
back before we have noted its id, and one it hands back afterwards, both end as one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from django.db import models, transaction
from django.db.models import Q

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Author, Batch, Incoming
from eigenstimme.inbox import notices, waiting
from eigenstimme.inbox.models import Contact, Conversation, Handle, Message
from eigenstimme.people.actor import Actor
from eigenstimme.publishing.models import Publication, State

OUT_OR_NEARLY = (State.SENDING, State.SENT, State.UNCLEAR)


@transaction.atomic
def take_in(channel: Channel, batch: Batch, *, now: datetime) -> list[Message]:
    """Store what is new in ``batch`` and return it; tell the responsible people, and put it on record."""
    lock(channel)
    new: dict[Conversation, list[Message]] = {}
    for incoming in batch.messages:
        message = _take_in(channel, incoming, now)
        if message is not None:
            new.setdefault(message.conversation, []).append(message)
    for conversation, messages in new.items():
        _follow_up(conversation, messages)
    for conversation, messages in new.items():  # the record's lock comes last
        record(
            Actor.of_the_system(channel.company_id),
            "conversation.received",
            conversation,
            channel=channel.name,
            count=len(messages),
        )
    return [message for messages in new.values() for message in messages]


def lock(channel: Channel) -> None:
    """One at a time for each channel; others may still refer to it."""
    _lock({channel.pk})


def _lock(channels: set[int]) -> None:
    rows = Channel.objects.select_for_update(no_key=True).filter(pk__in=channels).order_by("pk")
    list(rows.values_list("pk"))


def _take_in(channel: Channel, incoming: Incoming, now: datetime) -> Message | None:
    """The new message; None for one that is known, or that is the answered post itself."""
    known = Message.objects.filter(conversation__channel=channel)
    if known.filter(remote_id=incoming.remote_id).exists():
        return None
    if incoming.ours and _sent_from_here(channel, incoming):
        return None
    conversation = _conversation(channel, incoming, now)
    return Message.objects.create(
        conversation=conversation,
        kind=incoming.kind,
        handle=None if incoming.ours else _handle(channel, incoming, now),
        remote_id=incoming.remote_id,
        remote_extra=dict(incoming.extra),
        parent_remote_id=incoming.parent_id,
        text=_clean(incoming.text),
        url=_web(incoming.url, Message),
        written_at=min(incoming.written_at, now),
        taken_in_at=now,
    )


def _sent_from_here(channel: Channel, incoming: Incoming) -> bool:
    """A post of ours, or an answer of which the network had not told us the id (a person confirmed it)."""
    if Publication.objects.filter(channel=channel, remote_id=incoming.remote_id).exists():
        return True
    nameless = Message.objects.filter(
        conversation__channel=channel,
        publication__state__in=OUT_OR_NEARLY,
        remote_id="",
        parent_remote_id=incoming.parent_id,
        text=_clean(incoming.text),
    )
    answer = nameless.order_by("written_at").first()
    if answer is None:
        return False
    answer.remote_id, answer.remote_extra = incoming.remote_id, dict(incoming.extra)
    answer.url = _web(incoming.url, Message)
    answer.save(update_fields=["remote_id", "remote_extra", "url"])
    return True


def _conversation(channel: Channel, incoming: Incoming, now: datetime) -> Conversation:
    """The thread it belongs to: by the network's word, else by the message it answers, else a new one."""
    rows = Conversation.objects.select_for_update(of=["self"]).select_related(
        "channel__responsible__person", "responsible__person", "contact", "publication"
    )
    rows = rows.filter(channel=channel)
    answered = Q(messages__remote_id=incoming.parent_id) & ~Q(messages__remote_id="")
    thread = rows.filter(thread_id=incoming.thread_id).first()
    if found := thread or rows.filter(pk__in=Conversation.objects.filter(answered).values("pk")).first():
        return found
    written_at = min(incoming.written_at, now)
    return Conversation.objects.create(
        company_id=channel.company_id,
        channel=channel,
        thread_id=incoming.thread_id,
        responsible=channel.responsible,
        last_at=written_at,
    )


def _handle(channel: Channel, incoming: Incoming, now: datetime) -> Handle:
    """Who wrote it, with what the network says of them in their newest message.

    A deleted author has no id: such messages stand alone, so that strangers are not taken for one person.
    """
    author = incoming.author
    remote_id = author.remote_id or f"somebody:{incoming.remote_id}"
    written_at = min(incoming.written_at, now)
    known = Handle.objects.select_related("contact").filter(
        company_id=channel.company_id, network=channel.network, remote_id=remote_id
    )
    handle = known.first()
    if handle is None:
        contact = Contact.objects.create(
            company_id=channel.company_id, name=_short(author.name, Contact, "name"), first_seen_at=written_at
        )
        return Handle.objects.create(
            company_id=channel.company_id,
            contact=contact,
            network=channel.network,
            remote_id=remote_id,
            **_described(author),
        )
    if not handle.messages.filter(written_at__gte=written_at).exists():
        _describe_anew(handle, author)
    Contact.objects.filter(pk=handle.contact_id, first_seen_at__gt=written_at).update(
        first_seen_at=written_at
    )
    return handle


def _describe_anew(handle: Handle, author: Author) -> None:
    """The contact follows its account's name until a person gives it another one."""
    described = _described(author)
    if handle.contact.name == handle.name:
        Contact.objects.filter(pk=handle.contact_id).update(name=described["name"])
    Handle.objects.filter(pk=handle.pk).update(**described)


def _described(author: Author) -> dict[str, str]:
    return {
        "name": _short(author.name, Handle, "name"),
        "handle": _short(author.handle, Handle, "handle"),
        "url": _web(author.url, Handle),
        "avatar_url": _web(author.avatar_url, Handle, "avatar_url"),
    }


def _follow_up(conversation: Conversation, messages: Iterable[Message]) -> None:
    """A word from outside opens what was closed; the piece that is answered names who is responsible."""
    from_outside = any(message.from_outside for message in messages)
    if from_outside:
        conversation.closed_at = conversation.closed_by = None
    before = conversation.publication_id
    waiting.settle(conversation)
    _give_to_the_pieces_responsible(conversation, before)
    if from_outside and conversation.waiting_since is not None:
        notices.somebody_waits(conversation)


def _give_to_the_pieces_responsible(conversation: Conversation, before: int | None) -> None:
    variant = conversation.publication.variant if conversation.publication else None
    untouched = conversation.responsible_id == conversation.channel.responsible_id
    if variant is None or before == conversation.publication_id or not untouched:
        return
    conversation.responsible = variant.piece.responsible
    conversation.save(update_fields=["responsible"])


def answered(publications: Sequence[Publication]) -> None:
    """Answers of ours are public, or posts: note their ids, and let go of the copies the networks handed us first."""
    _lock({publication.channel_id for publication in publications})
    copies = _copies(publications)
    Message.objects.filter(pk__in=[copy.pk for copy in copies]).delete()
    answers = _identified(publications)
    conversations = {message.conversation_id for message in [*copies, *answers]}
    rows = Conversation.objects.select_for_update(of=["self"]).filter(pk__in=conversations).order_by("pk")
    for conversation in rows.select_related("channel__responsible", "responsible"):
        _settle_or_remove(conversation)


def _copies(publications: Sequence[Publication]) -> list[Message]:
    """What came back from the networks before we knew that it was ours."""
    ours = {(each.channel_id, each.remote_id) for each in publications if each.remote_id}
    unknown = Message.objects.filter(publication=None, handle=None).select_related("conversation")
    found = unknown.filter(
        conversation__channel__in={channel for channel, _id in ours},
        remote_id__in={name for _channel, name in ours},
    )
    return [message for message in found if (message.conversation.channel_id, message.remote_id) in ours]


def _identified(publications: Sequence[Publication]) -> list[Message]:
    """The answers among them, called as the network calls them."""
    by_id = {publication.pk: publication for publication in publications}
    answers = list(Message.objects.filter(publication__in=by_id))
    for answer in answers:
        public = by_id[cast("int", answer.publication_id)]
        answer.remote_id = public.remote_id or answer.remote_id
        answer.remote_extra = public.remote_extra or answer.remote_extra
        answer.url = public.remote_url or answer.url
    Message.objects.bulk_update(answers, ["remote_id", "remote_extra", "url"])
    return answers


def _settle_or_remove(conversation: Conversation) -> None:
    if conversation.messages.exists():
        waiting.settle(conversation)
    else:
        conversation.delete()


# --- what a network says, made storable ---------------------------------------------------------------------


def _clean(text: str) -> str:
    """Without what the database cannot hold: NUL, and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _short(text: str, model: type[models.Model], field: str) -> str:
    return _clean(text)[: _room(model, field)]


def _web(url: str, model: type[models.Model], field: str = "url") -> str:
    """Only addresses a browser may be led to; one that does not fit is no use."""
    cleaned = _clean(url)
    return cleaned if _is_web(cleaned) and len(cleaned) <= _room(model, field) else ""


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _room(model: type[models.Model], field: str) -> int:
    found: Any = model._meta.get_field(field)
    return int(found.max_length)
