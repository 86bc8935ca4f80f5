"""Reminders, and people who leave."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from eigenstimme.orders import actions, reminders
from eigenstimme.orders.models import Order, State
from eigenstimme.orders.tests import sheets
from eigenstimme.orders.tests.sheets import again
from eigenstimme.people.actions import say_goodbye
from eigenstimme.people.errors import CannotTakeOver
from eigenstimme.people.models import Kind, Membership, Notice
from eigenstimme.people.responsibilities import held_by
from eigenstimme.people.tests.cast import Cast, join

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 3, 27, 16, 0, tzinfo=BERLIN)  # before the night in which the clocks go forward


def reminded(member: Membership) -> list[str]:
    codes = ["order.due_soon", "order.overdue", "order.late"]
    return list(Notice.objects.filter(membership=member, code__in=codes).values_list("code", flat=True))


def test_specialist_is_reminded_a_day_before_and_once_when_it_is_late(cast: Cast) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        order = sheets.in_work(cast, due_at=FRIDAY + timedelta(days=4))
    due = order.due_at

    reminders.tick(due - timedelta(days=1, minutes=1))
    assert reminded(cast.clara) == []
    assert reminders.tick(due - timedelta(hours=23)) == due
    assert reminders.tick(due - timedelta(hours=22)) == due
    assert reminded(cast.clara) == ["order.due_soon"]
    assert reminders.tick(due + timedelta(minutes=1)) is None
    reminders.tick(due + timedelta(days=1))
    assert sorted(reminded(cast.clara)) == ["order.due_soon", "order.overdue"]
    assert reminded(cast.amira) == ["order.late"]
    assert again(order).overdue(due + timedelta(seconds=1)) and not again(order).overdue(due)


def test_delivery_that_nobody_looks_at_is_reminded_of_after_three_working_days(cast: Cast) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        sheets.delivered(cast)
    reminders.tick(FRIDAY + timedelta(days=4))
    assert reminded(cast.amira) == []
    reminders.tick(FRIDAY + timedelta(days=5, hours=1))
    assert (reminded(cast.amira), reminded(cast.clara)) == (["order.overdue"], [])


def test_nobody_is_reminded_of_what_is_over_or_not_sent(cast: Cast) -> None:
    sheets.placed(cast)
    actions.cancel_order(sheets.in_work(cast), reason="x", actor=cast.actor(cast.amira))
    assert reminders.tick(timezone.now() + timedelta(days=99)) is None
    assert reminded(cast.amira) == reminded(cast.clara) == []


def test_reminder_speaks_its_readers_language(cast: Cast) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        order = sheets.in_work(cast, due_at=FRIDAY + timedelta(days=4))
    reminders.tick(order.due_at + timedelta(minutes=1))
    assert "31. März 2026" in Notice.objects.get(code="order.overdue").params["date"]


def test_orders_of_a_specialist_who_leaves_come_back(cast: Cast) -> None:
    working, done = sheets.in_work(cast, responsible=cast.ben), sheets.accepted(cast)
    say_goodbye(cast.clara, successors={}, actor=cast.actor(cast.amira))
    assert (again(working).state, again(done).state) == (State.DECLINED, State.ACCEPTED)
    assert Notice.objects.filter(membership=cast.ben, code="order.specialist_left").count() == 1


def test_orders_are_handed_over_before_their_responsible_person_leaves(cast: Cast) -> None:
    order = sheets.sent(cast, responsible=cast.ben)
    assert [held.responsibility.code for held in held_by(cast.ben)] == ["orders"]
    say_goodbye(cast.ben, successors={"orders": cast.amira}, actor=cast.actor(cast.amira))
    assert again(order).responsible == cast.amira


def test_nobody_takes_over_the_acceptance_of_their_own_work(cast: Cast) -> None:
    own = join(cast.company, "Olga", Kind.OWN)
    sheets.sent(cast, responsible=cast.ben, specialist=own)
    with pytest.raises(CannotTakeOver):
        say_goodbye(cast.ben, successors={"orders": own}, actor=cast.actor(cast.amira))
    assert Order.objects.get().responsible == cast.ben
