"""Answering people: own people only, under their own name; the text goes out through ``publishing``, never twice."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.connectors.types import Post, check
from eigenstimme.inbox import notices
from eigenstimme.inbox.actions.locked import locked
from eigenstimme.inbox.errors import (
    AlreadyDecided,
    AnsweredMeanwhile,
    DoesNotFit,
    NotConnected,
    NotOutYet,
    SameTextAgain,
    SignOfAnother,
)
from eigenstimme.inbox.models import Conversation, Message, Recommendation
from eigenstimme.inbox.sameness import fingerprint
from eigenstimme.inbox.waiting import announce
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Decision, require
from eigenstimme.people.signs import signer_of
from eigenstimme.publishing.models import Publication, State

ANSWER = "answer"
NEVER_WENT_OUT = (State.FAILED, State.WITHDRAWN)


@transaction.atomic
def reply(
    message: Message,
    text: str,
    *,
    recommendation: Recommendation | None = None,
    sign: bool = True,
    key: uuid.UUID | None = None,
    seen: int | None = None,
    confirmed: bool = False,
    actor: Actor,
) -> Message:
    """Answer ``message`` now. ``recommendation`` is what the text was made from.

    ``key`` names the intention: called twice with the same one, it is the same answer. ``seen`` is the newest message
    the person had before their eyes. Raises an ``InboxError``; those of the family ``AskFirst`` go away when
    ``confirmed``.
    """
    decision = require(actor, "inbox.reply", message.conversation.subject())
    conversation = locked(message.conversation)
    if key and (sent_before := conversation.messages.filter(publication__key=key).first()):
        return sent_before
    author = Membership.objects.select_related("person").get(pk=actor.member)
    text = text.strip().replace("\r\n", "\n")
    signer = signer_of(text, conversation.company_id)
    if signer and signer.pk != author.pk:
        raise SignOfAnother(signer.sign, str(signer))
    full = signed(text, author) if sign and text else text
    _check_possible(conversation, message, full)
    if not confirmed:
        _ask_first(conversation, message, text, seen, author)
    answer = _write(conversation, message, full, key or uuid.uuid4(), author, decision)
    answer.fingerprint = fingerprint(text)
    answer.save()
    if recommendation is not None:
        _adopt(recommendation, answer, author)
    conversation.last_at = answer.written_at
    conversation.save(update_fields=["last_at"])
    announce(conversation)
    record(actor, "conversation.answered", conversation, decision, channel=conversation.channel.name)
    return answer


def signed(text: str, author: Membership) -> str:
    """With the short sign by which readers know who speaks."""
    return f"{text} {author.sign}"


def _check_possible(conversation: Conversation, message: Message, text: str) -> None:
    channel = conversation.channel
    if not channel.connected:
        raise NotConnected(channel.name, str(channel.responsible))
    if not message.remote_id:
        raise NotOutYet
    if findings := check(Post(text=text, reply_to=message.target()), channel.limits):
        raise DoesNotFit(channel.name, findings)


def _ask_first(
    conversation: Conversation, message: Message, text: str, seen: int | None, author: Membership
) -> None:
    if seen is not None:
        others = conversation.messages.filter(parent_remote_id=message.remote_id, pk__gt=seen).exclude(
            author=author
        )
        if newer := others.filter(author__isnull=False).select_related("author__person").first():
            raise AnsweredMeanwhile(str(newer.author))
    if name := _someone_else_with(text, conversation, message):
        raise SameTextAgain(name)


def _someone_else_with(text: str, conversation: Conversation, message: Message) -> str:
    """The name of another contact who got the same text from this company, or ""."""
    if message.handle is None:
        return ""
    answered = Message.objects.filter(
        conversation=OuterRef("conversation"), remote_id=OuterRef("parent_remote_id")
    )
    same = Message.objects.filter(
        fingerprint=fingerprint(text), conversation__company_id=conversation.company_id
    )
    to_others = (
        same.exclude(publication__state__in=NEVER_WENT_OUT)
        .annotate(to=Subquery(answered.values("handle__contact")[:1]))
        .annotate(to_name=Subquery(answered.values("handle__contact__name")[:1]))
        .filter(to__isnull=False)
        .exclude(to=message.handle.contact_id)
    )
    return to_others.order_by("-written_at").values_list("to_name", flat=True).first() or ""


def _write(
    conversation: Conversation,
    message: Message,
    text: str,
    key: uuid.UUID,
    author: Membership,
    decision: Decision,
) -> Message:
    now = timezone.now()
    return Message(
        conversation=conversation,
        kind=ANSWER,
        author=author,
        publication=_publication(conversation, message, text, key, author, decision, now),
        parent_remote_id=message.remote_id,
        text=text,
        written_at=now,
        taken_in_at=now,
    )


def _publication(
    conversation: Conversation,
    message: Message,
    text: str,
    key: uuid.UUID,
    author: Membership,
    decision: Decision,
    now: datetime,
) -> Publication:
    """Due at once; the dispatcher takes it within a second and asks for the right again."""
    publication = Publication(
        company_id=conversation.company_id,
        channel=conversation.channel,
        key=key,
        text=text,
        reply_to={"remote_id": message.remote_id, "extra": message.remote_extra},
        authorised_by=author,
        permission="inbox.reply",
        mandate_id=decision.mandate_id,
        due_at=now,
        next_at=now,
    )
    publication.content_hash = publication.computed_hash()
    publication.save()
    return publication


def _adopt(recommendation: Recommendation, answer: Message, author: Membership) -> None:
    rows = Recommendation.objects.select_for_update(of=["self"]).filter(
        message__conversation=answer.conversation
    )
    current = rows.select_related("author__person", "adopted_by__person", "dismissed_by__person").get(
        pk=recommendation.pk
    )
    if not current.is_open:
        raise AlreadyDecided(str(current.decided_by))
    current.adopted_by, current.adopted_at, current.answer = author, answer.written_at, answer
    current.save(update_fields=["adopted_by", "adopted_at", "answer"])
    notices.recommendation_done(answer.conversation)
    notices.recommendation_adopted(current, by=str(author))
