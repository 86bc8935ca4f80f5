"""This room's place in the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, decide


def register() -> None:
    frame.register(frame.Entry("reports:voice", _("Figures"), "chart-line", order=240, shown=reads_figures))
    frame.register_tabs("figures", frame.Tab("reports:voice", _("Own voice"), order=10, shown=reads_figures))


def reads_figures(actor: Actor) -> bool:
    """Whether there is any channel whose figures they may see."""
    return bool(decide(actor, "figures.read", Subject(actor.company_id)))
