"""The list and the board."""

from __future__ import annotations

from django.test import Client

from eigenstimme.calendar.tests.looking import BOARD, LIST, at, listed
from eigenstimme.calendar.views.board import A_COLUMN_SHOWS
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.stage import Group
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, published, signed_in


def on_board(client: Client, **address: str) -> dict[str, list[str]]:
    columns = client.get(BOARD, address).context["columns"]
    return {column.group: [card.piece.title for card in column.cards] for column in columns if column.cards}


def test_list_has_everything_the_newest_first(cast: Cast) -> None:
    for title, when in (("früher", at(3)), ("später", at(28)), ("ohne", None)):
        a_piece(cast, title=title, planned_for=when)

    cards = signed_in(cast.amira).get(LIST).context["cards"]

    assert [card.piece.title for card in cards] == ["ohne", "später", "früher"]


def test_outside_person_finds_only_what_the_mandate_covers(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(cast, title="Auf dem Blog")
    a_piece(cast, title="Anderswo", variants=[VariantDraft(other)])
    assert listed(signed_in(cast.clara)) == on_board_titles(signed_in(cast.clara)) == []

    grant(cast.clara, ["plan.read"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    assert listed(signed_in(cast.clara)) == on_board_titles(signed_in(cast.clara)) == ["Auf dem Blog"]
    assert listed(signed_in(cast.dora)) == on_board_titles(signed_in(cast.dora)) == []


def on_board_titles(client: Client) -> list[str]:
    return sorted(title for titles in on_board(client).values() for title in titles)


def test_board_has_a_column_for_each_state(cast: Cast) -> None:
    a_piece(cast, title="Entwurf")
    a_piece(cast, title="ohne Zeit", planned_for=None)
    handed_in(cast, a_piece_of_clara(cast, title="erbeten"))
    published(a_piece(cast, title="angehalten"), "held")
    published(a_piece(cast, title="geplant"), "planned")
    published(a_piece(cast, title="draußen"), "sent")
    actions.drop_piece(a_piece(cast, title="weg"), actor=cast.actor(cast.amira))

    assert on_board(signed_in(cast.amira)) == {
        Group.WRITING: ["ohne Zeit", "Entwurf"],
        Group.ASKED: ["erbeten"],
        Group.STOPPED: ["angehalten"],
        Group.PLANNED: ["geplant"],
        Group.SENT: ["draußen"],
    }


def test_board_says_who_has_the_next_move(cast: Cast) -> None:
    handed_in(cast, a_piece_of_clara(cast))
    assert "Amira Kern ist am Zug" in signed_in(cast.ben).get(BOARD).content.decode()


def test_board_shows_a_month_and_each_piece_once(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    two = [VariantDraft(cast.blog), VariantDraft(other, own_time=at(28))]
    a_piece(cast, title="zweimal", planned_for=at(24), variants=two)
    a_piece(cast, title="Dezember", planned_for=at(3, month=12))

    assert on_board(signed_in(cast.amira)) == {Group.WRITING: ["zweimal"]}
    assert on_board(signed_in(cast.amira), date="2026-12-01") == {Group.WRITING: ["Dezember"]}


def test_long_column_leads_to_the_list(cast: Cast) -> None:
    for number in range(A_COLUMN_SHOWS + 2):
        a_piece(cast, title=str(number), planned_for=at(24))

    page = signed_in(cast.amira).get(BOARD).content.decode()

    assert "+2 weitere" in page
    assert f"{LIST}?group=writing" in page
