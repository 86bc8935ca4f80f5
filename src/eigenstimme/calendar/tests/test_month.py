"""The month and the list: everything in its place, nothing of others, a fixed number of queries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from eigenstimme.calendar.views import A_DAY_SHOWS, Card
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.plan.stage import Group
from eigenstimme.plan.tests.pieces import (
    a_piece,
    a_piece_of_clara,
    handed_in,
    published,
    queries_of,
    signed_in,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONTH, LIST = "/plan/", "/plan/list/"
NOW = datetime(2026, 11, 22, 9, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def _in_november() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def placed(client: Client, address: str = MONTH) -> dict[str, list[str]]:
    """Title of every card of the month, by day."""
    weeks = client.get(address).context["weeks"]
    return {
        str(day.date): [item.piece.title if isinstance(item, Card) else f"+{item}" for item in day.items]
        for week in weeks
        for day in week
        if day.items
    }


def listed(client: Client, **filters: Any) -> list[str]:
    return sorted(card.piece.title for card in client.get(LIST, filters).context["cards"])


def test_card_stands_on_its_day_of_the_companys_clock(cast: Cast) -> None:
    a_piece(cast, planned_for=datetime(2026, 11, 24, 23, 30, tzinfo=BERLIN))
    cast.amira.person.time_zone = "Asia/Tokyo"
    cast.amira.person.save()

    assert placed(signed_in(cast.amira)) == {"2026-11-24": ["Fünf Farben für den Herbst"]}


def test_channel_with_its_own_time_stands_on_its_own_day(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    later = datetime(2026, 11, 26, 8, tzinfo=BERLIN)
    variants = [VariantDraft(cast.blog), VariantDraft(other, own_time=later)]
    a_piece(cast, planned_for=datetime(2026, 11, 24, 8, tzinfo=BERLIN), variants=variants)

    assert sorted(placed(signed_in(cast.amira))) == ["2026-11-24", "2026-11-26"]


def test_what_went_out_without_a_time_stands_where_it_went_out(cast: Cast) -> None:
    piece = a_piece(cast, planned_for=None)
    published(piece, "sent", due_at=datetime(2026, 11, 3, 10, tzinfo=BERLIN))

    assert placed(signed_in(cast.amira)) == {"2026-11-03": ["Fünf Farben für den Herbst"]}


def test_draft_without_a_channel_has_its_place_too(cast: Cast) -> None:
    a_piece(cast, variants=[], planned_for=datetime(2026, 11, 25, 8, tzinfo=BERLIN))
    assert placed(signed_in(cast.amira)) == {"2026-11-25": ["Fünf Farben für den Herbst"]}


def test_full_day_shows_the_first_and_says_how_many_more(cast: Cast) -> None:
    for number in range(A_DAY_SHOWS + 2):
        a_piece(cast, title=f"Nr. {number}", planned_for=datetime(2026, 11, 25, 8 + number, tzinfo=BERLIN))

    expected = [*(f"Nr. {number}" for number in range(A_DAY_SHOWS)), "+2"]
    assert placed(signed_in(cast.amira)) == {"2026-11-25": expected}
    assert len(listed(signed_in(cast.amira), day="2026-11-25")) == A_DAY_SHOWS + 2


def test_neighbouring_months_are_one_step_away(cast: Cast) -> None:
    a_piece(cast, planned_for=datetime(2027, 1, 15, 8, tzinfo=BERLIN))

    page = signed_in(cast.amira).get(MONTH, {"month": "2026-12"})

    assert (str(page.context["previous"]), str(page.context["next"])) == ("2026-11-01", "2027-01-01")
    assert placed(signed_in(cast.amira), f"{MONTH}?month=2027-01") == {
        "2027-01-15": ["Fünf Farben für den Herbst"]
    }


@pytest.mark.parametrize("month", ["", "2026-13", "vorgestern", "0000-00"])
def test_address_without_a_good_month_shows_this_one(cast: Cast, month: str) -> None:
    assert str(signed_in(cast.amira).get(MONTH, {"month": month}).context["first"]) == "2026-11-01"


def test_what_has_no_time_yet_stands_below(cast: Cast) -> None:
    a_piece(cast, planned_for=None)
    page = signed_in(cast.amira).get(MONTH)
    assert [card.piece.title for card in page.context["without_time"]] == ["Fünf Farben für den Herbst"]


def test_card_says_whose_move_is_next(cast: Cast) -> None:
    handed_in(cast, a_piece_of_clara(cast))

    page = signed_in(cast.ben).get(MONTH).content.decode()

    assert "→ Amira Kern" in page


def test_another_company_sees_an_empty_plan(cast: Cast) -> None:
    a_piece(cast)
    assert (placed(signed_in(cast.dora)), listed(signed_in(cast.dora))) == ({}, [])


def test_outside_person_sees_only_what_the_mandate_covers(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(cast, title="Auf dem Blog")
    a_piece(cast, title="Anderswo", variants=[VariantDraft(other)])
    grant(cast.clara, ["plan.read"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    assert listed(signed_in(cast.clara)) == ["Auf dem Blog"]
    assert list(placed(signed_in(cast.clara)).values()) == [["Auf dem Blog"]]


def test_outside_person_without_a_mandate_sees_nothing(cast: Cast) -> None:
    a_piece(cast)
    assert (placed(signed_in(cast.clara)), listed(signed_in(cast.clara))) == ({}, [])


def test_filters_find_by_channel_topic_person_and_state(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(cast, title="A")
    a_piece(cast, title="B", topic=cast.everyday, variants=[VariantDraft(other)], responsible=cast.ben)
    handed_in(cast, a_piece_of_clara(cast, title="C"))
    client = signed_in(cast.amira)

    assert listed(client) == ["A", "B", "C"]
    assert listed(client, channel=other.pk) == ["B"]
    assert listed(client, topic=cast.everyday.pk) == ["B"]
    assert listed(client, person=cast.ben.pk) == ["B"]
    assert listed(client, group=Group.ASKED) == ["C"]
    assert listed(client, topic="99999") == []


def test_dropped_piece_is_found_only_by_whoever_asks_for_it(cast: Cast) -> None:
    actions.drop_piece(a_piece(cast), actor=cast.actor(cast.amira))
    client = signed_in(cast.amira)

    assert (placed(client), listed(client)) == ({}, [])
    assert listed(client, group=Group.DROPPED) == ["Fünf Farben für den Herbst"]


@pytest.mark.parametrize("address", [MONTH, LIST])
def test_more_pieces_need_no_more_queries(cast: Cast, address: str) -> None:
    counts = []
    for number in (1, 5):
        for each in range(number):
            piece = a_piece_of_clara(
                cast, title=f"{number}-{each}", planned_for=NOW + timedelta(days=each + 1)
            )
            handed_in(cast, piece, approver=cast.amira)
            published(a_piece(cast, title=f"{number}-{each}-gesendet"), "sent")
        counts.append(queries_of(signed_in(cast.amira), address))
    assert counts[0] == counts[1]


def test_full_month_stays_small(cast: Cast) -> None:
    """100 posts in one month; the mark for a page is 60,000 bytes."""
    for number in range(100):
        at = datetime(2026, 11, 1, 8, tzinfo=BERLIN) + timedelta(hours=7 * number)
        a_piece(cast, title=f"Beitrag Nummer {number}", planned_for=at)

    page = signed_in(cast.amira).get(MONTH)

    assert Piece.objects.count() == 100
    assert len(page.content) < 60_000
