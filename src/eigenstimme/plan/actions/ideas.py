"""Ideas: caught in everyday work, in ten seconds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.media.models import Attachment, attach
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.plan.models import Idea
from eigenstimme.strategy.models import Topic


@transaction.atomic
def suggest_idea(
    *,
    text: str,
    attachments: Sequence[Attachment] = (),
    topic: Topic | None = None,
    shared: bool = False,
    form_key: UUID | None = None,
    actor: Actor,
) -> Idea:
    """Keep an idea with the name of whoever caught it. The same ``form_key`` again gives the first one.

    ``shared`` lets outside specialists with an order see it too.
    """
    subject = Subject(topic.company_id, topic_id=topic.pk) if topic else Subject(actor.company_id)
    decision = require(actor, "idea.suggest", subject)
    require_ours(actor, *(each.asset for each in attachments))
    idea = Idea(
        company_id=actor.company_id,
        text=text,
        topic=topic,
        caught_by_id=actor.member,
        shared_with_specialists=shared,
        form_key=form_key,
    )
    try:
        with transaction.atomic():
            idea.save()
            attach(idea.attachments, attachments)
    except IntegrityError:
        if form_key is None:
            raise
        return Idea.objects.get(form_key=form_key, caught_by_id=actor.member)
    live.announce(idea.company_id, "plan")
    record(actor, "idea.suggested", idea, decision)
    return idea


@transaction.atomic
def drop_idea(idea: Idea, *, actor: Actor) -> None:
    """Put an idea aside; it stays readable."""
    decision = require(actor, "piece.draft", idea.subject())
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if idea.dropped_at:
        return
    idea.dropped_at = timezone.now()
    idea.save(update_fields=["dropped_at"])
    live.announce(idea.company_id, "plan")
    record(actor, "idea.dropped", idea, decision)
