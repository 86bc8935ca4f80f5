"""Whoever has the next move is reminded: a day before a date, and when it has passed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from eigenstimme.orders.models import Order, OrderQuerySet
from eigenstimme.orders.moves import announce, tell_one
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership

A_BATCH = 100


def tick(now: datetime) -> datetime | None:
    for pk in list(_due(now).values_list("pk", flat=True)[:A_BATCH]):
        remind(pk, now)
    return (
        Order.objects.filter(remind_at__gt=now)
        .order_by("remind_at")
        .values_list("remind_at", flat=True)
        .first()
    )


@transaction.atomic
def remind(pk: int, now: datetime) -> None:
    """Tell its mover once that the date is near, once that it has passed; of a specialist's delay we hear too."""
    people = ("company", "specialist__person", "responsible__person", "placed_by__person")
    order = (
        _due(now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related(*people)
        .filter(pk=pk)
        .first()
    )
    if order is None or order.mover is None or order.move_until is None:
        return
    soon = order.move_until > now
    order.remind_at = order.move_until if soon else None
    order.save(update_fields=["remind_at"])
    _tell(order, order.mover, "order.due_soon" if soon else "order.overdue")
    if not soon and order.mover != order.responsible:
        _tell(order, order.responsible, "order.late")
    announce(order)


def _due(now: datetime) -> OrderQuerySet:
    return Order.objects.filter(remind_at__lte=now)


def _tell(order: Order, person: Membership, code: str) -> None:
    """The date stands in the notice as its reader's clock and language say it."""
    system = Actor.of_the_system(order.company_id)
    at = timezone.localtime(order.move_until, order.company.zone)
    with translation.override(person.person.language):
        date = f"{date_format(at, 'DATE_FORMAT')}, {date_format(at, 'TIME_FORMAT')}"
    tell_one(order, person, code, actor=system, date=date)
