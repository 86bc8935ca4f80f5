"""What the company speaks about and in which words, and which departments that interests. Leads decide on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.core.uniqueness import unless_taken
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.strategy.errors import (
    DepartmentRetired,
    DepartmentTaken,
    NameTaken,
    NeedsExpert,
    NotInside,
    Retired,
    WordTaken,
)
from eigenstimme.strategy.models import ContentClass, Department, HouseStyle, HouseWord, Topic


@dataclass(frozen=True)
class TopicDraft:
    """What is said about a topic. The class is "A", "B" or "C"; only C needs an expert.

    The people of ``departments`` are told of posts about it.
    """

    name: str
    content_class: str
    expert: Membership | None = None
    departments: Collection[Department] = ()


@dataclass(frozen=True)
class DepartmentDraft:
    name: str
    people: Collection[Membership] = ()


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


@transaction.atomic
def add_department(draft: DepartmentDraft, *, actor: Actor) -> Department:
    """Raises ``DepartmentTaken``, ``NotInside``, ``Denied``."""
    decision = require(actor, "topic.manage", Subject(actor.company_id))
    department = _write_department(Department(company_id=actor.company_id), draft, actor)
    record(actor, "department.added", department, decision)
    return department


@transaction.atomic
def change_department(department: Department, draft: DepartmentDraft, *, actor: Actor) -> Department:
    """Raises as ``add_department``, and ``DepartmentRetired``."""
    decision = require(actor, "topic.manage", Subject(department.company_id))
    department = _write_department(_take_department(department), draft, actor)
    record(actor, "department.changed", department, decision)
    return department


@transaction.atomic
def retire_department(department: Department, *, actor: Actor) -> Department:
    """It hears of nothing any more. Raises ``DepartmentRetired``, ``Denied``."""
    decision = require(actor, "topic.manage", Subject(department.company_id))
    department = _take_department(department)
    department.retired_at = timezone.now()
    department.save(update_fields=["retired_at"])
    live.announce(department.company_id, "topics")
    record(actor, "department.retired", department, decision)
    return department


# --- helpers ------------------------------------------------------------------------------------------------


def _take_department(department: Department) -> Department:
    locked = Department.objects.select_for_update(of=["self"]).get(pk=department.pk)
    if locked.retired_at:
        raise DepartmentRetired(locked.name)
    return locked


def _write_department(department: Department, draft: DepartmentDraft, actor: Actor) -> Department:
    require_ours(actor, *draft.people)
    for person in draft.people:
        if not (person.can_be_responsible and person.present):
            raise NotInside(str(person))
    department.name = draft.name
    with unless_taken("department_name_once", DepartmentTaken(draft.name)):
        department.save()
    department.people.set(draft.people)
    live.announce(department.company_id, "topics")
    return department


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


@dataclass(frozen=True)
class WordDraft:
    """What is decided about a word or phrase. ``verdict`` is one of ``Verdict``."""

    phrase: str
    verdict: str
    instead: str = ""
    why: str = ""
    form_key: UUID | None = None


@transaction.atomic
def add_word(draft: WordDraft, *, actor: Actor) -> HouseWord:
    """A form sent twice adds one. Raises ``WordTaken``, ``Denied``."""
    word = HouseWord(company_id=actor.company_id, form_key=draft.form_key)
    decision = require(actor, "strategy.write", word.subject())
    if draft.form_key and (
        sent := HouseWord.objects.visible_to(actor).filter(form_key=draft.form_key).first()
    ):
        return sent
    _write_word(word, draft)
    live.announce(word.company_id, "words")
    record(actor, "word.added", word, decision, verdict=word.verdict)
    return word


@transaction.atomic
def change_word(word: HouseWord, draft: WordDraft, *, actor: Actor) -> HouseWord:
    """Raises ``WordTaken``, ``Denied``."""
    decision = require(actor, "strategy.write", word.subject())
    word = HouseWord.objects.select_for_update().get(pk=word.pk)
    _write_word(word, draft)
    live.announce(word.company_id, "words")
    record(actor, "word.changed", word, decision, verdict=word.verdict)
    return word


@transaction.atomic
def remove_word(word: HouseWord, *, actor: Actor) -> None:
    decision = require(actor, "strategy.write", word.subject())
    live.announce(word.company_id, "words")
    record(actor, "word.removed", word, decision)
    word.delete()


@transaction.atomic
def change_address(address: str, *, actor: Actor) -> HouseStyle:
    """One of ``Address``, or nothing."""
    decision = require(actor, "strategy.write", Subject(actor.company_id))
    style, _new = HouseStyle.objects.update_or_create(
        company_id=actor.company_id, defaults={"address": address}
    )
    live.announce(style.company_id, "words")
    record(actor, "style.changed", style.company, decision, address=address)
    return style


def _write_word(word: HouseWord, draft: WordDraft) -> None:
    word.phrase, word.verdict = " ".join(draft.phrase.split()), draft.verdict
    word.instead, word.why = draft.instead, draft.why
    with unless_taken("house_word_once", WordTaken(draft.phrase)):
        word.save()
