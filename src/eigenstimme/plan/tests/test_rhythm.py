"""Rhythms on the clocks of several places: at their time on every day that has it, none lost, none twice."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.plan.rhythm import LAST, Pattern, Rhythm, on_the_clock

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "Europe/Zurich",
        "Europe/Vienna",
        "Europe/Lisbon",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Pacific/Apia",
    )
]
BERLIN = ZONES[0]
A_DAY = timedelta(days=1)
AFTER_THE_LOST_DAY = "2011-12-31T00:00:00+14:00"  # in Samoa, which went over the date line

zones = st.sampled_from(ZONES)
days = st.dates(date(2009, 1, 1), date(2032, 1, 1))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
steps = st.integers(1, 6)
weekly = st.builds(
    Rhythm,
    st.just(Pattern.WEEKLY),
    clocks,
    days,
    steps,
    st.sets(st.integers(0, 6), min_size=1).map(lambda chosen: tuple(sorted(chosen))),
)
by_weekday = st.builds(
    Rhythm,
    st.just(Pattern.MONTHLY_WEEKDAY),
    clocks,
    days,
    steps,
    st.integers(0, 6).map(lambda day: (day,)),
    st.sampled_from([1, 2, 3, 4, LAST]),
)
by_day = st.builds(Rhythm, st.just(Pattern.MONTHLY_DAY), clocks, days, steps, month_day=st.integers(1, 31))
rhythms = st.one_of(weekly, by_weekday, by_day)


def tuesdays(**changes: Any) -> Rhythm:
    values: dict[str, Any] = {
        "pattern": Pattern.WEEKLY,
        "clock": time(18),
        "first_day": date(2027, 3, 1),
        "weekdays": (1,),
    }
    return Rhythm(**values | changes)


def first(rhythm: Rhythm, number: int, zone: ZoneInfo = BERLIN) -> list[datetime]:
    start = datetime.combine(rhythm.first_day, time.min, zone) - A_DAY
    return list(islice(rhythm.moments(start, None, zone), number))


def days_of(rhythm: Rhythm, number: int) -> list[str]:
    return [f"{at:%d.%m.%y}" for at in first(rhythm, number)]


def expected_days(rhythm: Rhythm, until: date) -> list[date]:
    """The days of a rhythm with ``step`` 1, found without the library: by looking at each."""
    span = range((until - rhythm.first_day).days)
    return [day for day in (rhythm.first_day + A_DAY * number for number in span) if _is_one(rhythm, day)]


def _is_one(rhythm: Rhythm, day: date) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    match rhythm.pattern:
        case Pattern.WEEKLY:
            return day.weekday() in rhythm.weekdays
        case Pattern.MONTHLY_DAY:
            return day.day == min(rhythm.month_day, length)
        case _:
            nth = day.day > length - 7 if rhythm.nth == LAST else (day.day - 1) // 7 == rhythm.nth - 1
            return day.weekday() in rhythm.weekdays and nth


def exists(local: datetime, zone: ZoneInfo) -> bool:
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


@given(rhythms, zones)
def test_wall_time_is_kept_on_every_day_that_has_it(rhythm: Rhythm, zone: ZoneInfo) -> None:
    for at in first(rhythm, 60, zone):
        meant = datetime.combine(at.date(), rhythm.clock)
        if at.isoformat() == AFTER_THE_LOST_DAY:
            continue
        if exists(meant, zone):
            assert at.replace(tzinfo=None) == meant
            assert at.fold == 0
        else:
            assert at.replace(tzinfo=None) > meant


@given(rhythms, zones)
def test_moments_rise(rhythm: Rhythm, zone: ZoneInfo) -> None:
    assert all(one.timestamp() < other.timestamp() for one, other in pairwise(first(rhythm, 60, zone)))


@given(st.one_of(weekly, by_weekday, by_day), zones)
def test_no_day_is_lost_and_none_comes_twice(rhythm: Rhythm, zone: ZoneInfo) -> None:
    """Also over the nights in which clocks change; but for the day Samoa left out."""
    rhythm = Rhythm(**{**vars(rhythm), "step": 1})
    until = rhythm.first_day + A_DAY * 800
    moments = rhythm.moments(
        datetime.combine(rhythm.first_day, time.min, zone), datetime.combine(until, time.min, zone), zone
    )
    found = [at.date() for at in moments if at.isoformat() != AFTER_THE_LOST_DAY]
    lost = {date(2011, 12, 30)} if zone.key == "Pacific/Apia" else set()
    if rhythm.clock == time.min:
        lost.add(date(2011, 12, 31))

    assert [day for day in found if day not in lost] == [
        day for day in expected_days(rhythm, until) if day not in lost
    ]


@given(rhythms, zones, st.integers(0, 400))
def test_a_window_shows_what_the_whole_shows(rhythm: Rhythm, zone: ZoneInfo, offset: int) -> None:
    whole = first(rhythm, 40, zone)
    start = whole[0] + timedelta(hours=offset)

    assert list(rhythm.moments(start, whole[-1], zone)) == [at for at in whole if start <= at < whole[-1]]


@given(rhythms, zones, st.integers(0, 900))
def test_none_comes_after_the_last_day(rhythm: Rhythm, zone: ZoneInfo, length: int) -> None:
    last_day = rhythm.first_day + A_DAY * length
    ended = Rhythm(**{**vars(rhythm), "last_day": last_day})
    moments = first(ended, 1000, zone)

    assert len(moments) < 1000
    assert all(at.date() <= last_day or at.isoformat() == AFTER_THE_LOST_DAY for at in moments)


@given(rhythms, st.integers(1, 60))
def test_it_ends_after_so_many(rhythm: Rhythm, count: int) -> None:
    assert len(first(Rhythm(**{**vars(rhythm), "count": count}), 100)) == count


@given(rhythms, steps)
def test_step_leaves_out_weeks_or_months_evenly(rhythm: Rhythm, step: int) -> None:
    rhythm = Rhythm(**{**vars(rhythm), "step": step})

    def number(at: datetime) -> int:
        weekly = rhythm.pattern == Pattern.WEEKLY
        return (at.date().toordinal() - 1) // 7 if weekly else at.year * 12 + at.month

    periods = sorted({number(at) for at in first(rhythm, 60)})
    assert {other - one for one, other in pairwise(periods)} <= {step}


@pytest.mark.parametrize(
    ("zone", "local", "shown"),
    [
        ("Europe/Berlin", datetime(2027, 3, 28, 2, 30), "2027-03-28T03:00:00+02:00"),
        ("Europe/Lisbon", datetime(2027, 3, 28, 1), "2027-03-28T02:00:00+01:00"),
        ("Australia/Lord_Howe", datetime(2027, 10, 3, 2, 15), "2027-10-03T02:30:00+11:00"),
        ("Pacific/Apia", datetime(2011, 12, 30, 10), "2011-12-31T00:00:00+14:00"),
        ("Europe/Berlin", datetime(2027, 10, 31, 2, 30), "2027-10-31T02:30:00+02:00"),
        ("Asia/Kolkata", datetime(2027, 3, 28, 2, 30), "2027-03-28T02:30:00+05:30"),
    ],
)
def test_nights_in_which_clocks_change(zone: str, local: datetime, shown: str) -> None:
    assert on_the_clock(local, ZoneInfo(zone)).isoformat() == shown


def test_summer_and_winter_have_the_same_clock() -> None:
    found = first(tuesdays(), 5)
    assert [at.isoformat() for at in found[3:]] == ["2027-03-23T18:00:00+01:00", "2027-03-30T18:00:00+02:00"]


def test_every_second_week_begins_with_its_first_day() -> None:
    """On Wednesday, 3 March, the first Tuesday is six days away: it is not skipped for being in the next week."""
    assert days_of(tuesdays(first_day=date(2027, 3, 3), step=2), 3) == ["09.03.27", "23.03.27", "06.04.27"]


def test_day_that_a_month_does_not_have_is_its_last() -> None:
    monthly = tuesdays(pattern=Pattern.MONTHLY_DAY, weekdays=(), first_day=date(2028, 1, 5))

    assert days_of(Rhythm(**{**vars(monthly), "month_day": 31}), 4) == [
        "31.01.28",
        "29.02.28",
        "31.03.28",
        "30.04.28",
    ]
    assert days_of(Rhythm(**{**vars(monthly), "month_day": 29}), 2) == ["29.01.28", "29.02.28"]


def test_last_friday_of_every_second_month() -> None:
    fridays = tuesdays(pattern=Pattern.MONTHLY_WEEKDAY, weekdays=(4,), nth=LAST, step=2)
    assert days_of(fridays, 3) == ["26.03.27", "28.05.27", "30.07.27"]


def test_rhythm_that_ends_before_it_begins_has_no_moment() -> None:
    assert first(tuesdays(last_day=date(2027, 2, 1)), 5) == []
