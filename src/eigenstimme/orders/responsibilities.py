"""Orders that are not ended are handed over before their responsible person leaves."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.orders.models import Order, OrderQuerySet, State
from eigenstimme.people.actor import Actor
from eigenstimme.people.errors import CannotTakeOver
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register


def _orders(membership: Membership) -> OrderQuerySet:
    """What they accept, and what they have begun to write."""
    mine = Q(responsible=membership) | Q(placed_by=membership, state=State.DRAFT)
    return Order.objects.open().filter(mine)


def _open_for(membership: Membership) -> list[Order]:
    return list(_orders(membership))


def _hand_over(membership: Membership, to: Membership, actor: Actor) -> None:
    """Nobody accepts their own work."""
    if own := _orders(membership).filter(specialist=to).first():
        raise CannotTakeOver(str(to), str(own))
    Order.objects.filter(placed_by=membership, state=State.DRAFT).update(placed_by=to)
    _orders(membership).update(responsible=to)


register(Responsibility("orders", _("Orders they answer for"), _open_for, _hand_over))
