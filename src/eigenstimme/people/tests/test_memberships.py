"""Leads, machines, settings and farewells: at least one lead stays, and nothing is orphaned."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, connection, transaction
from django.test import Client

from eigenstimme.audit.models import Entry
from eigenstimme.people import actions, errors
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.responsibilities import held_by
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import PASSWORD, Cast, join, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def everything_to(member: Membership, leaving: Membership) -> dict[str, Membership]:
    return {held.responsibility.code: member for held in held_by(leaving)}


def test_lead_is_given_and_taken_but_one_always_stays(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    with pytest.raises(errors.LastLead):
        actions.change_membership(cast.amira, job="Meisterin", lead=False, actor=amira)

    actions.change_membership(cast.ben, job="Geselle", lead=True, actor=amira)
    actions.change_membership(cast.amira, job="Meisterin", lead=False, actor=amira)

    leads = Membership.objects.filter(company=cast.company, lead=True)
    assert [(lead.person.name, lead.job) for lead in leads] == [("Ben Arndt", "Geselle")]
    verbs = Entry.objects.filter(verb__startswith="membership.").values_list("verb", flat=True)
    assert sorted(verbs) == ["membership.lead_given_up", "membership.made_lead"]


def test_outside_people_and_machines_never_lead(cast: Cast) -> None:
    for member in (cast.clara, cast.robo):
        with pytest.raises(errors.NotInside):
            actions.change_membership(member, job="", lead=True, actor=cast.actor(cast.amira))
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE people_membership SET lead = true WHERE id = %s", [member.pk])


def test_nobody_but_a_lead_changes_people(cast: Cast) -> None:
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        with pytest.raises(Denied):
            actions.change_membership(cast.ben, job="Chef", lead=True, actor=cast.actor(member))
        with pytest.raises(Denied):
            actions.say_goodbye(cast.ben, successors={}, actor=cast.actor(member))
        with pytest.raises(Denied):
            actions.change_company(
                cast.company,
                name="Neu",
                language="de",
                time_zone="UTC",
                region="",
                actor=cast.actor(member),
            )
        with pytest.raises(Denied):
            actions.switch_self_approval(cast.company, on=True, actor=cast.actor(member))
    cast.ben.refresh_from_db()
    cast.company.refresh_from_db()
    assert (cast.ben.job, cast.ben.present) == ("", True)
    assert (cast.company.name, cast.company.self_approval_since) == ("Malerbetrieb Kern", None)


def test_machine_has_a_sponsor_inside_and_its_own_sign_in(cast: Cast) -> None:
    with pytest.raises(errors.NotInside):
        actions.add_machine(name="Texter", job="", sponsor=cast.clara, actor=cast.actor(cast.amira))
    with pytest.raises(errors.NotInside):
        actions.add_machine(name="Texter", job="", sponsor=cast.dora, actor=cast.actor(cast.amira))

    new = actions.add_machine(name="Texter", job="", sponsor=cast.ben, actor=cast.actor(cast.amira))

    assert (new.membership.kind, new.membership.sponsor) == (Kind.MACHINE, cast.ben)
    assert new.membership.person.check_password(new.password)


def test_leaving_is_refused_while_something_would_be_orphaned(cast: Cast) -> None:
    actions.change_membership(cast.ben, job="", lead=True, actor=cast.actor(cast.amira))
    codes = [held.responsibility.code for held in held_by(cast.amira)]

    with pytest.raises(errors.StillResponsible):
        actions.say_goodbye(cast.amira, successors={}, actor=cast.actor(cast.ben))

    cast.amira.refresh_from_db()
    assert cast.amira.present
    assert "machines" in codes


def test_leaving_hands_over_and_records_it(cast: Cast) -> None:
    actions.change_membership(cast.ben, job="", lead=True, actor=cast.actor(cast.amira))

    actions.say_goodbye(
        cast.amira, successors=everything_to(cast.ben, cast.amira), actor=cast.actor(cast.ben)
    )

    cast.robo.refresh_from_db()
    assert cast.robo.sponsor == cast.ben
    assert Entry.objects.filter(verb="responsibility.handed_over", thing_name="Robo").count() == 1
    assert not held_by(cast.amira)


def test_successor_is_a_present_own_person_of_the_company(cast: Cast) -> None:
    actions.change_membership(cast.ben, job="", lead=True, actor=cast.actor(cast.amira))
    gone = join(cast.company, "Gerd Alt", Kind.OWN)
    actions.say_goodbye(gone, successors={}, actor=cast.actor(cast.amira))
    gone.refresh_from_db()

    for wrong in (cast.clara, cast.robo, cast.dora, gone, cast.amira):
        with pytest.raises(errors.NotInside):
            actions.say_goodbye(
                cast.amira, successors=everything_to(wrong, cast.amira), actor=cast.actor(cast.ben)
            )


def test_last_lead_cannot_leave_and_nobody_leaves_twice(cast: Cast) -> None:
    with pytest.raises(errors.LastLead):
        actions.say_goodbye(
            cast.amira, successors=everything_to(cast.ben, cast.amira), actor=cast.actor(cast.amira)
        )
    actions.say_goodbye(cast.ben, successors={}, actor=cast.actor(cast.amira))
    with pytest.raises(errors.AlreadyLeft):
        actions.say_goodbye(cast.ben, successors={}, actor=cast.actor(cast.amira))


def test_leaving_closes_sign_in_and_open_sessions_at_once(cast: Cast) -> None:
    browser = Client()
    browser.post("/account/login/", {"login": "ben@kern.example", "password": PASSWORD})
    assert browser.get("/profile/").status_code == 200
    assert UserSession.objects.filter(user=cast.ben.person).count() == 1

    actions.say_goodbye(cast.ben, successors={}, actor=cast.actor(cast.amira))

    assert not UserSession.objects.exists()
    assert browser.get("/profile/")["Location"].startswith("/account/login/")
    again = Client()
    again.post("/account/login/", {"login": "ben@kern.example", "password": PASSWORD})
    assert again.get("/profile/").status_code == 302


def test_sign_in_stays_for_whoever_works_for_another_company(cast: Cast) -> None:
    also_here = Membership.objects.create(company=cast.company, person=cast.dora.person, kind=Kind.OUTSIDE)

    actions.say_goodbye(also_here, successors={}, actor=cast.actor(cast.amira))

    cast.dora.person.refresh_from_db()
    assert cast.dora.person.is_active


def test_self_approval_is_on_record_and_switched_once(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    since = actions.switch_self_approval(cast.company, on=True, actor=amira).self_approval_since

    assert actions.switch_self_approval(cast.company, on=True, actor=amira).self_approval_since == since
    assert actions.switch_self_approval(cast.company, on=False, actor=amira).self_approval_since is None
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True)) == [
        "company.self_approval_on",
        "company.self_approval_off",
    ]


def test_new_name_is_on_record_in_every_company(cast: Cast) -> None:
    Membership.objects.create(company=cast.company, person=cast.dora.person, kind=Kind.OUTSIDE)

    actions.change_profile(cast.dora.person, name="Dora Dorn-Alt", language="en", time_zone="Europe/Vienna")
    actions.change_profile(cast.dora.person, name="Dora Dorn-Alt", language="de", time_zone="Europe/Vienna")

    entries = Entry.objects.filter(verb="person.renamed").order_by("company__name")
    found = [(entry.company, entry.actor_name, entry.params) for entry in entries]
    assert found == [
        (cast.elsewhere, "Dora Dorn-Alt", {"before": "Dora Dorn"}),
        (cast.company, "Dora Dorn-Alt", {"before": "Dora Dorn"}),
    ]
