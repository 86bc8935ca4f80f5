"""The page of a piece: how it will look, where it stands, and one next step for this person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.models import Approval, Outcome, Piece
from eigenstimme.plan.tests.pieces import (
    a_piece,
    a_piece_of_clara,
    draft,
    handed_in,
    local,
    published,
    queries_of,
    signed_in,
)
from eigenstimme.publishing.models import Publication, State


def path(piece: Piece, rest: str = "") -> str:
    return f"/plan/{piece.pk}/{rest}"


def request_form(approver: Membership, **changes: object) -> dict[str, object]:
    return {"approver": approver.pk, "deadline": local(timezone.now() + timedelta(hours=5)), **changes}


def test_page_shows_content_and_story(cast: Cast) -> None:
    page = signed_in(cast.amira).get(path(a_piece(cast, text="Salbei & Ocker"))).content.decode()

    assert "Salbei &amp; Ocker" in page
    assert "Amira Kern" in page


@pytest.mark.parametrize("who", ["dora", "clara", "robo"])
def test_whoever_has_no_part_in_it_finds_no_such_page(cast: Cast, who: str) -> None:
    piece = a_piece(cast)
    assert signed_in(getattr(cast, who)).get(path(piece)).status_code == 404


def test_nobody_is_sent_to_sign_in(cast: Cast) -> None:
    assert Client().get(path(a_piece(cast))).status_code == 302


def test_outside_author_hands_in_from_the_page(cast: Cast) -> None:
    piece, client = a_piece_of_clara(cast), signed_in(cast.clara)
    assert path(piece, "request/") in client.get(path(piece)).content.decode()

    client.post(path(piece, "request/"), request_form(cast.amira))

    approval = Approval.objects.get()
    assert (approval.approver, approval.requested_by, approval.outcome) == (
        cast.amira,
        cast.clara,
        Outcome.OPEN,
    )


def test_handing_in_twice_asks_once(cast: Cast) -> None:
    piece, client, values = a_piece_of_clara(cast), signed_in(cast.clara), request_form(cast.amira)

    client.post(path(piece, "request/"), values)
    client.post(path(piece, "request/"), values)

    assert Approval.objects.count() == 1
    assert cast.amira.notices.filter(code="approval.asked").count() == 1


def test_only_those_who_can_approve_are_offered(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    grant(cast.ben, ["piece.approve"], by=cast.amira, every_channel=False).channels.add(other)
    piece = a_piece_of_clara(cast)

    offered = signed_in(cast.clara).get(path(piece)).context["approvers"]
    answer = signed_in(cast.clara).post(path(piece, "request/"), request_form(cast.ben))

    assert offered == [cast.amira]
    assert (answer.status_code, Approval.objects.count()) == (422, 0)


def test_author_is_not_offered_as_their_own_approver(cast: Cast) -> None:
    piece = a_piece(cast)
    assert signed_in(cast.amira).get(path(piece)).context["approvers"] == []


def test_deadline_that_has_passed_is_refused(cast: Cast) -> None:
    piece = a_piece_of_clara(cast)
    values = request_form(cast.amira, deadline=local(timezone.now() - timedelta(hours=1)))

    assert signed_in(cast.clara).post(path(piece, "request/"), values).status_code == 422
    assert not Approval.objects.exists()


def test_approver_cannot_be_their_own_deputy(cast: Cast) -> None:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    piece = a_piece_of_clara(cast)

    answer = signed_in(cast.clara).post(
        path(piece, "request/"), request_form(cast.amira, deputy=cast.amira.pk)
    )

    assert (answer.status_code, Approval.objects.count()) == (422, 0)


def test_piece_that_no_network_would_take_cannot_be_handed_in(cast: Cast) -> None:
    piece = a_piece_of_clara(cast, text="")

    page = signed_in(cast.clara).get(path(piece)).content.decode()
    answer = signed_in(cast.clara).post(path(piece, "request/"), request_form(cast.amira))

    assert path(piece, "request/") not in page and "field-error" in page
    assert (answer.status_code, Approval.objects.count()) == (422, 0)


def test_routine_piece_is_put_into_the_plan_in_one_step(cast: Cast) -> None:
    piece, client = a_piece(cast, topic=cast.everyday), signed_in(cast.amira)
    assert path(piece, "release/") in client.get(path(piece)).content.decode()

    client.post(path(piece, "release/"))

    assert Publication.objects.get().state == "planned"


def test_releasing_without_the_right_is_refused_with_the_reason(cast: Cast) -> None:
    piece = a_piece_of_clara(cast)

    answer = signed_in(cast.clara).post(path(piece, "release/"))

    assert (answer.status_code, Publication.objects.exists()) == (403, False)


def test_own_person_who_only_reads_gets_no_buttons(cast: Cast) -> None:
    piece = a_piece(cast, topic=cast.everyday)

    page = signed_in(cast.ben).get(path(piece)).content.decode()

    assert not [act for act in ("release/", "request/", "edit/", "dropped/") if path(piece, act) in page]


def test_request_can_be_taken_back(cast: Cast) -> None:
    piece = handed_in(cast, a_piece_of_clara(cast)).piece

    signed_in(cast.clara).post(path(piece, "request/withdrawn/"))

    assert piece.approvals.get().outcome == Outcome.WITHDRAWN


def test_wish_of_the_approver_stands_at_the_next_step(cast: Cast) -> None:
    approval = handed_in(cast, a_piece_of_clara(cast))
    actions.return_with_wish(approval, wish="Bitte ohne den Preis", actor=cast.actor(cast.amira))

    page = signed_in(cast.clara).get(path(approval.piece)).content.decode()

    assert "Bitte ohne den Preis" in page.split('id="channels"')[0]


def test_piece_is_taken_out_of_the_plan_and_stays_readable(cast: Cast) -> None:
    piece, client = a_piece(cast), signed_in(cast.amira)

    client.post(path(piece, "dropped/"))

    piece.refresh_from_db()
    assert piece.dropped_at
    assert client.get(path(piece)).status_code == 200


def test_outside_person_cannot_drop_what_others_wrote_elsewhere(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(other)
    piece = a_piece(cast)

    assert signed_in(cast.clara).post(path(piece, "dropped/")).status_code == 404
    piece.refresh_from_db()
    assert piece.dropped_at is None


def test_story_tells_what_became_of_the_publications(cast: Cast) -> None:
    piece = actions.approve(handed_in(cast, a_piece_of_clara(cast)), actor=cast.actor(cast.amira)).piece
    actions.edit_piece(piece, draft(cast, text="anders"), revision=1, actor=cast.actor(cast.clara))

    story = signed_in(cast.amira).get(path(piece)).context["story"]

    assert [step.icon for step in story][:2] == ["file-pen-line", "octagon-pause"]


def test_longer_story_needs_no_more_queries(cast: Cast) -> None:
    piece = a_piece_of_clara(cast)
    counts = []
    for number in (1, 5):
        for _ in range(number):
            handed_in(cast, piece)
            actions.withdraw_request(piece, actor=cast.actor(cast.clara))
        counts.append(queries_of(signed_in(cast.amira), path(piece)))
    assert counts[0] == counts[1]


def test_published_post_offers_a_new_one_like_it_instead_of_changing(cast: Cast) -> None:
    piece, client = a_piece(cast), signed_in(cast.amira)
    assert path(piece, "edit/") in client.get(path(piece)).content.decode()

    published(piece, State.SENT)
    page = client.get(path(piece)).content.decode()

    assert (path(piece, "edit/") in page, f"/plan/new/?from={piece.pk}" in page) == (False, True)


def test_post_that_is_out_on_one_of_two_channels_can_still_be_changed(cast: Cast) -> None:
    piece = a_piece(cast)
    published(piece, State.SENT)
    piece.variants.create(channel=make_channel(cast.company, cast.amira, name="Anderswo"))

    page = signed_in(cast.amira).get(path(piece)).content.decode()

    assert path(piece, "edit/") in page


def test_reader_who_may_not_draft_is_offered_no_new_one(cast: Cast) -> None:
    piece = a_piece(cast)
    published(piece, State.SENT)
    assert f"?from={piece.pk}" not in signed_in(cast.ben).get(path(piece)).content.decode()
