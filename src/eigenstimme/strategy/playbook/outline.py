"""What a chapter of the playbook is made of: questions, each with the kind of answer it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

Words = str | Promise
Record = dict[str, str]
Answer = str | list[str] | list[Record]
Answers = Mapping[str, Answer]
"""The answers of a chapter by the key of the question. A question without an answer is not in it."""


class Ask(StrEnum):
    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    RECORDS = "records"
    CHOICE = "choice"
    DAY = "day"  # only within a record; kept as 2026-12-01


LONGEST = {Ask.LINE: 300, Ask.TEXT: 2000, Ask.LINES: 300, Ask.CHOICE: 30, Ask.DAY: 10}
"""Letters, of each answer of the kind or each line of it."""


@dataclass(frozen=True)
class Part:
    """A named field of each record, in the form as in the book."""

    key: str
    label: Words
    ask: Ask = Ask.LINE
    example: Words = ""


@dataclass(frozen=True)
class Question:
    """``heading`` stands above the answer in the book, ``label`` is what the writer is asked.

    ``example`` is how a painter's firm might answer; ``most`` how many lines or records there can be.
    """

    key: str
    heading: Words
    label: Words
    ask: Ask
    hint: Words = ""
    example: Words = ""
    parts: tuple[Part, ...] = ()
    choices: tuple[tuple[str, Words], ...] = ()
    most: int = 12


@dataclass(frozen=True)
class Outline:
    """A chapter before anybody has answered. ``minutes`` is what it takes somebody who has never done it.

    ``first``: a playbook can be published once these are answered, the others follow when there is time.
    """

    key: str
    title: Words
    why: Words
    questions: tuple[Question, ...]
    minutes: int = 4
    first: bool = False

    def question(self, key: str) -> Question:
        return next(each for each in self.questions if each.key == key)
