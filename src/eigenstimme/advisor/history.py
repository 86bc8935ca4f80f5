"""What this room's acts and notices read like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.criteria import Verdict
from eigenstimme.people.notices import Words


def verdict_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"words": str(Verdict(params["verdict"]).label)}


SENTENCES = {
    "weighing.made": _("%(actor)s weighed a task: “%(thing)s” – %(words)s."),
    "weighing.suggested": _("%(actor)s suggested handing over “%(thing)s”."),
    "weighing.granted": _("%(actor)s granted %(holder)s a mandate for “%(thing)s”."),
}

PLACES = {"weighing.made": verdict_in_words}

ICONS = {
    "weighing.made": "scale",
    "weighing.suggested": "lightbulb",
    "weighing.granted": "handshake",
}

NOTICES = {
    "weighing.suggested": Words(
        _("%(name)s would hand something over"),
        _(
            "%(name)s has weighed “%(task)s” and asks you to look whether somebody should get a mandate for it."
        ),
    ),
    "weighing.granted": Words(
        _("Your suggestion has become a mandate"),
        _("A mandate has been granted for “%(task)s”, as you suggested."),
        mail=False,
    ),
}
