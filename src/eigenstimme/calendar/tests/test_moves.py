"""Moving through the page: the form, the drop, undoing it; what is said when it cannot be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from eigenstimme.calendar.tests.looking import BERLIN, MONTH, MOVES, TITLE, WEEK, at
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, published, signed_in

DRAGGED = {"HX-Request": "true"}


def wish(piece: Piece, to: str, **more: Any) -> dict[str, Any]:
    """What the form of the calendar sends."""
    now = piece.planned_for.astimezone(BERLIN).isoformat() if piece.planned_for else ""
    return {"piece": piece.pk, "at": now, "to": to, "revision": piece.revision, **more}


def said(client: Client, address: str = MONTH) -> list[Any]:
    """The messages that wait for the next page."""
    return list(client.get(address).context["messages"])


def time_of(piece: Piece) -> datetime | None:
    piece.refresh_from_db()
    return piece.planned_for


def drag(client: Client, piece: Piece, to: str, **more: Any) -> HttpResponse:
    return client.post(MOVES, wish(piece, to, **more), headers=DRAGGED)  # type: ignore[return-value]


def test_drop_moves_and_comes_back_to_the_same_view(cast: Cast) -> None:
    piece, back = a_piece(cast, planned_for=at(24)), f"{WEEK}?date=2026-11-24"
    client = signed_in(cast.amira)

    answer = drag(client, piece, "2026-11-26T10:00", back=back)

    assert answer["Location"] == back
    assert time_of(piece) == at(26, 10)
    assert [str(message) for message in said(client)] == ["Verschoben auf Donnerstag, 26. November, 10:00."]


def test_undo_puts_it_back_and_offers_nothing_more(cast: Cast) -> None:
    piece, client = a_piece(cast, planned_for=at(24, 8, 30)), signed_in(cast.amira)
    drag(client, piece, "2026-11-26T10:00")
    (message,) = said(client)

    client.post(message.extra_tags.removeprefix("undo:"))

    assert time_of(piece) == at(24, 8, 30)
    assert [each.extra_tags for each in said(client)] == [""]


def test_undo_brings_back_what_was_taken_out_and_what_was_dragged_in(cast: Cast) -> None:
    client = signed_in(cast.amira)
    for piece, to in (
        (a_piece(cast, planned_for=at(24)), ""),
        (a_piece(cast, planned_for=None), "2026-11-26T10:00"),
    ):
        before = piece.planned_for
        drag(client, piece, to)
        assert time_of(piece) != before
        client.post(said(client)[0].extra_tags.removeprefix("undo:"))
        assert time_of(piece) == before
        said(client)


def test_time_that_has_passed_cannot_come_back(cast: Cast) -> None:
    piece, client = a_piece(cast, planned_for=at(3)), signed_in(cast.amira)
    drag(client, piece, "2026-11-26T10:00")
    assert [message.extra_tags for message in said(client)] == [""]


def test_message_says_that_the_approval_is_open_again(cast: Cast) -> None:
    piece = handed_in(cast, a_piece_of_clara(cast, planned_for=at(24))).piece
    client = signed_in(cast.amira)

    drag(client, piece, "2026-11-26T10:00")

    assert "Er muss neu freigegeben werden." in str(said(client)[0])


def test_calendar_says_before_what_a_move_opens(cast: Cast) -> None:
    asked = handed_in(cast, a_piece_of_clara(cast, title="erbeten", planned_for=at(24)))
    approved = handed_in(cast, a_piece_of_clara(cast, title="freigegeben", planned_for=at(25)))
    actions.approve(approved, actor=cast.actor(cast.amira))
    published(a_piece(cast, title="draußen", planned_for=at(20)), "sent")
    a_piece(cast, title="Entwurf", planned_for=at(26))

    weeks = signed_in(cast.amira).get(MONTH).context["weeks"]

    cards = [card for week in weeks for cell in week for card in cell.cards]
    assert {card.piece.title: card.lock for card in cards} == {
        "erbeten": "asked",
        "freigegeben": "approved",
        "draußen": "public",
        "Entwurf": "",
    }
    assert asked.piece.planned_for == at(24)


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("2026-11-22T08:59", "ist vorbei"),
        ("2027-03-28T02:30", "gibt es nicht"),
        ("irgendwann", "Uhrzeit"),
    ],
)
def test_time_that_cannot_be_is_refused_in_words(cast: Cast, to: str, why: str) -> None:
    piece, client = a_piece(cast, planned_for=at(24)), signed_in(cast.amira)

    drag(client, piece, to)

    (message,) = said(client)
    assert (why in str(message), message.level_tag) == (True, "error")
    assert time_of(piece) == at(24)


def test_of_a_time_that_comes_twice_the_first_is_meant(cast: Cast) -> None:
    piece, client = a_piece(cast, planned_for=at(24)), signed_in(cast.amira)

    drag(client, piece, "2027-10-31T02:30")

    assert time_of(piece) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert "zweimal" in str(said(client)[0])


def test_local_time_of_day_stays_when_the_clocks_change_between(cast: Cast) -> None:
    piece = a_piece(cast, planned_for=datetime(2027, 3, 26, 9, 30, tzinfo=BERLIN))

    drag(signed_in(cast.amira), piece, "2027-03-30T09:30")

    moved = time_of(piece)
    assert moved and moved.astimezone(BERLIN).strftime("%d. %H:%M") == "30. 09:30"


def test_what_is_public_stays_and_says_why(cast: Cast) -> None:
    piece, client = a_piece(cast, planned_for=at(20)), signed_in(cast.amira)
    published(piece, "sent")

    drag(client, piece, "2026-11-26T10:00")

    assert "schon erschienen" in str(said(client)[0])
    assert time_of(piece) == at(20)


def test_somebody_else_was_faster(cast: Cast) -> None:
    piece, client = a_piece(cast, planned_for=at(24)), signed_in(cast.amira)
    stale = wish(piece, "2026-11-26T10:00")
    drag(client, piece, "2026-11-25T10:00")
    said(client)

    client.post(MOVES, stale, headers=DRAGGED)

    assert "Jemand hat diesen Beitrag inzwischen geändert" in str(said(client)[0])
    assert time_of(piece) == at(25, 10)


@pytest.mark.parametrize("who", ["ben", "clara"])
def test_drop_without_the_right_is_answered_in_the_calendar(cast: Cast, who: str) -> None:
    grant(cast.clara, ["plan.read"], by=cast.amira)
    piece, client = a_piece(cast, planned_for=at(24)), signed_in(getattr(cast, who))

    drag(client, piece, "2026-11-26T10:00")

    (message,) = said(client)
    assert message.level_tag == "error"
    assert time_of(piece) == at(24)
    assert client.post(MOVES, wish(piece, "2026-11-26T10:00")).status_code == 403


def test_piece_of_another_company_is_not_there(cast: Cast) -> None:
    piece = a_piece(cast, planned_for=at(24))

    assert drag(signed_in(cast.dora), piece, "2026-11-26T10:00").status_code == 404
    assert signed_in(cast.amira).post(MOVES, {"piece": "x"}).status_code == 404
    assert time_of(piece) == at(24)


def test_form_without_script_shows_the_time_and_keeps_what_was_typed(cast: Cast) -> None:
    piece, client = a_piece(cast, planned_for=at(24, 8, 30)), signed_in(cast.amira)

    page = client.get(MOVES, {"piece": piece.pk})
    assert 'value="2026-11-24T08:30"' in page.content.decode()
    wrong = client.post(MOVES, wish(piece, "2026-11-01T10:00"))
    right = client.post(MOVES, wish(piece, "2026-11-26T10:00"))

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert 'value="2026-11-01T10:00"' in wrong.content.decode()
    assert time_of(piece) == at(26, 10)


def test_form_says_who_may_not_and_why(cast: Cast) -> None:
    page = signed_in(cast.ben).get(MOVES, {"piece": a_piece(cast).pk}).content.decode()
    assert ('name="to"' in page, 'role="note"' in page) == (False, True)


def test_page_of_a_piece_leads_to_the_form(cast: Cast) -> None:
    piece = a_piece(cast, title=TITLE)
    link = f'href="{MOVES}?piece={piece.pk}"'
    assert link in signed_in(cast.amira).get(piece.get_absolute_url()).content.decode()
    assert link not in signed_in(cast.ben).get(piece.get_absolute_url()).content.decode()
