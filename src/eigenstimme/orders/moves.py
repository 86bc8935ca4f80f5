"""What every act on an order does: take it, move it on, tell the others."""

from __future__ import annotations

from datetime import datetime

from eigenstimme.core import live
from eigenstimme.orders.errors import NotNow
from eigenstimme.orders.models import UNSEEN, Order, State
from eigenstimme.orders.times import set_clock
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell


def locked(order: Order) -> Order:
    """The order as it stands now, with the people it names; nobody else moves it until the transaction ends."""
    people = ("company", "topic", "specialist__person", "responsible__person", "placed_by__person")
    return Order.objects.select_for_update(of=("self",)).select_related(*people).get(pk=order.pk)


def move(order: Order, state: State, now: datetime) -> None:
    """Take the step and start the clock of whoever is next. Raises ``NotNow`` where the order cannot go there."""
    if not order.can_become(state):
        raise NotNow(order.get_state_display())
    order.state = state
    set_clock(order, now)
    order.save()
    announce(order)


def announce(order: Order) -> None:
    live.announce(order.company_id, "orders")
    live.announce(order.company_id, f"order:{order.pk}")


def tell_others(order: Order, code: str, *, actor: Actor, **params: str) -> None:
    """Both sides of the order, without whoever acts. A specialist hears nothing of an order not sent yet."""
    sides = {order.responsible}
    if order.state not in UNSEEN and order.sent_at:
        sides.add(order.specialist)
    for person in sides:
        tell_one(order, person, code, actor=actor, **params)


def tell_one(order: Order, person: Membership, code: str, *, actor: Actor, **params: str) -> None:
    if person.present and person.pk != actor.membership_id:
        tell(person, code, order.get_absolute_url(), order=str(order), name=actor.name, **params)
