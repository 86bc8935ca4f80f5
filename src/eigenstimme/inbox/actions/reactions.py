"""Liking, as the company: own people only. The network is told by ``reacting``."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.connectors.types import Reacts
from eigenstimme.inbox.actions.locked import locked
from eigenstimme.inbox.errors import CannotLike, NotConnected
from eigenstimme.inbox.models import Message, Reaction
from eigenstimme.inbox.waiting import announce
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require


@transaction.atomic
def like(message: Message, *, actor: Actor) -> Reaction:
    """Like what somebody wrote. Liked already is liked; one that had failed is tried again."""
    decision = require(actor, "inbox.react", message.conversation.subject())
    conversation = locked(message.conversation)
    channel = conversation.channel
    if not channel.can(Reacts) or not message.from_outside:
        raise CannotLike(channel.name)
    if not channel.connected:
        raise NotConnected(channel.name, str(channel.responsible))
    reaction = message.reactions.standing().first()
    if reaction is not None and not reaction.failed_reason:
        return reaction
    reaction = reaction or Reaction(message=message)
    reaction.by_id, reaction.failed_reason, reaction.next_at = actor.member, "", timezone.now()
    reaction.save()
    announce(conversation)
    record(actor, "conversation.liked", conversation, decision, channel=channel.name)
    return reaction


@transaction.atomic
def unlike(message: Message, *, actor: Actor) -> None:
    """Take the like back, whoever of us gave it."""
    decision = require(actor, "inbox.react", message.conversation.subject())
    conversation = locked(message.conversation)
    reaction = message.reactions.standing().select_for_update().first()
    if reaction is None:
        return
    reaction.taken_back_at = timezone.now()
    reaction.next_at = None if reaction.failed_reason else reaction.taken_back_at
    reaction.save(update_fields=["taken_back_at", "next_at"])
    announce(conversation)
    record(actor, "conversation.unliked", conversation, decision, channel=conversation.channel.name)
