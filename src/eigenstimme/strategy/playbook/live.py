"""Chapters whose content is kept elsewhere: a version takes down what stood there.

Each has an outline like every chapter, and a function that answers it from the rows as they are. A higher room
registers its own when it is ready.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from eigenstimme.strategy.models import Department, HouseStyle, HouseWord, Topic, Verdict
from eigenstimme.strategy.playbook.outline import Answer, Answers, Ask, Outline, Part, Question, Record, Words


@dataclass(frozen=True)
class LiveChapter:
    """``read(company_id)`` answers the outline in the language that is active, with a fixed number of queries.

    ``url_name`` is the page where it is changed.
    """

    outline: Outline
    read: Callable[[int], Answers]
    url_name: str


_chapters: dict[str, LiveChapter] = {}


def register(*chapters: LiveChapter) -> None:
    """They stand behind the written ones, in the order in which they came; the same key replaces."""
    _chapters.update({each.outline.key: each for each in chapters})


def chapters() -> list[LiveChapter]:
    return list(_chapters.values())


def _words(company_id: int) -> Answers:
    style = HouseStyle.objects.filter(company_id=company_id).first()
    answers: dict[str, Answer] = {"address": style.get_address_display() if style else ""}
    words = list(HouseWord.objects.filter(company_id=company_id))
    for verdict in Verdict.values:
        answers[verdict] = [_word(word) for word in words if word.verdict == verdict]
    return {key: answer for key, answer in answers.items() if answer}


def _word(word: HouseWord) -> Record:
    said = {"phrase": word.phrase, "instead": word.instead, "why": word.why}
    return {key: value for key, value in said.items() if value}


def _topics(company_id: int) -> Answers:
    topics = Topic.objects.filter(company_id=company_id).in_use().select_related("expert__person")
    rows = [
        _topic(topic)
        for topic in topics.prefetch_related(Prefetch("departments", Department.objects.in_use()))
    ]
    return {"topics": rows} if rows else {}


def _topic(topic: Topic) -> Record:
    said = {
        "name": topic.name,
        "class": topic.get_content_class_display(),
        "expert": str(topic.expert or ""),
        "departments": ", ".join(str(each) for each in topic.departments.all()),
    }
    return {key: value for key, value in said.items() if value}


def _kept(key: str, heading: Words, ask: Ask, parts: tuple[Part, ...] = ()) -> Question:
    """Nobody is asked for it here."""
    return Question(key, heading, heading, ask, parts=parts)


_WORD = (
    Part("phrase", _("Word")),
    Part("instead", _("Say instead")),
    Part("why", _("Why?")),
)

WORDS = LiveChapter(
    Outline(
        "words",
        _("Our words"),
        _("Words are the first thing readers recognise somebody by."),
        (
            _kept("address", _("Form of address"), Ask.LINE),
            *(_kept(verdict.value, verdict.label, Ask.RECORDS, parts=_WORD) for verdict in Verdict),
        ),
    ),
    _words,
    "strategy:words",
)

TOPICS = LiveChapter(
    Outline(
        "topics",
        _("What we speak about"),
        _("Whoever knows the topics does not have to invent any."),
        (
            _kept(
                "topics",
                _("Topics"),
                Ask.RECORDS,
                parts=(
                    Part("name", _("Topic")),
                    Part("class", _("Class")),
                    Part("expert", _("Expert")),
                    Part("departments", _("Interested departments")),
                ),
            ),
        ),
    ),
    _topics,
    "strategy:topics",
)

register(WORDS, TOPICS)
