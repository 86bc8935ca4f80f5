"""The owner of a goal is told when its figure is missing, and when its last day has passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from eigenstimme.people.models import Notice
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy import actions
from eigenstimme.strategy.asking import tick
from eigenstimme.strategy.models import Goal, Measured
from eigenstimme.strategy.tests.goals import a_draft, a_goal, counted_goal

FIRST = date(2030, 5, 1)
LAST = FIRST + timedelta(days=100)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def set_by_amira(cast: Cast) -> Goal:
    goal = a_goal(cast, owner=cast.amira, starts_on=FIRST, ends_on=LAST)
    Goal.objects.update(owner=cast.ben)
    return goal


def at(days: int, hour: int = 9) -> datetime:
    return datetime(2030, 5, 1, hour, tzinfo=ZoneInfo("Europe/Berlin")) + timedelta(days=days)


def told() -> list[str]:
    assert all(notice.membership.person.name == "Ben Arndt" for notice in Notice.objects.all())
    return list(Notice.objects.order_by("pk").values_list("code", flat=True))


def test_told_after_thirty_days_without_a_figure_and_again_after_thirty(cast: Cast) -> None:
    set_by_amira(cast)
    tick(at(29))
    assert told() == []
    for days in (30, 31, 59, 60):
        tick(at(days))
    assert told() == ["goal.no_value"] * 2


def test_a_figure_puts_it_off(cast: Cast) -> None:
    goal = set_by_amira(cast)
    Measured.objects.create(
        goal=goal, day=FIRST + timedelta(days=20), value=Decimal(12), recorded_by=cast.ben
    )
    tick(at(49))
    assert told() == []
    tick(at(50))
    assert told() == ["goal.no_value"]


def test_told_once_when_the_last_day_has_passed(cast: Cast) -> None:
    set_by_amira(cast)
    Goal.objects.update(value_asked_on=LAST)
    for days in (100, 101, 102, 200):
        tick(at(days))
    assert told() == ["goal.over"]


def test_another_last_day_is_told_of_anew(cast: Cast) -> None:
    goal = set_by_amira(cast)
    Goal.objects.update(value_asked_on=LAST)
    tick(at(101))
    later = a_draft(cast, starts_on=FIRST, ends_on=LAST + timedelta(days=5))
    actions.change_goal(goal, later, revision=1, actor=cast.actor(cast.amira))
    tick(at(105))
    tick(at(106))
    assert told() == ["goal.over", "goal.over"]


def test_nobody_is_told_at_night_nor_of_ended_or_counted_goals(cast: Cast) -> None:
    goal = set_by_amira(cast)
    tick(at(30, hour=3))
    assert told() == []
    actions.end_goal(goal, outcome="dropped", learnt="Passt nicht mehr.", actor=cast.actor(cast.amira))
    counted_goal(cast, owner=cast.amira, starts_on=FIRST, ends_on=LAST)
    tick(at(30))
    assert told() == []
