"""A specialist who leaves the company leaves no order orphaned: it goes back to its responsible person."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.orders.models import ENDED, Order, State
from eigenstimme.orders.moves import locked, move, tell_one
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.signals import left

SETTLED = (State.DRAFT, State.DECLINED, State.ACCEPTED, *ENDED)


def connect() -> None:
    left.connect(on_left)


def on_left(sender: type[Membership], membership: Membership, actor: Actor, **_kwargs: Any) -> None:
    """The right to say goodbye carries this along; it is on record for each order."""
    for each in Order.objects.filter(specialist=membership).exclude(state__in=SETTLED):
        order = locked(each)
        move(order, State.DECLINED, timezone.now())
        tell_one(order, order.responsible, "order.specialist_left", actor=actor, gone=str(membership))
        record(actor, "order.specialist_left", order, name=str(membership))
