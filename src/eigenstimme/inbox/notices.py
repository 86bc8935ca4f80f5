"""Telling people what waits for them: once for each conversation, by mail only when nothing else waits."""

from __future__ import annotations

from django.utils import timezone

from eigenstimme.inbox.models import Conversation, Recommendation
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.notices import tell

RECOMMENDED, ADOPTED = "conversation.recommended_to_you", "recommendation.adopted"
FIRST, MORE, HANDED_OVER = "conversation.waiting", "conversation.waiting_too", "conversation.handed_to_you"


def somebody_waits(conversation: Conversation) -> None:
    """``responsible`` hears of it, unless they have not dealt yet with what they were told about this conversation."""
    open_ones = Notice.objects.open().filter(
        membership=conversation.responsible, code__in=[FIRST, MORE, HANDED_OVER]
    )
    if open_ones.filter(path=conversation.get_absolute_url()).exists():
        return
    _tell(conversation, MORE if open_ones.exists() else FIRST)


def handed_over(conversation: Conversation, by: str) -> None:
    _tell(conversation, HANDED_OVER, by=by)


def done(conversation: Conversation) -> None:
    """Nobody waits any more."""
    _done(conversation, FIRST, MORE, HANDED_OVER)


def recommended(conversation: Conversation, by: str) -> None:
    _tell(conversation, RECOMMENDED, by=by)


def recommendation_done(conversation: Conversation) -> None:
    _done(conversation, RECOMMENDED)


def recommendation_adopted(recommendation: Recommendation, by: str) -> None:
    """Whoever proposed it hears that it was worth it."""
    _tell(recommendation.message.conversation, ADOPTED, to=recommendation.author, by=by)


def _done(conversation: Conversation, *codes: str) -> None:
    told = Notice.objects.open().filter(path=conversation.get_absolute_url(), code__in=codes)
    told.filter(membership__company_id=conversation.company_id).update(done_at=timezone.now())


def _tell(conversation: Conversation, code: str, to: Membership | None = None, **params: str) -> None:
    tell(
        to or conversation.responsible,
        code,
        conversation.get_absolute_url(),
        conversation=str(conversation),
        channel=conversation.channel.name,
        **params,
    )
