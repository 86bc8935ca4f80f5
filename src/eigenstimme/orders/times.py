"""Whose move is next, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from eigenstimme.orders.models import Order, State

A_DAY = timedelta(days=1)
SATURDAY = 5
TO_ANSWER = 2  # working days for an answer to an order, or to a question about it
TO_ACCEPT = 3  # working days until a delivery has been looked at


def working_days_after(at: datetime, days: int, zone: tzinfo) -> datetime:
    """The same clock time so many days later, Saturdays and Sundays not counted."""
    local = at.astimezone(zone)
    while days:
        local += A_DAY
        days -= local.weekday() < SATURDAY
    return local


def set_clock(order: Order, now: datetime) -> None:
    """Set until when the next move should be made, and when its person is reminded; not saved."""
    order.move_until = _until(order, now)
    order.remind_at = order.move_until
    working = order.state in (State.IN_WORK, State.RETURNED)
    if working and order.move_until and order.move_until - A_DAY > now:
        order.remind_at = order.move_until - A_DAY


def _until(order: Order, now: datetime) -> datetime | None:
    zone = order.company.zone
    match order.state:
        case State.ORDERED:
            soon = working_days_after(now, TO_ANSWER, zone)
            return min(soon, order.due_at) if order.due_at > now else soon
        case State.ASKED_BACK | State.DECLINED:
            return working_days_after(now, TO_ANSWER, zone)
        case State.DELIVERED:
            return working_days_after(now, TO_ACCEPT, zone)
        case State.IN_WORK | State.RETURNED:
            return order.due_at
        case _:
            return None
