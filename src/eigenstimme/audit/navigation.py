"""This room's place in the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, decide


def register() -> None:
    frame.register(frame.Entry("audit:history", _("History"), "history", order=240, shown=_may_read))


def _may_read(actor: Actor) -> bool:
    return decide(actor, "history.read", Subject(actor.company_id)).allowed
