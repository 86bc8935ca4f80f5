"""In which words the company speaks."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.core.uniqueness import unless_taken
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require
from eigenstimme.strategy.errors import WordTaken
from eigenstimme.strategy.models import HouseStyle, HouseWord


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
