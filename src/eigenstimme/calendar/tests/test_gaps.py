"""Gaps ahead in the slots of formats, where they stand in the calendar and who can begin there."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client

from eigenstimme.calendar.tests.looking import DAY, MONTH, WEEK, at, placed
from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.rhythm import Pattern, Rhythm
from eigenstimme.plan.tests.pieces import a_piece, signed_in
from eigenstimme.plan.tests.test_formats import a_format

WEDNESDAYS = Rhythm(Pattern.WEEKLY, time(7, 30), at(4).date(), weekdays=(2,))


def gaps(client: Client, **address: Any) -> dict[str, list[str]]:
    cells = [cell for week in client.get(MONTH, address).context["weeks"] for cell in week]
    return {str(cell.date): [slot.format.name for slot in cell.gaps] for cell in cells if cell.gaps}


def test_gaps_stand_on_their_days_and_only_ahead(cast: Cast) -> None:
    """In November 2026 there were Wednesdays on the 4th, 11th and 18th, too."""
    a_format(cast, rhythm=WEDNESDAYS)
    assert gaps(signed_in(cast.amira)) == {"2026-11-25": ["Farbtipp am Freitag"]}


def test_slot_that_is_filled_shows_its_post_instead(cast: Cast) -> None:
    piece = a_piece(cast, planned_for=at(25, 16), format=a_format(cast, rhythm=WEDNESDAYS))

    assert gaps(signed_in(cast.amira)) == {}
    assert placed(signed_in(cast.amira)) == {"2026-11-25": [piece.title]}


@pytest.mark.parametrize("view", [WEEK, DAY])
def test_gap_stands_at_its_hour(cast: Cast, view: str) -> None:
    mine = a_format(cast, rhythm=WEDNESDAYS)

    page = signed_in(cast.amira).get(view, {"date": "2026-11-25"})

    hours = {
        (str(column.date), hour.hour): [slot.format for slot in hour.gaps]
        for column in page.context["columns"]
        for hour in column.hours
        if hour.gaps
    }
    assert hours == {("2026-11-25", 7): [mine]}


def test_gap_opens_a_new_post_for_whoever_may_write(cast: Cast) -> None:
    mine = a_format(cast, rhythm=WEDNESDAYS)
    address = f'href="/plan/new/?format={mine.pk}&amp;at=2026-11-25T07:30"'

    assert address in signed_in(cast.amira).get(MONTH).content.decode()
    page = signed_in(cast.ben).get(MONTH).content.decode()
    assert "event-gap" in page
    assert address not in page


def test_another_company_sees_no_gap(cast: Cast) -> None:
    a_format(cast, rhythm=WEDNESDAYS)
    assert gaps(signed_in(cast.dora)) == {}


def test_retired_format_has_no_gap(cast: Cast) -> None:
    actions.retire_format(a_format(cast, rhythm=WEDNESDAYS), actor=cast.actor(cast.amira))
    assert gaps(signed_in(cast.amira)) == {}


def test_day_with_more_gaps_than_room_says_how_many_more(cast: Cast) -> None:
    for number in range(5):
        a_format(cast, f"Nr. {number}", rhythm=WEDNESDAYS)

    assert gaps(signed_in(cast.amira)) == {"2026-11-25": ["Nr. 0", "Nr. 1", "Nr. 2"]}
    assert "+2 weitere" in signed_in(cast.amira).get(MONTH).content.decode()


@pytest.mark.parametrize(
    ("chosen", "seen"),
    [
        ("format", ["Farbtipp"]),
        ("topic", ["Farbtipp", "Für alles"]),
        ("channel", ["Farbtipp", "Für alles"]),
        ("person", []),
        ("group", []),
    ],
)
def test_filters_count_for_gaps(cast: Cast, chosen: str, seen: list[str]) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    mine = a_format(cast, "Farbtipp", rhythm=WEDNESDAYS, topic=cast.colours, channels=[cast.blog])
    a_format(cast, "Anderes", rhythm=WEDNESDAYS, topic=cast.law, channels=[other])
    a_format(cast, "Für alles", rhythm=WEDNESDAYS)
    values = {
        "format": mine.pk,
        "topic": cast.colours.pk,
        "channel": cast.blog.pk,
        "person": cast.amira.pk,
        "group": "writing",
    }

    found = gaps(signed_in(cast.amira), **{chosen: values[chosen]})

    assert found == ({"2026-11-25": seen} if seen else {})


def test_filter_shows_the_posts_of_one_format(cast: Cast) -> None:
    mine = a_format(cast)
    a_piece(cast, title="Mit", planned_for=at(26), format=mine)
    a_piece(cast, title="Ohne", planned_for=at(26))

    assert placed(signed_in(cast.amira), format=mine.pk) == {"2026-11-26": ["Mit"]}
