"""What people answer for. Each room registers its own, so that whoever leaves can hand over all of it.

A room says so in its ``responsibilities.py``, which is found at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership


@dataclass(frozen=True)
class Responsibility:
    """One kind of thing a person can answer for.

    ``open_for`` lists what they answer for now. ``hand_over`` gives all of it to another own person, who is of the
    same company and present; it raises ``CannotTakeOver`` where that person may not carry it.
    """

    code: str
    label: str | Promise
    open_for: Callable[[Membership], Sequence[models.Model]]
    hand_over: Callable[[Membership, Membership, Actor], None]


@dataclass(frozen=True)
class Held:
    """What one person holds of one responsibility; never empty."""

    responsibility: Responsibility
    things: Sequence[models.Model]


_responsibilities: dict[str, Responsibility] = {}


def register(*responsibilities: Responsibility) -> None:
    """A second one with the same code replaces the first."""
    _responsibilities.update({each.code: each for each in responsibilities})


def held_by(membership: Membership) -> list[Held]:
    """Everything that would be orphaned if they left now."""
    found = [Held(each, each.open_for(membership)) for each in _responsibilities.values()]
    return [held for held in found if held.things]


def _sponsored(membership: Membership) -> list[Membership]:
    return list(membership.sponsored.present().select_related("person"))


def _hand_over_machines(membership: Membership, to: Membership, actor: Actor) -> None:
    membership.sponsored.present().update(sponsor=to)


register(Responsibility("machines", _("Machines they look after"), _sponsored, _hand_over_machines))
