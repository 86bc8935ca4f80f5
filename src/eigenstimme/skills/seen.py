"""The proofs for exercises that happen in the rooms below."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from eigenstimme.inbox.models import Message, Note, Recommendation
from eigenstimme.media.models import Asset, Consent
from eigenstimme.plan.models import Idea, Piece
from eigenstimme.publishing.models import Publication, State

PRACTICE = "practice"


def two_versions(member: int) -> QuerySet[Any, Any]:
    own = Count("variants", filter=~Q(variants__own_text=""))
    return Piece.objects.filter(author_id=member).values("pk").annotate(own=own).filter(own__gte=2)


def practice_post(member: int) -> QuerySet[Any, Any]:
    out = Publication.objects.filter(state=State.SENT, channel__network=PRACTICE)
    return out.filter(variant__piece__author_id=member)


def practice_answer(member: int) -> QuerySet[Any, Any]:
    return Message.objects.filter(author_id=member, conversation__channel__network=PRACTICE)


def alt_text(member: int) -> QuerySet[Any, Any]:
    return Asset.objects.filter(added_by_id=member, duration_ms=None).exclude(alt="")


def captions(member: int) -> QuerySet[Any, Any]:
    return Asset.objects.filter(added_by_id=member, duration_ms__isnull=False).exclude(captions="")


PROOFS = {
    "two_versions": two_versions,
    "practice_post": practice_post,
    "practice_answer": practice_answer,
    "alt_text": alt_text,
    "captions": captions,
    "ten_seconds": lambda member: Asset.objects.filter(added_by_id=member, duration_ms__isnull=False),
    "recommendation": lambda member: Recommendation.objects.filter(author_id=member),
    "between_lines": lambda member: Note.objects.filter(author_id=member),
    "idea_by_phone": lambda member: Idea.objects.filter(caught_by_id=member),
    "consent": lambda member: Consent.objects.filter(recorded_by_id=member),
}
