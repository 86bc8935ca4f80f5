"""What this room's acts read like, and what it tells people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words


def in_percent(params: Mapping[str, Any]) -> dict[str, str]:
    return {"share": f"{params['percent']}\N{NO-BREAK SPACE}%"}


SENTENCES = {
    "voice_limit.set": _("%(actor)s set the limit for the own-voice share of “%(thing)s” to %(share)s."),
    "voice_limit.warned": _(
        "%(actor)s told the leads that the own-voice share of “%(thing)s” is likely to fall below %(share)s."
    ),
    "voice_limit.lifted": _(
        "%(actor)s lifted the limit of %(share)s for the own-voice share of “%(thing)s”."
    ),
}

ICONS = {
    "voice_limit.set": "goal",
    "voice_limit.warned": "triangle-alert",
    "voice_limit.lifted": "circle-slash",
}

PLACES = dict.fromkeys(ICONS, in_percent)

NOTICES = {
    "voice.sinking": Words(
        _("Own voice: %(share)s is to be expected"),
        _(
            "With what is planned, this month ends for “%(name)s” at an own-voice share of %(share)s, "
            "below your limit of %(limit)s. There is still time to write some posts yourselves:"
        ),
    ),
}
