"""Waiting is counted in working days: without weekends, without the public holidays of where the company is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.deadlines import tick
from eigenstimme.plan.tests.pieces import a_piece_of_clara
from eigenstimme.plan.working_days import WorkingTime

BERLIN = ZoneInfo("Europe/Berlin")
WORKS = WorkingTime(BERLIN)


def at(month: int, day: int, hour: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN)


def test_weekend_is_no_delay() -> None:
    assert WORKS.between(at(11, 20, 12), at(11, 23, 12)) == 1  # Friday noon to Monday noon
    assert WORKS.between(at(11, 21), at(11, 22, 23)) == 0


@pytest.mark.parametrize(
    ("region", "month", "day"),
    [
        ("DE-BW", 6, 4),  # Corpus Christi
        ("DE-BE", 3, 8),  # International Women's Day
        ("AT-9", 10, 26),  # the national holiday
        ("CH-ZH", 5, 1),  # Labour Day
    ],
)
def test_public_holiday_of_the_region_is_no_delay(region: str, month: int, day: int) -> None:
    year = 2027 if region == "DE-BE" else 2026  # on a Monday; in 2026 it is a Sunday
    holiday = at(month, day, year=year)
    there = WorkingTime(BERLIN, region)

    assert WORKS.between(holiday, holiday + timedelta(days=1)) == 1
    assert there.between(holiday, holiday + timedelta(days=1)) == 0
    assert there.same_clock(holiday - timedelta(hours=1), 1) > holiday + timedelta(days=1)


def test_holiday_of_one_region_is_a_working_day_in_another() -> None:
    corpus_christi = at(6, 4).date()
    free = [WorkingTime(BERLIN, region).is_free(corpus_christi) for region in ("DE-BW", "DE-BE", "CH-ZH", "")]
    assert free == [True, False, False, False]


@pytest.mark.parametrize(
    ("days", "lands"), [(1, (3, 30, 16)), (2, (3, 31, 16)), (4, (4, 2, 16)), (5, (4, 7, 16))]
)
def test_same_clock_keeps_the_hour_over_easter_and_the_night_the_clocks_change(
    days: int, lands: tuple[int, int, int]
) -> None:
    friday = at(3, 27, 16)
    assert WorkingTime(BERLIN, "DE-BW").same_clock(friday.astimezone(UTC), days) == at(*lands)


def test_half_of_the_time_over_a_weekend_is_on_a_working_day() -> None:
    assert WORKS.half(at(11, 20, 12), at(11, 23, 12)) == at(11, 23)
    assert WORKS.half(at(11, 21, 12), at(11, 22, 12)) == at(11, 22)  # nothing but weekend


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    hours=st.integers(0, 24 * 40),
    cut=st.floats(0, 1),
)
def test_parts_of_a_time_add_up_and_lead_back(start: datetime, hours: int, cut: float) -> None:
    works = WorkingTime(BERLIN, "AT-9")
    end = start + timedelta(hours=hours)
    middle = start + (end - start) * cut

    whole = works.between(start, end)

    assert whole == pytest.approx(works.between(start, middle) + works.between(middle, end))
    assert 0 <= whole <= hours / 24 + 1e-9
    assert works.between(start, works.later(start, whole)) == pytest.approx(whole)


@pytest.mark.django_db
def test_approver_is_reminded_after_easter_and_the_deputy_gets_as_many_working_days(cast: Cast) -> None:
    cast.company.region = "DE-BW"
    cast.company.save()

    with time_machine.travel(at(4, 2, 12), tick=False):  # two working days, with Easter in between
        grant(cast.ben, ["piece.approve"], by=cast.amira)
        piece = a_piece_of_clara(cast, planned_for=None)
        asked = actions.hand_in(
            piece,
            approver=cast.amira,
            deputy=cast.ben,
            deadline=at(4, 8, 12),
            actor=cast.actor(cast.clara),
        )
    assert asked.remind_at == at(4, 7, 12)

    tick(at(4, 8, 12))
    asked.refresh_from_db()
    assert asked.deadline == at(4, 10, 12)
