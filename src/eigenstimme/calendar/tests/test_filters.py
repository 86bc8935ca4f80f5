"""Filters: what they find, and that they stay until somebody chooses otherwise."""

from __future__ import annotations

import pytest

from eigenstimme.calendar.models import KeptFilter
from eigenstimme.calendar.tests.looking import BOARD, DAY, FILTER, LIST, MONTH, WEEK, at, listed, placed
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.stage import Group
from eigenstimme.plan.tests.campaigning import a_campaign
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, signed_in


def test_filters_find_by_channel_topic_person_and_state(cast: Cast) -> None:
    other, campaign = make_channel(cast.company, cast.amira, name="Anderswo"), a_campaign(cast)
    a_piece(cast, title="A")
    a_piece(
        cast,
        title="B",
        topic=cast.everyday,
        variants=[VariantDraft(other)],
        responsible=cast.ben,
        campaign=campaign,
    )
    handed_in(cast, a_piece_of_clara(cast, title="C"))
    client = signed_in(cast.amira)

    assert listed(client) == ["A", "B", "C"]
    assert listed(client, channel=other.pk) == ["B"]
    assert listed(client, topic=cast.everyday.pk) == ["B"]
    assert listed(client, person=cast.ben.pk) == ["B"]
    assert listed(client, group=Group.ASKED) == ["C"]
    assert listed(client, campaign=campaign.pk) == ["B"]
    assert listed(client, topic=cast.everyday.pk, group=Group.ASKED) == []
    assert listed(client, topic="99999") == []


def test_dropped_piece_is_found_only_by_whoever_asks_for_it(cast: Cast) -> None:
    actions.drop_piece(a_piece(cast, title="weg"), actor=cast.actor(cast.amira))
    client = signed_in(cast.amira)

    assert listed(client) == []
    assert listed(client, group=Group.DROPPED) == ["weg"]


def test_chosen_filters_stay_and_apply_on_opening_every_view(cast: Cast) -> None:
    a_piece(cast, title="Farben", planned_for=at(24))
    a_piece(cast, title="Alltag", topic=cast.everyday, planned_for=at(24))
    client = signed_in(cast.amira)

    answer = client.post(FILTER, {"topic": cast.everyday.pk, "back": f"{WEEK}?date=2026-11-24"})

    assert answer["Location"] == f"{WEEK}?date=2026-11-24"
    assert listed(client) == ["Alltag"]
    assert placed(client) == {"2026-11-24": ["Alltag"]}
    for view in (WEEK, DAY, BOARD):
        page = client.get(view, {"date": "2026-11-24"}).content.decode()
        assert ("Alltag</b>" in page, "Farben</b>" in page) == (True, False)
    assert listed(signed_in(cast.ben)) == ["Alltag", "Farben"]  # they are Amira's


def test_filters_in_the_address_go_before_and_are_not_kept(cast: Cast) -> None:
    a_piece(cast, title="Farben")
    client = signed_in(cast.amira)
    client.post(FILTER, {"topic": cast.everyday.pk})

    assert listed(client, topic=cast.colours.pk) == ["Farben"]
    assert f"topic={cast.colours.pk}" in client.get(LIST, {"topic": cast.colours.pk}).context["tabs"][0].url
    assert listed(client) == []


def test_reset_shows_everything_again(cast: Cast) -> None:
    a_piece(cast, title="Farben")
    client = signed_in(cast.amira)
    client.post(FILTER, {"topic": cast.everyday.pk})
    assert "Filter zurücksetzen" in client.get(MONTH).content.decode()

    client.post(FILTER, {})

    assert listed(client) == ["Farben"]
    assert KeptFilter.objects.get().values == {}


@pytest.mark.parametrize("values", [{"topic": 99999}, {"topic": "x", "unknown": 1}, {"group": "gone"}])
def test_kept_filter_for_what_is_gone_hides_nothing(cast: Cast, values: dict[str, object]) -> None:
    a_piece(cast, title="Farben")
    KeptFilter.objects.create(membership=cast.amira, values=values)

    assert listed(signed_in(cast.amira)) == ["Farben"]


def test_back_leads_to_no_other_site(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(FILTER, {"back": "https://evil.example/"})
    assert answer["Location"] == MONTH


def test_outside_person_is_offered_only_channels_they_see(cast: Cast) -> None:
    page = signed_in(cast.clara).get(MONTH)
    assert [label for _, label in page.context["sight"].form.fields["channel"].choices] == ["alle"]


def test_campaigns_are_offered_only_where_there_are_any_to_see(cast: Cast) -> None:
    assert "campaign" not in signed_in(cast.amira).get(MONTH).context["sight"].form.fields
    a_campaign(cast)
    fields = [signed_in(each).get(MONTH).context["sight"].form.fields for each in (cast.amira, cast.clara)]
    assert ["campaign" in each for each in fields] == [True, False]


def test_list_and_board_name_the_campaign_of_whoever_sees_it(cast: Cast) -> None:
    grant(cast.clara, ["plan.read"], by=cast.amira)
    a_piece(cast, campaign=a_campaign(cast, name="Fassadenwochen"), planned_for=None)
    for view in (LIST, BOARD):
        texts = [signed_in(each).get(view).content.decode() for each in (cast.amira, cast.clara)]
        assert ["Fassadenwochen</span>" in text for text in texts] == [True, False]
