"""Recommending an answer: open to people from outside and to machines; an own person decides."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.inbox import notices
from eigenstimme.inbox.actions.locked import locked
from eigenstimme.inbox.errors import AlreadyDecided
from eigenstimme.inbox.models import Message, Recommendation
from eigenstimme.inbox.waiting import announce
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require


@transaction.atomic
def recommend(message: Message, text: str, *, actor: Actor) -> Recommendation:
    """Propose an answer to ``message``. The same open proposal by the same person is not made twice."""
    decision = require(actor, "inbox.recommend", message.conversation.subject())
    conversation = locked(message.conversation)
    text = text.strip().replace("\r\n", "\n")
    mine = Recommendation.objects.open().filter(message=message, author_id=actor.member, text=text)
    if existing := mine.first():
        return existing
    recommendation = Recommendation.objects.create(
        message=message, author_id=actor.member, mandate_id=decision.mandate_id, text=text
    )
    notices.recommended(conversation, by=actor.name)
    announce(conversation)
    record(actor, "conversation.recommended", conversation, decision)
    return recommendation


@transaction.atomic
def dismiss(recommendation: Recommendation, *, actor: Actor) -> None:
    """Leave it: it stays readable. For whoever could have taken it over."""
    decision = require(actor, "inbox.reply", recommendation.message.conversation.subject())
    conversation = locked(recommendation.message.conversation)
    rows = Recommendation.objects.select_for_update(of=["self"])
    current = rows.select_related("adopted_by__person", "dismissed_by__person").get(pk=recommendation.pk)
    if not current.is_open:
        raise AlreadyDecided(str(current.decided_by))
    current.dismissed_by_id, current.dismissed_at = actor.member, timezone.now()
    current.save(update_fields=["dismissed_by", "dismissed_at"])
    notices.recommendation_done(conversation)
    announce(conversation)
    record(
        actor, "conversation.recommendation_dismissed", conversation, decision, by=str(recommendation.author)
    )
