"""The playbook: begun, written chapter by chapter, and published as versions that stay as they are (ST1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.strategy import signals
from eigenstimme.strategy.errors import (
    CannotKeep,
    ChangedMeanwhile,
    ChaptersMissing,
    LanguageMissing,
    LanguageThere,
    NothingChanged,
)
from eigenstimme.strategy.models import Chapter, Playbook, PlaybookVersion
from eigenstimme.strategy.playbook.answers import tidy
from eigenstimme.strategy.playbook.chapters import FIRST, OUTLINES
from eigenstimme.strategy.playbook.reading import draft_content
from eigenstimme.strategy.queries import current_version


@dataclass(frozen=True)
class VersionDraft:
    """What is said about a new version.

    ``asks_again``: whoever works from outside confirms it; from ``binding_from`` on (None: at once) a mandate rests
    until its holder has. ``review_on`` is the day on which somebody looks whether all of it still holds.
    """

    note: str = ""
    asks_again: bool = True
    binding_from: datetime | None = None
    review_on: date | None = None


@transaction.atomic
def start_playbook(*, actor: Actor) -> Playbook:
    """An empty one in the company's language; whoever starts it looks after it. A second time gives the first one."""
    decision = require(actor, "strategy.write", Subject(actor.company_id))
    company = Company.objects.get(pk=actor.company_id)
    playbook, new = Playbook.objects.get_or_create(
        company=company, defaults={"languages": [company.language], "responsible_id": actor.member}
    )
    if new:
        live.announce(company.pk, "playbook")
        record(actor, "playbook.started", playbook, decision)
    return playbook


@transaction.atomic
def write_chapter(
    playbook: Playbook,
    key: str,
    answers: Mapping[str, Any],
    *,
    language: str,
    seen: datetime | None = None,
    actor: Actor,
) -> Chapter:
    """Write down the answers of a chapter of ``chapters.OUTLINES``; all of them may stay empty.

    ``seen`` is when the chapter was last changed as the writer saw it, None: it was empty. Saving what stands there
    already changes nothing. Raises ``ChangedMeanwhile``, ``LanguageMissing``, ``AnswerTooLong``, ``TooManyAnswers``.
    """
    decision = require(actor, "strategy.write", playbook.subject())
    playbook = _locked(playbook)
    if language not in playbook.languages:
        raise LanguageMissing
    content = tidy(OUTLINES[key], answers)
    found = Chapter.objects.select_related("changed_by__person").filter(playbook=playbook)
    chapter = found.filter(key=key, language=language).first()
    chapter = chapter or Chapter(playbook=playbook, key=key, language=language)
    if chapter.content == content:
        return chapter
    if chapter.pk and chapter.changed_at != seen:
        raise ChangedMeanwhile(str(chapter.changed_by), chapter.changed_at)
    chapter.content, chapter.changed_by_id = content, actor.member
    chapter.save()
    live.announce(playbook.company_id, "playbook")
    record(actor, "playbook.chapter_written", playbook, decision, chapter=key, language=language)
    return chapter


@transaction.atomic
def publish_version(playbook: Playbook, draft: VersionDraft, *, actor: Actor) -> PlaybookVersion:
    """What is written counts from now on, as a version that never changes.

    Raises ``ChaptersMissing`` and ``NothingChanged``, so that a second time publishes nothing.
    """
    decision = require(actor, "strategy.write", playbook.subject())
    playbook = _locked(playbook)
    content, last = draft_content(playbook), current_version(playbook.company_id)
    written = content[playbook.languages[0]]
    if missing := [outline for outline in FIRST if outline.key not in written]:
        raise ChaptersMissing([each.key for each in missing], [str(each.title) for each in missing])
    if last and last.content == content:
        raise NothingChanged(last.number)
    now = timezone.now()
    version = PlaybookVersion.objects.create(
        company_id=playbook.company_id,
        number=last.number + 1 if last else 1,
        languages=playbook.languages,
        content=content,
        note=draft.note,
        asks_again=draft.asks_again,
        binding_from=max(draft.binding_from or now, now),
        published_by_id=actor.member,
        published_at=now,
    )
    _review(playbook, draft.review_on)
    signals.playbook_published.send(PlaybookVersion, version=version)
    live.announce(playbook.company_id, "playbook")
    record(actor, "playbook.published", playbook, decision, number=version.number)
    return version


@transaction.atomic
def add_language(playbook: Playbook, language: str, *, actor: Actor) -> Playbook:
    """Its chapters can be written in this language, too. Raises ``LanguageThere``."""
    decision = require(actor, "strategy.write", playbook.subject())
    playbook = _locked(playbook)
    if language in playbook.languages:
        raise LanguageThere
    playbook.languages = [*playbook.languages, language]
    playbook.save(update_fields=["languages"])
    live.announce(playbook.company_id, "playbook")
    record(actor, "playbook.language_added", playbook, decision, language=language)
    return playbook


@transaction.atomic
def look_after(
    playbook: Playbook, *, responsible: Membership, review_on: date | None, actor: Actor
) -> Playbook:
    """Say who sees to it that the playbook still holds, and when they look next. Raises ``CannotKeep``."""
    decision = require(actor, "strategy.write", playbook.subject())
    require_ours(actor, responsible)
    if not (responsible.present and responsible.can_be_responsible):
        raise CannotKeep(str(responsible))
    playbook = _locked(playbook)
    playbook.responsible = responsible
    _review(playbook, review_on)
    live.announce(playbook.company_id, "playbook")
    record(actor, "playbook.looked_after", playbook, decision, name=str(responsible))
    return playbook


def _locked(playbook: Playbook) -> Playbook:
    return Playbook.objects.select_for_update(of=["self"]).select_related("company").get(pk=playbook.pk)


def _review(playbook: Playbook, on: date | None) -> None:
    """A new day is told of anew."""
    if on != playbook.review_on:
        playbook.review_told_on = None
    playbook.review_on = on
    playbook.save(update_fields=["responsible", "review_on", "review_told_on"])
