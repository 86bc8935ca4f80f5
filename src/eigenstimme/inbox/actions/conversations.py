"""Looking after a conversation: notes, who answers for it, closing and opening again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.inbox import notices, waiting
from eigenstimme.inbox.actions.locked import locked
from eigenstimme.inbox.errors import CannotBeResponsible
from eigenstimme.inbox.models import Conversation, Note
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import require


@transaction.atomic
def write_note(conversation: Conversation, text: str, *, actor: Actor) -> Note:
    """An internal word; it never leaves the house."""
    decision = require(actor, "inbox.note", conversation.subject())
    conversation = locked(conversation)
    note = Note.objects.create(conversation=conversation, author_id=actor.member, text=text.strip())
    waiting.announce(conversation)
    record(actor, "conversation.noted", conversation, decision)
    return note


@transaction.atomic
def hand_over(conversation: Conversation, *, to: Membership, actor: Actor) -> None:
    """Make another own person responsible; they are told. Raises ``CannotBeResponsible``."""
    decision = require(actor, "inbox.reply", conversation.subject())
    conversation = locked(conversation)
    if not (to.present and to.can_be_responsible and to.company_id == conversation.company_id):
        raise CannotBeResponsible(str(to))
    if conversation.responsible_id == to.pk:
        return
    notices.done(conversation)
    conversation.responsible = to
    conversation.save(update_fields=["responsible"])
    if to.pk != actor.membership_id:
        notices.handed_over(conversation, by=actor.name)
    waiting.announce(conversation)
    record(actor, "conversation.handed_over", conversation, decision, to=str(to))


@transaction.atomic
def close(conversation: Conversation, *, actor: Actor) -> None:
    """Nothing more to do here; a new word from outside opens it again."""
    decision = require(actor, "inbox.reply", conversation.subject())
    conversation = locked(conversation)
    if conversation.closed_at is not None:
        return
    conversation.closed_at = conversation.settled_until = timezone.now()
    conversation.closed_by_id = actor.member
    waiting.settle(conversation)
    record(actor, "conversation.closed", conversation, decision)


@transaction.atomic
def reopen(conversation: Conversation, *, actor: Actor) -> None:
    """Whoever waited before it was closed waits again."""
    decision = require(actor, "inbox.reply", conversation.subject())
    conversation = locked(conversation)
    if conversation.closed_at is None:
        return
    conversation.closed_at = conversation.settled_until = conversation.closed_by = None
    waiting.settle(conversation)
    record(actor, "conversation.reopened", conversation, decision)
