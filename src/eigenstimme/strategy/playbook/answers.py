"""Answers as they are kept: held to the questions, without what was left empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eigenstimme.strategy.errors import AnswerTooLong, TooManyAnswers
from eigenstimme.strategy.playbook.outline import LONGEST, Answer, Ask, Outline, Part, Question, Record


def tidy(outline: Outline, said: Mapping[str, Any]) -> dict[str, Answer]:
    """What was said, as it is kept: only what is asked, nothing empty.

    Raises ``AnswerTooLong``, ``TooManyAnswers``.
    """
    kept = {question.key: _tidy(question, said.get(question.key)) for question in outline.questions}
    return {key: answer for key, answer in kept.items() if answer}


def _tidy(question: Question, said: Any) -> Answer:
    if question.ask is Ask.LINES:
        return _few(question, [_held(question, line) for line in _each(said)])
    if question.ask is Ask.RECORDS:
        records = [_record(question, record) for record in _each(said) if isinstance(record, Mapping)]
        return _few(question, records)
    if question.ask is Ask.CHOICE:
        return said if said in dict(question.choices) else ""
    return _held(question, said)


def _each(said: Any) -> Iterator[Any]:
    yield from said if isinstance(said, (list, tuple)) else ()


def _record(question: Question, said: Mapping[str, Any]) -> Record:
    values = {part.key: _held(part, said.get(part.key)) for part in question.parts}
    return {key: value for key, value in values.items() if value}


def _few(question: Question, answers: list[Any]) -> list[Any]:
    given = [answer for answer in answers if answer]
    if len(given) > question.most:
        raise TooManyAnswers(str(question.label), question.most)
    return given


def _held(asked: Question | Part, said: Any) -> str:
    text = said.replace("\r\n", "\n").strip() if isinstance(said, str) else ""
    if asked.ask is not Ask.TEXT:
        text = " ".join(text.split())
    if len(text) > LONGEST.get(asked.ask, LONGEST[Ask.LINE]):
        raise AnswerTooLong(str(asked.label), LONGEST[asked.ask])
    return text
