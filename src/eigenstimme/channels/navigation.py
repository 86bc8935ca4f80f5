"""This room's place in the frame."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame
from eigenstimme.people.rights import Subject, decide


def register() -> None:
    frame.register(frame.Entry("channels:channels", _("Channels"), "radio-tower", order=120))
    frame.register_tabs(
        "strategy", frame.Tab("channels:comparison", _("Channel check"), order=60, shown=reads_effort)
    )


def reads_effort(actor: Any) -> bool:
    return bool(decide(actor, "effort.read", Subject(actor.company_id)))
