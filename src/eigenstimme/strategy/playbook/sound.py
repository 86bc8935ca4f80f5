"""What the composer recalls while somebody writes: how the house sounds, and which key messages have run out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from eigenstimme.strategy.house_words import House, Said
from eigenstimme.strategy.playbook.chapters import MESSAGES, TONE, VOICE
from eigenstimme.strategy.playbook.reading import Reading, Table, Text, read_content


@dataclass(frozen=True)
class RunOut:
    """A key message that no longer holds; ``until`` was its last day."""

    message: str
    until: date


@dataclass(frozen=True)
class Sound:
    """``traits`` by the keys of their parts, ``tones`` as situation and tone; empty where there is no playbook."""

    traits: tuple[dict[str, str], ...] = ()
    tones: tuple[tuple[str, str], ...] = ()
    run_out: tuple[RunOut, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.traits or self.tones)

    def run_out_in(self, text: str) -> Iterator[RunOut]:
        """Those whose wording the text uses, without regard to capitals, gaps and the full stop."""
        said = _plain(text)
        return (each for each in self.run_out if _plain(each.message) in said)


def sound_of(house: House, language: str, today: date) -> Sound:
    """As the version that counts says it."""
    book = house.book
    if book is None:
        return Sound()
    main = book.languages[0]
    read = read_content(book.content, language if language in book.languages else main, main=main)
    return Sound(_traits(read), _tones(read), tuple(_run_out(book, today)))


def _traits(read: Reading) -> tuple[dict[str, str], ...]:
    chapter = read.chapter(VOICE.key)
    block = chapter.block("traits") if chapter else None
    return tuple(block.by_key) if isinstance(block, Table) else ()


def _tones(read: Reading) -> tuple[tuple[str, str], ...]:
    chapter = read.chapter(TONE.key)
    blocks = chapter.blocks if chapter else ()
    return tuple((block.heading, block.text) for block in blocks if isinstance(block, Text))


def _run_out(book: Said, today: date) -> Iterator[RunOut]:
    """In every language: a text can be written in any."""
    for chapters in book.content.values():
        for record in chapters.get(MESSAGES.key, {}).get("messages", []):
            until = _day(record.get("until", ""))
            if until and until < today and record.get("message"):
                yield RunOut(record["message"], until)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")
