"""What the company speaks about. Leads decide on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require
from eigenstimme.strategy.errors import NameTaken, NeedsExpert, Retired
from eigenstimme.strategy.models import ContentClass, Topic


@dataclass(frozen=True)
class TopicDraft:
    """What is said about a topic. The class is "A", "B" or "C"; only C needs an expert."""

    name: str
    content_class: str
    expert: Membership | None = None


@transaction.atomic
def add_topic(draft: TopicDraft, *, actor: Actor) -> Topic:
    """Raises ``NameTaken``, ``NeedsExpert``, ``Denied``."""
    decision = require(actor, "topic.manage", Subject(actor.company_id))
    topic = _write(Topic(company_id=actor.company_id), draft)
    live.announce(topic.company_id, "topics")
    record(actor, "topic.added", topic, decision, content_class=topic.content_class)
    return topic


@transaction.atomic
def change_topic(topic: Topic, draft: TopicDraft, *, actor: Actor) -> Topic:
    """Another class counts at once, also for what is planned. Raises as ``add_topic``, and ``Retired``."""
    decision = require(actor, "topic.manage", Subject(topic.company_id))
    topic = _write(_take(topic), draft)
    live.announce(topic.company_id, "topics")
    record(actor, "topic.changed", topic, decision, content_class=topic.content_class)
    return topic


@transaction.atomic
def retire_topic(topic: Topic, *, actor: Actor) -> Topic:
    """Nothing new is written on it; what was, keeps it. Raises ``Retired``, ``Denied``."""
    decision = require(actor, "topic.manage", Subject(topic.company_id))
    topic = _take(topic)
    topic.retired_at = timezone.now()
    topic.save(update_fields=["retired_at"])
    live.announce(topic.company_id, "topics")
    record(actor, "topic.retired", topic, decision)
    return topic


def _take(topic: Topic) -> Topic:
    locked = Topic.objects.select_for_update(of=["self"]).get(pk=topic.pk)
    if locked.retired_at:
        raise Retired(locked.name)
    return locked


def _write(topic: Topic, draft: TopicDraft) -> Topic:
    if not _fits(draft, topic.company_id):
        raise NeedsExpert
    topic.name, topic.content_class, topic.expert = draft.name, draft.content_class, draft.expert
    try:
        with transaction.atomic():
            topic.save()
    except IntegrityError as error:  # two people name a topic at once: the constraint decides
        if "topic_name_once" not in str(error):
            raise
        raise NameTaken(draft.name) from error
    return topic


def _fits(draft: TopicDraft, company_id: int) -> bool:
    """An expert is optional below C, but whoever is named has to be an own person who is here."""
    expert = draft.expert
    if expert is None:
        return draft.content_class != ContentClass.DELICATE
    return expert.can_be_responsible and expert.present and expert.company_id == company_id
