"""The briefing (ST6): what somebody has to know who works under one mandate, made from the playbook and the mandate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from eigenstimme.channels.models import Channel
from eigenstimme.mandates import queries as mandates
from eigenstimme.mandates import words
from eigenstimme.mandates.models import Confirmation, Mandate
from eigenstimme.mandates.permissions import NATURE, Permission
from eigenstimme.mandates.rules import holders
from eigenstimme.people.rights import Subject
from eigenstimme.strategy.models import PlaybookVersion, Topic
from eigenstimme.strategy.playbook.comparison import ChangedChapter, compared
from eigenstimme.strategy.playbook.reading import AnyBlock, Lines, Pairs, Reading, Table, Text, reading
from eigenstimme.strategy.queries import current_version

CHAPTERS = ("positioning", "audiences", "messages", "voice", "tone", "style", "words", "pictures")
"""Those of the playbook that a briefing takes over, in its order; ``legal`` stands with the channels."""

WORDS_PER_MINUTE = 180


@dataclass(frozen=True)
class Section:
    """A part of the briefing. ``note`` stands in the margin."""

    key: str
    title: str
    blocks: tuple[AnyBlock, ...]
    note: str = ""


@dataclass(frozen=True)
class Briefing:
    """``version`` is None as long as the company has published no playbook: then there is nothing to confirm.

    ``changed`` is what differs from the version that was confirmed last.
    """

    mandate: Mandate
    version: PlaybookVersion | None
    language: str
    sections: tuple[Section, ...]
    minutes: int
    confirmation: Confirmation | None = None
    changed: Sequence[ChangedChapter] = field(default_factory=list)

    @property
    def confirmed(self) -> bool:
        """The version that is read here."""
        return self.confirmation is not None and self.confirmation.version_id == (
            self.version.pk if self.version else None
        )


def briefing(mandate: Mandate) -> Briefing:
    """In the language that is active, as far as the playbook speaks it. ``mandate`` comes with ``for_words``."""
    version, language = current_version(mandate.company_id), translation.get_language()
    book = reading(version, language) if version else None
    confirmation = mandate.confirmations.select_related("version", "confirmed_by__person").first()
    changed = _changed(confirmation, version, book)
    return Briefing(
        mandate,
        version,
        book.language if book else language,
        tuple(_sections(mandate, book, language)),
        _minutes(book, changed),
        confirmation,
        changed,
    )


def minutes_to_read(mandate: Mandate) -> int:
    """What reading the briefing takes, or only what has changed; without making it."""
    version = current_version(mandate.company_id)
    book = reading(version, translation.get_language()) if version else None
    confirmation = mandate.confirmations.select_related("version").first()
    return _minutes(book, _changed(confirmation, version, book))


def _minutes(book: Reading | None, changed: Sequence[ChangedChapter]) -> int:
    """A minute for the mandate itself, unless only what changed is read."""
    if changed:
        segments = (each for chapter in changed for part in chapter.changed for each in part.segments)
        return max(1, _reading_time(" ".join(each.text for each in segments)))
    chapters = [book.chapter(key) for key in (*CHAPTERS, "legal")] if book else []
    return 1 + _reading_time(
        " ".join(_said(block) for chapter in chapters if chapter for block in chapter.blocks)
    )


def _reading_time(text: str) -> int:
    return ceil(len(text.split()) / WORDS_PER_MINUTE)


def _changed(
    confirmation: Confirmation | None, version: PlaybookVersion | None, book: Reading | None
) -> Sequence[ChangedChapter]:
    if confirmation is None or book is None or confirmation.version == version:
        return []
    return compared(reading(confirmation.version, book.language), book)


def _sections(mandate: Mandate, book: Reading | None, language: str) -> Iterator[Section]:
    yield Section("mandate", _("Your mandate"), tuple(_mandate(mandate, language)))
    for key in CHAPTERS:
        chapter = book.chapter(key) if book else None
        if chapter:
            yield Section(key, chapter.title, chapter.blocks, chapter.why)
    yield Section(
        "topics", _("Your topics"), tuple(_topics(mandate, language)), _("The class decides the approval.")
    )
    yield Section("channels", _("Your channels"), tuple(_channels(mandate, book, language)))
    yield Section("approval", _("How a post gets out"), (Lines("ways", "", language, tuple(_ways(mandate))),))


def _mandate(mandate: Mandate, language: str) -> Iterator[AnyBlock]:
    yield Text("says", "", language, words.sentence_to_holder(mandate))
    yield Lines("may", _("You may"), language, tuple(_capital(each) for each in _allowed(mandate)))
    yield Lines(
        "stays",
        _("This stays in the house"),
        language,
        tuple(_capital(each) for each in mandates.kept_inside(mandate.holder.kind) if each in _of_interest()),
    )
    deputies = [str(each) for each in holders("mandate.grant", [Subject(mandate.company_id)], timezone.now())]
    others = [name for name in deputies if name != str(mandate.contact)]
    people = [(str(mandate.contact), _("your contact, for every question"))]
    if others:
        people.append((words.and_list(others), _("when your contact cannot be reached")))
    yield Pairs("contact", _("Whom you ask"), language, tuple(people))


def _allowed(mandate: Mandate) -> list[str]:
    return [words.phrase(act, mandate.publishes_up_to) for act in words.spoken(mandate.acts)]


def _of_interest() -> set[str]:
    """What outside people ask about; that they do not lead the company goes without saying."""
    kept = (
        Permission.INBOX_REPLY,
        Permission.INBOX_REACT,
        Permission.PIECE_APPROVE,
        Permission.PUBLICATION_DECIDE,
        Permission.CRISIS_SPEAK,
        Permission.STRATEGY_WRITE,
    )
    return {str(NATURE[right].label) for right in kept}


def _topics(mandate: Mandate, language: str) -> Iterator[AnyBlock]:
    covered = Topic.objects.filter(company_id=mandate.company_id).in_use().select_related("expert__person")
    if not mandate.every_topic:
        covered = covered.filter(mandates=mandate)
    yield Pairs("topics", "", language, tuple((topic.name, _class(topic)) for topic in covered))


def _class(topic: Topic) -> str:
    said = str(topic.get_content_class_display())
    return (
        _("%(class)s; the expert is %(name)s") % {"class": said, "name": topic.expert}
        if topic.expert
        else said
    )


def _channels(mandate: Mandate, book: Reading | None, language: str) -> Iterator[AnyBlock]:
    covered = (
        Channel.objects.open().filter(company_id=mandate.company_id).select_related("responsible__person")
    )
    if not mandate.every_channel:
        covered = covered.filter(mandates=mandate)
    yield Pairs("channels", "", language, tuple((channel.name, _purpose(channel)) for channel in covered))
    legal = book.chapter("legal") if book else None
    yield from legal.blocks if legal else ()


def _purpose(channel: Channel) -> str:
    said = _("%(name)s is responsible") % {"name": channel.responsible}
    return f"{channel.purpose}; {said}" if channel.purpose else said


def _ways(mandate: Mandate) -> Iterator[str]:
    """The classes and what each needs, as far as the mandate reaches."""
    if mandate.publishes_up_to:
        yield _("You may %(acts)s without asking.") % {"acts": words.PUBLISHING[mandate.publishes_up_to]}
    yield _(
        "Everything else you hand in for approval: one person of the company looks at it, by a deadline you see."
    )
    yield _("Delicate topics also go to their expert. In a crisis only named speakers publish.")
    yield _(
        "What comes back says what is wished. What nobody answers in time stops; it never goes out by itself."
    )
    yield _("Answers to people are recommended; somebody of the company sends them under their own name.")


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _said(block: AnyBlock) -> str:
    match block:
        case Text():
            return f"{block.heading} {block.text}"
        case Lines():
            return " ".join((block.heading, *block.items))
        case Pairs():
            return " ".join((block.heading, *(" ".join(pair) for pair in block.pairs)))
        case Table():
            return " ".join((block.heading, *block.heads, *(" ".join(row) for row in block.rows)))
