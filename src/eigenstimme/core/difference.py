"""What changed between two texts, word by word, and where a passage of the one stands in the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import regex
from diff_match_patch import diff_match_patch

_WORDS = regex.compile(r"\w+|\s+|\X")  # a word, a gap, or one visible sign: never half an emoji


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


_CHANGES = {0: Change.SAME, 1: Change.ADDED, -1: Change.REMOVED}


@dataclass(frozen=True)
class Segment:
    """A run of text with one fate."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Segment]:
    """Both texts in one: without the added parts it is ``before``, without the removed ones ``after``."""
    words: dict[str, str] = {}
    engine = diff_match_patch()
    found = engine.diff_main(_encoded(before, words), _encoded(after, words), False)
    engine.diff_cleanupSemantic(found)
    meaning = {sign: word for word, sign in words.items()}
    return [Segment(_CHANGES[fate], "".join(meaning[sign] for sign in run)) for fate, run in found]


def moved_to(passage: str, near: int, text: str) -> int | None:
    """Where ``passage`` stands in a later ``text``: the place closest to ``near``; None when it is gone or changed."""
    start = text.find(passage)
    places = []
    while start != -1:
        places.append(start)
        start = text.find(passage, start + 1)
    return min(places, key=lambda place: abs(place - near), default=None)


def _encoded(text: str, words: dict[str, str]) -> str:
    """Each word as one sign, so that words are compared and not letters."""
    return "".join(words.setdefault(word, _sign(len(words))) for word in _WORDS.findall(text))


def _sign(number: int) -> str:
    """The surrogates are left out: they cannot be encoded."""
    return chr(number + 1 if number + 1 < 0xD800 else number + 1 + 0x800)
