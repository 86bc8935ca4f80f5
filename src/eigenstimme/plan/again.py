"""One form makes one piece, also for somebody who goes back in the browser and saves once more.

The form of a new piece has an address of its own, to which it is sent and which a script shows in the browser. Whoever
comes back there is led to the piece it made, and whatever is sent from it again changes that piece.
"""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from django.http import QueryDict

from eigenstimme.people.actor import Actor
from eigenstimme.plan.forms.composer import Composer
from eigenstimme.plan.forms.values import values_of
from eigenstimme.plan.models import Piece
from eigenstimme.plan.queries import for_reading

FIRST = "1"
"""The revision a piece has when its form has made it."""


def named(asked: QueryDict) -> QueryDict:
    """What was asked for in the address, with the name of the form: the one it has there, or a new one."""
    own = asked.copy()
    own["form"] = (_uuid(asked.get("form", "")) or uuid4()).hex
    return own


def form_key(asked: QueryDict, actor: Actor) -> UUID:
    """Of the form with this name. It is the writer's own, for an address can be sent to somebody else."""
    return uuid5(UUID(str(asked["form"])), str(actor.membership_id))


def made_with(key: UUID | str | None, actor: Actor) -> Piece | None:
    """The piece that this form has made already."""
    known = _uuid(str(key))
    made = Piece.objects.visible_to(actor).filter(form_key=known)
    return for_reading(made).first() if known else None


def as_changes(sent: QueryDict) -> QueryDict:
    """What was to make a piece, sent once more when there is one."""
    data = sent.copy()
    data["revision"] = data.get("revision") or FIRST
    return data


def is_the_same(composer: Composer, saved: Composer) -> bool:
    """Whether nothing but what the piece holds was sent: a double click. Who is responsible may have been left open."""
    mine, theirs = values_of(composer), values_of(saved)
    mine["responsible"] = mine["responsible"] or theirs["responsible"]
    return all(mine.get(name, "") == theirs.get(name, "") for name in {*mine, *theirs})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
