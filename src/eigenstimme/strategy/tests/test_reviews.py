"""Whoever looks after the playbook is told when its day comes near, and on the day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eigenstimme.people.models import Notice
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy import actions
from eigenstimme.strategy.reviews import tick
from eigenstimme.strategy.tests.playbooks import write_playbook

DAY = date(2030, 5, 20)


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    playbook = write_playbook(cast)
    actions.look_after(playbook, responsible=cast.ben, review_on=DAY, actor=cast.actor(cast.amira))
    return cast


def at(days: int, hour: int = 9) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=ZoneInfo("Europe/Berlin")) + timedelta(
        days=days
    )


def told() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("code", flat=True))


def test_told_when_near_and_on_the_day_and_once_each(cast: Cast) -> None:
    for days in (-15, -14, -13, -1, 0, 1, 30):
        tick(at(days))
    assert told() == ["playbook.review_near", "playbook.review_due"]
    assert {notice.membership for notice in Notice.objects.all()} == {cast.ben}
    assert Notice.objects.earliest("pk").params == {"date": "20. Mai 2030"}


def test_nobody_is_told_at_night(cast: Cast) -> None:
    tick(at(0, hour=3))
    assert told() == []
    tick(at(0, hour=8))
    assert told() == ["playbook.review_due"]


def test_another_day_is_told_of_anew(cast: Cast) -> None:
    tick(at(0))
    playbook = cast.company.playbook
    later = DAY + timedelta(days=365)
    actions.look_after(playbook, responsible=cast.ben, review_on=later, actor=cast.actor(cast.amira))
    tick(at(1))
    tick(at(365 - 14))
    assert told() == ["playbook.review_due", "playbook.review_near"]
