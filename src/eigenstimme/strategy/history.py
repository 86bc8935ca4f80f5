"""What this room's acts read like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from eigenstimme.core.plots import written
from eigenstimme.people.notices import Words
from eigenstimme.strategy.models import Address, Outcome, Verdict
from eigenstimme.strategy.playbook.chapters import OUTLINES


def verdict_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"words": str(Verdict(params["verdict"]).label)}


def address_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    chosen = params["address"]
    return {"words": str(Address(chosen).label if chosen else _("as it comes"))}


def chapter_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"title": str(OUTLINES[params["chapter"]].title)}


def language_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"spoken": get_language_info(params["language"])["name_translated"]}


def outcome_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"words": str(Outcome(params["outcome"]).label)}


def value_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"words": written(float(params["value"]), params["unit"])}


SENTENCES = {
    "goal.set": _("%(actor)s set the goal “%(thing)s”."),
    "goal.changed": _("%(actor)s changed the goal “%(thing)s”."),
    "goal.measured": _("%(actor)s wrote down where the goal “%(thing)s” stands: %(words)s."),
    "goal.ended": _("%(actor)s ended the goal “%(thing)s”: %(words)s."),
    "playbook.started": _("%(actor)s began the playbook."),
    "playbook.chapter_written": _("%(actor)s wrote in the playbook: %(title)s."),
    "playbook.published": _("%(actor)s published version %(number)s of the playbook."),
    "playbook.language_added": _("%(actor)s added a language to the playbook: %(spoken)s."),
    "playbook.looked_after": _("%(actor)s said who looks after the playbook: %(name)s."),
    "playbook.commented": _("%(actor)s commented on the playbook: %(title)s."),
    "playbook.comment_settled": _("%(actor)s settled a comment on the playbook: %(title)s."),
    "topic.added": _("%(actor)s added the topic “%(thing)s” (class %(content_class)s)."),
    "topic.changed": _("%(actor)s changed the topic “%(thing)s” (class %(content_class)s)."),
    "topic.retired": _("%(actor)s retired the topic “%(thing)s”."),
    "word.added": _("%(actor)s put “%(thing)s” into the list of words: %(words)s."),
    "word.changed": _("%(actor)s changed “%(thing)s” in the list of words: %(words)s."),
    "word.removed": _("%(actor)s took “%(thing)s” out of the list of words."),
    "style.changed": _("%(actor)s decided how texts speak to their readers: %(words)s."),
    "department.added": _("%(actor)s added the department “%(thing)s”."),
    "department.changed": _("%(actor)s changed the department “%(thing)s”."),
    "department.retired": _("%(actor)s retired the department “%(thing)s”."),
}

ICONS = {
    "goal.set": "goal",
    "goal.changed": "pencil",
    "goal.measured": "chart-line",
    "goal.ended": "flag",
    "playbook.started": "book-open",
    "playbook.chapter_written": "pencil",
    "playbook.published": "book-open",
    "playbook.language_added": "languages",
    "playbook.looked_after": "user",
    "playbook.commented": "message-circle",
    "playbook.comment_settled": "check",
    "topic.added": "flag",
    "topic.changed": "pencil",
    "topic.retired": "circle-slash",
    "word.added": "quote",
    "word.changed": "pencil",
    "word.removed": "trash-2",
    "style.changed": "quote",
    "department.added": "building-2",
    "department.changed": "pencil",
    "department.retired": "circle-slash",
}

PLACES = {
    "goal.measured": value_in_words,
    "goal.ended": outcome_in_words,
    "playbook.chapter_written": chapter_in_words,
    "playbook.language_added": language_in_words,
    "playbook.commented": chapter_in_words,
    "playbook.comment_settled": chapter_in_words,
    "word.added": verdict_in_words,
    "word.changed": verdict_in_words,
    "style.changed": address_in_words,
}

NOTICES = {
    "goal.given": Words(
        _("You answer for a goal: %(goal)s"),
        _("%(name)s has put you down for it. Look at where it stands, and say what you need to reach it."),
    ),
    "goal.no_value": Words(
        _("For 30 days nobody has written down a figure: %(goal)s"),
        _("You answer for this goal. One figure and a word on it are enough."),
    ),
    "goal.over": Words(
        _("The last day of a goal has passed: %(goal)s"),
        _("Say how it ended, and in a sentence what you learnt. That makes the next one better."),
    ),
    "playbook.review_near": Words(
        _("The playbook is due for a look on %(date)s"),
        _("You look after it. Read it once, change what no longer holds, and say when you look at it next."),
    ),
    "playbook.review_due": Words(
        _("Today is the day to look at the playbook"),
        _("Read it once, change what no longer holds, and say when you look at it next."),
    ),
    "playbook.commented": Words(
        _("%(name)s has commented on the playbook: %(title)s"), _("Read it, and settle it when it is done.")
    ),
}
