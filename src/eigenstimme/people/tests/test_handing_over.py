"""Nothing stays orphaned: each room's responsibilities are found, and go to somebody who can carry them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from eigenstimme.people import actions
from eigenstimme.people.errors import CannotTakeOver
from eigenstimme.people.models import Kind, Membership, Notice
from eigenstimme.people.responsibilities import held_by
from eigenstimme.people.tests.cast import Cast, grant, join, make_cast
from eigenstimme.plan import actions as plan
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.campaigning import a_campaign
from eigenstimme.plan.tests.test_life import a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Amira answers for everything, Ben leads beside her."""
    cast = make_cast()
    cast.ben = actions.change_membership(cast.ben, job="", lead=True, actor=cast.actor(cast.amira))
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    return cast


def handed_in(cast: Cast, deputy: Membership | None = None) -> Piece:
    piece = plan.draft_piece(a_draft(cast), actor=cast.actor(cast.clara))
    deadline = timezone.now() + timedelta(hours=4)
    plan.hand_in(piece, approver=cast.amira, deputy=deputy, deadline=deadline, actor=cast.actor(cast.clara))
    return piece


def leave(cast: Cast, leaving: Membership, to: Membership) -> None:
    successors = {held.responsibility.code: to for held in held_by(leaving)}
    actions.say_goodbye(leaving, successors=successors, actor=cast.actor(cast.ben))


def test_every_room_says_what_a_person_answers_for(cast: Cast) -> None:
    handed_in(cast)
    a_campaign(cast)

    held = {each.responsibility.code: [str(thing) for thing in each.things] for each in held_by(cast.amira)}

    assert held == {
        "machines": ["Robo"],
        "topics": ["Recht"],
        "channels": ["Blog"],
        "mandates": [str(cast.clara.mandates.get())],
        "pieces": ["Fünf Farben für den Herbst"],
        "approvals": ["Fünf Farben für den Herbst"],
        "campaigns": ["Fassadenwochen"],
    }


def test_all_of_it_goes_to_the_successor(cast: Cast) -> None:
    piece = handed_in(cast)

    leave(cast, cast.amira, to=cast.ben)

    for thing in (cast.blog, cast.law, piece):
        thing.refresh_from_db()
    approval = piece.approvals.get()
    assert (cast.blog.responsible, cast.law.expert, piece.responsible) == (cast.ben, cast.ben, cast.ben)
    assert (approval.approver, approval.deputy) == (cast.ben, None)
    assert Notice.objects.filter(membership=cast.ben, code="approval.asked").count() == 1


def test_deputy_who_takes_over_is_not_both(cast: Cast) -> None:
    piece = handed_in(cast, deputy=cast.ben)

    leave(cast, cast.amira, to=cast.ben)

    approval = piece.approvals.get()
    assert (approval.approver, approval.deputy) == (cast.ben, None)


def test_whoever_cannot_approve_cannot_take_over_and_nothing_has_changed(cast: Cast) -> None:
    piece = handed_in(cast)
    emil = join(cast.company, "Emil Kraft", Kind.OWN)

    with pytest.raises(CannotTakeOver):
        leave(cast, cast.amira, to=emil)

    cast.blog.refresh_from_db()
    cast.amira.refresh_from_db()
    assert (cast.blog.responsible, cast.amira.present, piece.approvals.get().approver) == (
        cast.amira,
        True,
        cast.amira,
    )


def test_nobody_becomes_the_contact_of_their_own_mandate(cast: Cast) -> None:
    mandate = grant(cast.ben, ["piece.publish"], publishes_up_to="B", by=cast.amira)

    with pytest.raises(CannotTakeOver):
        leave(cast, cast.amira, to=cast.ben)

    mandate.refresh_from_db()
    assert mandate.contact == cast.amira


def test_what_is_out_or_dropped_needs_no_successor(cast: Cast) -> None:
    dropped = handed_in(cast)
    plan.drop_piece(dropped, actor=cast.actor(cast.amira))
    out = handed_in(cast)
    plan.approve(out.approvals.get(), actor=cast.actor(cast.amira))
    variant = out.variants.get()
    variant.publications.update(state="sent", sent_at=timezone.now())

    codes = {each.responsibility.code for each in held_by(cast.amira)}

    assert codes == {"machines", "topics", "channels", "mandates"}
