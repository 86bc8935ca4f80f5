"""Whoever works from outside confirms what the company agreed on first (ST6): until then their mandate rests."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.mandates import actions, errors, queries
from eigenstimme.mandates.models import Confirmation, Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Decision, Denied, Subject, decide
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan.models import Piece
from eigenstimme.strategy.models import PlaybookVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def publish(
    cast: Cast, company: Company | None = None, *, asks: bool = True, binds: datetime | None = None
) -> PlaybookVersion:
    now, company = timezone.now(), company or cast.company
    return PlaybookVersion.objects.create(
        company=company,
        number=company.playbook_versions.count() + 1,
        content={"de": {}},
        languages=["de"],
        asks_again=asks,
        binding_from=binds or now,
        published_by=cast.amira,
        published_at=now,
    )


def drafting(member: Membership, cast: Cast) -> Mandate:
    return grant(member, ["piece.draft"], by=cast.amira)


def may_draft(member: Membership, at: datetime | None = None) -> Decision:
    return decide(Actor.of(member), "piece.draft", Subject(member.company_id), at)


def confirm(mandate: Mandate, version: PlaybookVersion, by: Membership) -> Confirmation:
    return actions.confirm_briefing(mandate, version, actor=Actor.of(by))


# --- the rule -----------------------------------------------------------------------------------------------


def test_without_a_playbook_nothing_rests(cast: Cast) -> None:
    assert drafting(cast.clara, cast).state(timezone.now()) == "active"
    assert may_draft(cast.clara)


def test_mandate_from_outside_rests_until_it_is_confirmed(cast: Cast) -> None:
    mandate, version = drafting(cast.clara, cast), publish(cast)
    answer = may_draft(cast.clara)
    assert (answer.allowed, answer.url) == (False, reverse("onboarding:briefing", args=[mandate.pk]))
    assert "ruht" in answer.reason

    confirm(mandate, version, cast.clara)

    assert may_draft(cast.clara).mandate_id == mandate.pk


def test_mandates_of_own_people_never_rest(cast: Cast) -> None:
    mandate = drafting(cast.ben, cast)
    publish(cast)
    assert may_draft(cast.ben)
    assert Mandate.objects.get(pk=mandate.pk).state(timezone.now()) == "active"


def test_machine_works_once_the_person_answering_for_it_has_confirmed(cast: Cast) -> None:
    mandate, version = drafting(cast.robo, cast), publish(cast)
    with pytest.raises(Denied):
        confirm(mandate, version, cast.robo)
    assert not may_draft(cast.robo)

    confirm(mandate, version, cast.amira)

    assert may_draft(cast.robo)


def test_each_mandate_is_confirmed_by_itself(cast: Cast) -> None:
    first, second = drafting(cast.clara, cast), grant(cast.clara, ["inbox.read"], by=cast.amira)
    confirm(first, publish(cast), cast.clara)
    assert may_draft(cast.clara)
    assert Mandate.objects.get(pk=second.pk).state(timezone.now()) == "resting"


def test_new_version_binds_from_its_day_on(cast: Cast) -> None:
    mandate, tomorrow = drafting(cast.clara, cast), timezone.now() + timedelta(days=1)
    confirm(mandate, publish(cast), cast.clara)
    second = publish(cast, binds=tomorrow)

    assert may_draft(cast.clara, tomorrow - timedelta(seconds=1))
    assert not may_draft(cast.clara, tomorrow)

    confirm(mandate, second, cast.clara)
    assert may_draft(cast.clara, tomorrow)


def test_version_that_does_not_ask_again_changes_nothing(cast: Cast) -> None:
    mandate = drafting(cast.clara, cast)
    confirm(mandate, publish(cast), cast.clara)
    publish(cast, asks=False)
    assert may_draft(cast.clara)


def test_whoever_never_confirmed_rests_although_the_newest_version_asks_nothing(cast: Cast) -> None:
    mandate = drafting(cast.clara, cast)
    publish(cast)
    newest = publish(cast, asks=False)
    assert not may_draft(cast.clara)

    confirm(mandate, newest, cast.clara)

    assert may_draft(cast.clara)


def test_nothing_is_reached_under_a_resting_mandate(cast: Cast) -> None:
    piece = Piece.objects.create(
        company=cast.company, title="Kalk", topic=cast.colours, author=cast.amira, responsible=cast.amira
    )
    piece.variants.create(channel=cast.blog)
    drafting(cast.clara, cast)
    seen = Piece.objects.visible_to(Actor.of(cast.clara))
    assert list(seen) == [piece]

    publish(cast)

    assert list(Piece.objects.visible_to(Actor.of(cast.clara))) == []


def test_in_force_and_state_say_the_same(cast: Cast) -> None:
    mandate, version = drafting(cast.clara, cast), publish(cast)
    now = timezone.now()
    for expected in (False, True):
        assert Mandate.objects.in_force(now).exists() is expected
        assert (Mandate.objects.get(pk=mandate.pk).state(now) == "active") is expected
        if not expected:
            confirm(mandate, version, cast.clara)


def test_many_versions_cost_no_further_query(cast: Cast, django_assert_num_queries: object) -> None:
    drafting(cast.clara, cast)
    for _each in range(5):
        publish(cast)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert not may_draft(cast.clara)


# --- confirming ---------------------------------------------------------------------------------------------


def test_confirmation_is_a_row_and_on_record(cast: Cast) -> None:
    mandate, version = drafting(cast.clara, cast), publish(cast)

    confirm(mandate, version, cast.clara)

    row = Confirmation.objects.get()
    assert (row.mandate, row.version, row.confirmed_by) == (mandate, version, cast.clara)
    entry = Entry.objects.get(verb="briefing.confirmed")
    assert (entry.membership_id, entry.params["version"]) == (cast.clara.pk, 1)


def test_nobody_confirms_for_somebody_else(cast: Cast) -> None:
    mandate, version = drafting(cast.clara, cast), publish(cast)
    for somebody in (cast.amira, cast.ben, cast.robo):
        with pytest.raises(Denied):
            confirm(mandate, version, somebody)
    assert not Confirmation.objects.exists()


def test_version_of_another_company_confirms_nothing(cast: Cast) -> None:
    mandate, theirs = drafting(cast.clara, cast), publish(cast, cast.elsewhere)
    with pytest.raises(Denied):
        confirm(mandate, theirs, cast.clara)


def test_confirming_twice_is_refused(cast: Cast) -> None:
    mandate, version = drafting(cast.clara, cast), publish(cast)
    confirm(mandate, version, cast.clara)
    with pytest.raises(errors.Confirmed):
        confirm(mandate, version, cast.clara)


def test_what_was_read_has_to_be_the_newest(cast: Cast) -> None:
    mandate, first = drafting(cast.clara, cast), publish(cast)
    publish(cast)
    with pytest.raises(errors.Superseded):
        confirm(mandate, first, cast.clara)


def test_ended_mandate_is_not_confirmed(cast: Cast) -> None:
    mandate, version = drafting(cast.clara, cast), publish(cast)
    actions.end_now(mandate, reason="Vorbei.", actor=cast.actor(cast.amira))
    with pytest.raises(errors.AlreadyEnded):
        confirm(mandate, version, cast.clara)


def test_granting_anew_keeps_what_was_confirmed(cast: Cast) -> None:
    mandate, version = drafting(cast.clara, cast), publish(cast)
    confirm(mandate, version, cast.clara)
    terms = actions.Grant(cast.clara, ["piece.draft"], None, None, cast.amira, timezone.now())

    new = actions.change(mandate, terms, actor=cast.actor(cast.amira))

    assert may_draft(cast.clara).mandate_id == new.pk


# --- pages --------------------------------------------------------------------------------------------------


def test_resting_mandate_lets_its_holder_in_and_says_so(cast: Cast, client: Client) -> None:
    mandate = drafting(cast.clara, cast)
    publish(cast)
    client.force_login(cast.clara.person)
    for name, arguments in (
        ("mandates:mine", []),
        ("mandates:mandates", []),
        ("mandates:mandate", [mandate.pk]),
    ):
        page = client.get(reverse(name, args=arguments))
        assert page.status_code == 200
        assert "Ruht" in page.content.decode()


def test_lead_sees_what_rests_in_a_part_of_its_own(cast: Cast) -> None:
    mandate = drafting(cast.clara, cast)
    publish(cast)
    listed = queries.listed(cast.actor(cast.amira), timezone.now())
    assert ([each.mandate for each in listed.resting], listed.running) == ([mandate], [])


def test_page_that_refuses_leads_to_the_briefing(cast: Cast, client: Client) -> None:
    mandate = drafting(cast.clara, cast)
    publish(cast)
    client.force_login(cast.clara.person)
    page = client.get(reverse("plan:new"))
    assert reverse("onboarding:briefing", args=[mandate.pk]) in page.content.decode()
