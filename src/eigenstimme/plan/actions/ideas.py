"""Ideas: caught in everyday work, in ten seconds."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.media.models import Picture
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require
from eigenstimme.plan.models import Idea
from eigenstimme.strategy.models import Topic


@transaction.atomic
def suggest_idea(
    *, text: str, picture: Picture | None = None, topic: Topic | None = None, actor: Actor
) -> Idea:
    decision = require(actor, "idea.suggest", Subject(actor.company_id, topic_id=topic.pk if topic else None))
    idea = Idea.objects.create(
        company_id=actor.company_id, text=text, picture=picture, topic=topic, caught_by_id=actor.member
    )
    live.announce(idea.company_id, "plan")
    record(actor, "idea.suggested", idea, decision)
    return idea


@transaction.atomic
def drop_idea(idea: Idea, *, actor: Actor) -> None:
    decision = require(actor, "piece.draft", idea.subject())
    idea.dropped_at = timezone.now()
    idea.save(update_fields=["dropped_at"])
    live.announce(idea.company_id, "plan")
    record(actor, "idea.dropped", idea, decision)
