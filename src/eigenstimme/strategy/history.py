"""What this room's acts read like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.strategy.models import Address, Verdict


def verdict_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"words": str(Verdict(params["verdict"]).label)}


def address_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    chosen = params["address"]
    return {"words": str(Address(chosen).label if chosen else _("as it comes"))}


SENTENCES = {
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
    "word.added": verdict_in_words,
    "word.changed": verdict_in_words,
    "style.changed": address_in_words,
}
