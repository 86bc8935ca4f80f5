"""This room's places in the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, decide


def register() -> None:
    frame.register_tabs("mandates", frame.Tab("skills:skills", _("Skills"), order=40, shown=_reads))


def _reads(actor: Actor) -> bool:
    return bool(decide(actor, "skill.read", Subject(actor.company_id)))
