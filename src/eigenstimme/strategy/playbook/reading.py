"""The playbook as somebody reads it: what a page, a briefing, a PDF and a comparison draw.

A question that is not answered in the reader's language is answered in the main one; the block says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils import translation
from django.utils.formats import date_format

from eigenstimme.strategy.models import Chapter, Playbook, PlaybookVersion
from eigenstimme.strategy.playbook import live
from eigenstimme.strategy.playbook.chapters import WRITTEN
from eigenstimme.strategy.playbook.outline import Answer, Answers, Ask, Outline, Part, Question, Record, Words

Content = Mapping[str, Mapping[str, Answers]]
"""``{language: {chapter: answers}}``, as a version keeps it."""


@dataclass(frozen=True)
class Block:
    """One answered question. ``language`` is the one the answer is written in, ``form`` the kind of block."""

    key: str
    heading: str
    language: str
    form: ClassVar[str] = ""


@dataclass(frozen=True)
class Text(Block):
    text: str
    form: ClassVar[str] = "text"


@dataclass(frozen=True)
class Lines(Block):
    items: tuple[str, ...]
    form: ClassVar[str] = "lines"


@dataclass(frozen=True)
class Pairs(Block):
    """Two things each: a name, and what there is to say about it."""

    pairs: tuple[tuple[str, str], ...]
    form: ClassVar[str] = "pairs"


@dataclass(frozen=True)
class Named:
    """A row by its name, with what was said about it under each head."""

    name: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Table(Block):
    """Rows with as many cells as there are ``heads``; the first cell names the row, an empty one was not answered."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]  # of the heads: "trait", "so"
    form: ClassVar[str] = "table"

    @property
    def by_key(self) -> list[dict[str, str]]:
        return [dict(zip(self.keys, row, strict=True)) for row in self.rows]

    @property
    def records(self) -> list[Named]:
        return [Named(name, _said(self.heads[1:], cells)) for name, *cells in self.rows]


def _said(heads: Sequence[str], cells: Sequence[str]) -> list[tuple[str, str]]:
    return [(head, cell) for head, cell in zip(heads, cells, strict=True) if cell]


AnyBlock = Text | Lines | Pairs | Table


@dataclass(frozen=True)
class ReadChapter:
    """``missing`` names what is not said in the reader's language yet, though it is in the main one."""

    key: str
    title: str
    why: str
    blocks: tuple[AnyBlock, ...]
    missing: tuple[str, ...] = ()
    changed_at: str = ""  # name of the page where a chapter is changed that is kept elsewhere

    def block(self, key: str) -> AnyBlock | None:
        return next((block for block in self.blocks if block.key == key), None)


@dataclass(frozen=True)
class Reading:
    """Only what has an answer. ``number`` is that of the version, None for what is being worked on."""

    language: str
    chapters: tuple[ReadChapter, ...]
    number: int | None = None

    def chapter(self, key: str) -> ReadChapter | None:
        return next((chapter for chapter in self.chapters if chapter.key == key), None)


def reading(book: Playbook | PlaybookVersion, language: str) -> Reading:
    """The whole of a version without a query; of the draft with one for the chapters and those of the live ones.

    ``language`` may be one the book does not have: then it is read in the main one.
    """
    spoken = language if language in book.languages else book.languages[0]
    if isinstance(book, PlaybookVersion):
        return read_content(book.content, spoken, main=book.languages[0], number=book.number)
    return read_content(draft_content(book), spoken, main=book.languages[0])


def read_content(content: Content, language: str, *, main: str, number: int | None = None) -> Reading:
    own, other = content.get(language, {}), content.get(main, {})
    with translation.override(language):
        found = [
            _chapter(outline, own.get(outline.key, {}), other.get(outline.key, {}), language, main, place)
            for outline, place in _outlines()
        ]
    return Reading(language, tuple(chapter for chapter in found if chapter.blocks), number)


def draft_content(playbook: Playbook) -> Content:
    """What a version would keep if it were published now."""
    written: dict[str, dict[str, Answers]] = {language: {} for language in playbook.languages}
    for chapter in Chapter.objects.filter(playbook=playbook).exclude(content={}):
        written.setdefault(chapter.language, {})[chapter.key] = chapter.content
    for language in playbook.languages:
        with translation.override(language):
            for each in live.chapters():
                if answers := each.read(playbook.company_id):
                    written[language][each.outline.key] = answers
    return written


def _outlines() -> Iterator[tuple[Outline, str]]:
    yield from ((outline, "") for outline in WRITTEN)
    yield from ((each.outline, each.url_name) for each in live.chapters())


def _chapter(
    outline: Outline, own: Answers, other: Answers, language: str, main: str, place: str
) -> ReadChapter:
    blocks, missing = [], []
    for question in outline.questions:
        answer, spoken = own.get(question.key), language
        if not answer and (answer := other.get(question.key)):
            spoken = main
            missing.append(str(question.heading))
        if answer:
            blocks.append(_block(question, answer, spoken))
    return ReadChapter(
        outline.key, str(outline.title), str(outline.why), tuple(blocks), tuple(missing), place
    )


def _block(question: Question, answer: Answer, language: str) -> AnyBlock:
    about = (question.key, str(question.heading), language)
    if isinstance(answer, str):
        return Text(*about, _chosen(question.choices, answer))
    if question.ask is Ask.LINES:
        return Lines(*about, tuple(line for line in answer if isinstance(line, str)))
    return _records(question, [record for record in answer if isinstance(record, dict)], about)


def _chosen(choices: Sequence[tuple[str, Words]], answer: str) -> str:
    return str(dict(choices).get(answer, answer))


def _records(question: Question, records: Sequence[Record], about: tuple[str, str, str]) -> Pairs | Table:
    """Columns nobody filled are left out."""
    if len(question.parts) == 2:
        name, said = question.parts
        return Pairs(*about, tuple((_cell(name, record), _cell(said, record)) for record in records))
    parts = [part for part in question.parts if any(record.get(part.key) for record in records)]
    rows = tuple(tuple(_cell(part, record) for part in parts) for record in records)
    heads = tuple(str(part.label) for part in parts)
    return Table(*about, heads, rows, tuple(part.key for part in parts))


def _cell(part: Part, record: Record) -> str:
    said = record.get(part.key, "")
    if part.ask is not Ask.DAY or not said:
        return said
    try:
        return date_format(date.fromisoformat(said), "DATE_FORMAT")
    except ValueError:
        return said
