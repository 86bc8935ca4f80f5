"""Coming in by mail: once, in time, for the right address, and only when somebody may invite."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people import actions, errors, mails
from eigenstimme.people.actions import Arrival, Invited
from eigenstimme.people.invitation_links import invitation_path, open_link
from eigenstimme.people.models import Invitation, Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

EMIL = Invited(email="Emil@Kern.example", name="Emil Kraft", kind="own", job="Azubi")
ARRIVAL = Arrival(name="Emil Kraft", password="noch ein langes Kennwort", language="de")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def invited(cast: Cast, who: Invited = EMIL) -> Invitation:
    return actions.invite(who, actor=cast.actor(cast.amira))


def token(invitation: Invitation) -> str:
    return invitation_path(invitation).rstrip("/").rpartition("/")[2]


def test_invitation_is_mailed_in_its_language_and_recorded(cast: Cast) -> None:
    invitation = invited(cast)

    mails.send_invitation(invitation.pk)

    [letter] = mail.outbox
    assert letter.to == ["emil@kern.example"]
    assert invitation_path(invitation) in letter.body
    assert Entry.objects.get(verb="person.invited").membership == cast.amira


def test_without_the_right_nobody_is_invited(cast: Cast) -> None:
    for member in (cast.ben, cast.clara, cast.robo):
        with pytest.raises(Denied):
            actions.invite(EMIL, actor=cast.actor(member))
    assert not Invitation.objects.exists()


def test_newcomer_joins_with_the_kind_and_job_of_the_invitation(cast: Cast) -> None:
    invitation = invited(cast)

    member = actions.accept_invitation(open_link(token(invitation)), ARRIVAL)

    assert (member.company, member.kind, member.lead, member.job) == (cast.company, "own", False, "Azubi")
    assert member.person.check_password(ARRIVAL.password)
    entry = Entry.objects.get(verb="person.joined")
    assert (entry.actor_name, entry.via) == ("Emil Kraft", "mail link")


def test_link_works_once(cast: Cast) -> None:
    invitation = invited(cast)
    opened_twice = [open_link(token(invitation)), open_link(token(invitation))]
    actions.accept_invitation(opened_twice[0], ARRIVAL)

    with pytest.raises(errors.LinkUsed):
        actions.accept_invitation(opened_twice[1], ARRIVAL)
    with pytest.raises(errors.LinkUsed):
        open_link(token(invitation))
    assert Membership.objects.filter(person__email="emil@kern.example").count() == 1


def test_link_ends_after_fourteen_days(cast: Cast) -> None:
    invitation = invited(cast)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=13, hours=23))
    assert open_link(token(invitation)) == invitation

    Invitation.objects.update(created_at=timezone.now() - timedelta(days=14))
    with pytest.raises(errors.LinkExpired):
        open_link(token(invitation))


def test_withdrawn_link_is_dead_and_cannot_be_withdrawn_twice(cast: Cast) -> None:
    invitation = invited(cast)
    actions.withdraw_invitation(invitation, actor=cast.actor(cast.amira))

    with pytest.raises(errors.LinkWithdrawn):
        open_link(token(invitation))
    with pytest.raises(errors.LinkWithdrawn):
        actions.withdraw_invitation(invitation, actor=cast.actor(cast.amira))


def test_tampered_link_is_wrong(cast: Cast) -> None:
    good = token(invited(cast))

    for bad in ("", "1", good[:-1], "x" + good):
        with pytest.raises(errors.LinkWrong):
            open_link(bad)


def test_second_invitation_waits_until_the_first_is_gone(cast: Cast) -> None:
    first = invited(cast)
    with pytest.raises(errors.AlreadyInvited):
        invited(cast)

    Invitation.objects.update(created_at=timezone.now() - timedelta(days=15))
    second = invited(cast)

    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert open_link(token(second)) == second


def test_whoever_is_here_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(errors.AlreadyHere):
        invited(cast, Invited(email="ben@kern.example", name="Ben", kind="own"))


def test_person_of_another_company_joins_by_confirming(cast: Cast) -> None:
    invitation = invited(cast, Invited(email="dora@dorn.example", name="Dora", kind="outside"))

    with pytest.raises(errors.ForSomeoneElse):
        actions.accept_invitation(invitation, ARRIVAL)
    with pytest.raises(errors.ForSomeoneElse):
        actions.accept_invitation_as(cast.clara.person, invitation)
    member = actions.accept_invitation_as(cast.dora.person, invitation)

    assert (member.company, member.kind) == (cast.company, "outside")
    assert cast.dora.person.memberships.present().count() == 2


def test_invitation_opens_a_closed_sign_in_again(cast: Cast) -> None:
    actions.say_goodbye(cast.ben, successors={}, actor=cast.actor(cast.amira))
    cast.ben.person.refresh_from_db()
    assert not cast.ben.person.is_active

    invited(cast, Invited(email="ben@kern.example", name="Ben", kind="own"))

    cast.ben.person.refresh_from_db()
    assert cast.ben.person.is_active
