"""Whose move is next, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from eigenstimme.orders.models import Order, State
from eigenstimme.plan.working_days import WorkingTime

A_DAY = timedelta(days=1)
TO_ANSWER = 2  # working days for an answer to an order, or to a question about it
TO_ACCEPT = 3  # working days until a delivery has been looked at


def set_clock(order: Order, now: datetime) -> None:
    """Set until when the next move should be made, and when its person is reminded; not saved."""
    order.move_until = _until(order, now)
    order.remind_at = order.move_until
    working = order.state in (State.IN_WORK, State.RETURNED)
    if working and order.move_until and order.move_until - A_DAY > now:
        order.remind_at = order.move_until - A_DAY


def _until(order: Order, now: datetime) -> datetime | None:
    works = WorkingTime.of(order.company)
    match order.state:
        case State.ORDERED:
            soon = works.same_clock(now, TO_ANSWER)
            return min(soon, order.due_at) if order.due_at > now else soon
        case State.ASKED_BACK | State.DECLINED:
            return works.same_clock(now, TO_ANSWER)
        case State.DELIVERED:
            return works.same_clock(now, TO_ACCEPT)
        case State.IN_WORK | State.RETURNED:
            return order.due_at
        case _:
            return None
