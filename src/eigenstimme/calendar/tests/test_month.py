"""The month: everything in its place, nothing of others, and small however full it is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from eigenstimme.calendar.tests.looking import BERLIN, MONTH, TITLE, at, placed
from eigenstimme.calendar.views.month import A_DAY_SHOWS, A_FULL_DAY_SHOWS
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, published, signed_in


def test_card_stands_on_its_day_of_the_companys_clock(cast: Cast) -> None:
    a_piece(cast, planned_for=at(24, 23, 30))
    cast.amira.person.time_zone = "Asia/Tokyo"
    cast.amira.person.save()

    assert placed(signed_in(cast.amira)) == {"2026-11-24": [TITLE]}


def test_channel_with_its_own_time_stands_on_its_own_day(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(
        cast, planned_for=at(24), variants=[VariantDraft(cast.blog), VariantDraft(other, own_time=at(26))]
    )

    assert sorted(placed(signed_in(cast.amira))) == ["2026-11-24", "2026-11-26"]


def test_channels_at_one_time_share_a_card(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(cast, planned_for=at(24), variants=[VariantDraft(cast.blog), VariantDraft(other)])

    page = signed_in(cast.amira).get(MONTH)

    (card,) = [card for week in page.context["weeks"] for cell in week for card in cell.cards]
    assert [channel.name for channel in card.channels] == ["Blog", "Anderswo"]


def test_what_went_out_without_a_time_stands_where_it_went_out(cast: Cast) -> None:
    published(a_piece(cast, planned_for=None), "sent", due_at=at(3, 10))
    assert placed(signed_in(cast.amira)) == {"2026-11-03": [TITLE]}


def test_draft_without_a_channel_has_its_place_too(cast: Cast) -> None:
    a_piece(cast, variants=[], planned_for=at(25))
    assert placed(signed_in(cast.amira)) == {"2026-11-25": [TITLE]}


def test_full_day_shows_the_first_and_says_how_many_more(cast: Cast) -> None:
    for number in range(A_DAY_SHOWS + 2):
        a_piece(cast, title=f"Nr. {number}", planned_for=at(25, 8 + number))

    expected = [*(f"Nr. {number}" for number in range(A_DAY_SHOWS)), "+2"]
    assert placed(signed_in(cast.amira)) == {"2026-11-25": expected}
    assert "+2 weitere" in signed_in(cast.amira).get(MONTH).content.decode()


def test_full_month_shows_fewer_on_each_day_and_stays_small(cast: Cast) -> None:
    """The mark for a page is 60,000 bytes."""
    for number in range(120):
        a_piece(
            cast, title=f"Beitrag Nummer {number}", planned_for=at(1) + timedelta(hours=5 * number + 5 * 24)
        )

    page = signed_in(cast.amira).get(MONTH)

    cells = [cell for week in page.context["weeks"] for cell in week]
    assert Piece.objects.count() == 120
    assert max(len(cell.cards) for cell in cells) == A_FULL_DAY_SHOWS
    assert len(page.content) < 60_000


def test_neighbouring_months_are_one_step_away_and_keep_the_day(cast: Cast) -> None:
    a_piece(cast, planned_for=datetime(2027, 1, 15, 8, tzinfo=BERLIN))

    period = signed_in(cast.amira).get(MONTH, {"date": "2026-12-31"}).context["period"]

    assert (str(period.previous), str(period.next)) == ("2026-11-30", "2027-01-31")
    assert placed(signed_in(cast.amira), date="2027-01-31") == {"2027-01-15": [TITLE]}


@pytest.mark.parametrize(
    "day", ["", "2026-13-01", "vorgestern", "0001-01-01", "9999-12-31", "2026-11-22T10:00"]
)
def test_address_without_a_good_day_shows_this_month(cast: Cast, day: str) -> None:
    assert str(signed_in(cast.amira).get(MONTH, {"date": day}).context["period"].first) == "2026-11-01"


def test_card_says_whose_move_is_next(cast: Cast) -> None:
    handed_in(cast, a_piece_of_clara(cast))

    page = signed_in(cast.ben).get(MONTH).content.decode()

    assert "Amira Kern ist am Zug" in page
    assert "<em>AK</em>" in page


def test_another_company_sees_an_empty_plan(cast: Cast) -> None:
    a_piece(cast)
    assert placed(signed_in(cast.dora)) == {}


def test_outside_person_sees_only_what_the_mandate_covers(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(cast, title="Auf dem Blog")
    a_piece(cast, title="Anderswo", variants=[VariantDraft(other)])
    grant(cast.clara, ["plan.read"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    assert list(placed(signed_in(cast.clara)).values()) == [["Auf dem Blog"]]


def test_outside_person_without_a_mandate_sees_nothing(cast: Cast) -> None:
    a_piece(cast)
    assert placed(signed_in(cast.clara)) == {}


def test_dropped_piece_is_gone(cast: Cast) -> None:
    actions.drop_piece(a_piece(cast), actor=cast.actor(cast.amira))
    assert placed(signed_in(cast.amira)) == {}


def test_empty_day_ahead_offers_a_new_post_to_whoever_may_draft(cast: Cast) -> None:
    offer = 'href="/plan/new/?at=2026-11-25T10:00"'
    assert offer in signed_in(cast.amira).get(MONTH).content.decode()
    assert offer not in signed_in(cast.ben).get(MONTH).content.decode()
    a_piece(cast, planned_for=at(25))
    assert offer not in signed_in(cast.amira).get(MONTH).content.decode()


def test_composer_begins_with_the_time_of_the_day_that_was_chosen(cast: Cast) -> None:
    client = signed_in(cast.amira)
    assert 'value="2026-11-25T10:00"' in client.get("/plan/new/?at=2026-11-25T10:00").content.decode()
    assert client.get("/plan/new/?at=irgendwann").status_code == 200
