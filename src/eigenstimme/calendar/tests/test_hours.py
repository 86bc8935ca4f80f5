"""Week and day: rows of hours, and the clocks that go forward and back."""

from __future__ import annotations

from datetime import datetime

from eigenstimme.calendar.tests.looking import BERLIN, DAY, TITLE, WEEK, at, hours
from eigenstimme.calendar.views.hours import A_DAY_OF_A_WEEK_SHOWS
from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.tests.pieces import a_piece, signed_in


def test_week_goes_from_monday_to_sunday(cast: Cast) -> None:
    for day in (15, 16, 22, 23):
        a_piece(cast, title=str(day), planned_for=at(day, 14, 30))

    assert hours(signed_in(cast.amira)) == {"2026-11-16 14": ["16"], "2026-11-22 14": ["22"]}


def test_day_has_its_hours_and_those_outside_the_working_day_that_hold_something(cast: Cast) -> None:
    a_piece(cast, planned_for=at(22, 23, 15))

    page = signed_in(cast.amira).get(DAY)

    assert [hour.hour for hour in page.context["columns"][0].hours] == list(range(7, 24))
    assert hours(signed_in(cast.amira), DAY) == {"2026-11-22 23": [TITLE]}


def test_full_day_of_a_week_leads_to_the_day(cast: Cast) -> None:
    for number in range(A_DAY_OF_A_WEEK_SHOWS + 3):
        a_piece(cast, title=str(number), planned_for=at(24, 8 + number))

    page = signed_in(cast.amira).get(WEEK, {"date": "2026-11-24"})

    assert "+3 weitere" in page.content.decode()
    assert len(hours(signed_in(cast.amira), DAY, date="2026-11-24")) == A_DAY_OF_A_WEEK_SHOWS + 3


def test_the_hour_that_comes_twice_is_one_row(cast: Cast) -> None:
    for fold in (0, 1):
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold)
        a_piece(cast, title=str(fold), planned_for=twice)

    assert hours(signed_in(cast.amira), DAY, date="2026-10-25") == {"2026-10-25 2": ["0", "1"]}


def test_day_on_which_the_clocks_go_forward_ends_at_its_own_midnight(cast: Cast) -> None:
    a_piece(cast, title="noch", planned_for=datetime(2027, 3, 28, 23, 30, tzinfo=BERLIN))
    a_piece(cast, title="schon", planned_for=datetime(2027, 3, 29, 0, 30, tzinfo=BERLIN))

    assert hours(signed_in(cast.amira), DAY, date="2027-03-28") == {"2027-03-28 23": ["noch"]}


def test_what_has_no_time_lies_beside(cast: Cast) -> None:
    a_piece(cast, planned_for=None)
    cards = signed_in(cast.amira).get(WEEK).context["tray_cards"]
    assert [card.piece.title for card in cards] == [TITLE]


def test_channel_without_a_time_lies_beside_while_another_stands_in_the_plan(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(
        cast, planned_for=None, variants=[VariantDraft(cast.blog), VariantDraft(other, own_time=at(20, 9))]
    )

    context = signed_in(cast.amira).get(WEEK).context

    assert [[str(each) for each in card.channels] for card in context["tray_cards"]] == [["Blog"]]
    assert hours(signed_in(cast.amira)) == {"2026-11-20 9": [TITLE]}
