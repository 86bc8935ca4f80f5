"""What the company speaks about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.core.uniqueness import unless_taken
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.strategy.errors import NameTaken, NeedsExpert, Retired
from eigenstimme.strategy.models import ContentClass, Department, Topic


@dataclass(frozen=True)
class TopicDraft:
    """What is said about a topic. The class is "A", "B" or "C"; only C needs an expert.

    The people of ``departments`` are told of posts about it.
    """

    name: str
    content_class: str
    expert: Membership | None = None
    departments: Collection[Department] = ()


@transaction.atomic
def add_topic(draft: TopicDraft, *, actor: Actor) -> Topic:
    """Raises ``NameTaken``, ``NeedsExpert``, ``Denied``."""
    decision = require(actor, "topic.manage", Subject(actor.company_id))
    require_ours(actor, *draft.departments)
    topic = _write(Topic(company_id=actor.company_id), draft)
    live.announce(topic.company_id, "topics")
    record(actor, "topic.added", topic, decision, content_class=topic.content_class)
    return topic


@transaction.atomic
def change_topic(topic: Topic, draft: TopicDraft, *, actor: Actor) -> Topic:
    """Another class counts at once, also for what is planned. Raises as ``add_topic``, and ``Retired``."""
    decision = require(actor, "topic.manage", Subject(topic.company_id))
    require_ours(actor, *draft.departments)
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


def mute_topic(membership: Membership, topic: Topic, *, muted: bool) -> None:
    """One's own wish, and nobody else's matter: whether to hear of each post on a topic of one's department."""
    change = topic.muted_by.add if muted else topic.muted_by.remove
    change(membership)


def _take(topic: Topic) -> Topic:
    locked = Topic.objects.select_for_update(of=["self"]).get(pk=topic.pk)
    if locked.retired_at:
        raise Retired(locked.name)
    return locked


def _write(topic: Topic, draft: TopicDraft) -> Topic:
    if not _fits(draft, topic.company_id):
        raise NeedsExpert
    topic.name, topic.content_class, topic.expert = draft.name, draft.content_class, draft.expert
    with unless_taken("topic_name_once", NameTaken(draft.name)):
        topic.save()
    topic.departments.set(draft.departments)
    return topic


def _fits(draft: TopicDraft, company_id: int) -> bool:
    """An expert is optional below C, but whoever is named has to be an own person who is here."""
    expert = draft.expert
    if expert is None:
        return draft.content_class != ContentClass.DELICATE
    return expert.can_be_responsible and expert.present and expert.company_id == company_id
