"""What this room's acts and notices read like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words
from eigenstimme.skills.models import Skill


def skill_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"words": str(Skill(params["skill"]).label)}


SENTENCES = {
    "skills.said": _("%(actor)s said what they can and would like to do."),
    "skill.wished": _("%(actor)s would like %(thing)s to learn something: %(words)s."),
    "skill.wish_taken_back": _("%(actor)s no longer asks %(thing)s to learn: %(words)s."),
}

ICONS = {"skills.said": "hand", "skill.wished": "graduation-cap", "skill.wish_taken_back": "undo-2"}

PLACES = {"skill.wished": skill_in_words, "skill.wish_taken_back": skill_in_words}

NOTICES = {
    "skill.wished": Words(
        _("%(name)s would like you to learn something"),
        _("%(name)s would like you to learn something. Here you see what, and small tasks to begin with:"),
        mail=False,
    )
}
