"""What two versions differ in, chapter by chapter and question by question."""

from __future__ import annotations

from dataclasses import dataclass

from eigenstimme.core.difference import Segment, difference
from eigenstimme.strategy.playbook.reading import AnyBlock, Lines, Pairs, ReadChapter, Reading, Table, Text


@dataclass(frozen=True)
class Changed:
    """One question that is answered otherwise, was not answered, or is not any more."""

    heading: str
    segments: list[Segment]


@dataclass(frozen=True)
class ChangedChapter:
    key: str
    title: str
    changed: list[Changed]


def compared(old: Reading, new: Reading) -> list[ChangedChapter]:
    """Only what differs, in the order of the new one; what is gone stands at the end."""
    keys = dict.fromkeys(chapter.key for chapter in (*new.chapters, *old.chapters))
    found = [_chapter(old.chapter(key), new.chapter(key)) for key in keys]
    return [chapter for chapter in found if chapter.changed]


def _chapter(old: ReadChapter | None, new: ReadChapter | None) -> ChangedChapter:
    named = new or old
    assert named is not None
    before, after = _blocks(old), _blocks(new)
    changed = [
        Changed((after.get(key) or before[key]).heading, difference(said, says))
        for key in dict.fromkeys((*after, *before))
        if (said := _as_text(before.get(key))) != (says := _as_text(after.get(key)))
    ]
    return ChangedChapter(named.key, named.title, changed)


def _blocks(chapter: ReadChapter | None) -> dict[str, AnyBlock]:
    return {block.key: block for block in chapter.blocks} if chapter else {}


def _as_text(block: AnyBlock | None) -> str:
    """As lines, so that a changed word is found within its row."""
    match block:
        case Text():
            return block.text
        case Lines():
            return "\n".join(block.items)
        case Pairs():
            return "\n".join(": ".join(filter(None, pair)) for pair in block.pairs)
        case Table():
            return "\n".join(" · ".join(filter(None, row)) for row in block.rows)
    return ""
