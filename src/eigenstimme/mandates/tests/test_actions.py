"""Granting, changing, ending: what cannot be granted is refused three times over, and an end acts at once."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone, translation

from eigenstimme.audit.models import Entry
from eigenstimme.audit.record import record
from eigenstimme.audit.sentences import sentence
from eigenstimme.channels.models import Channel
from eigenstimme.mandates import actions, deadlines, errors, words
from eigenstimme.mandates.actions import Grant
from eigenstimme.mandates.forms import GrantForm
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import (
    NATURE,
    NEVER_GRANTED,
    OWN_ONLY_ACTS,
    PERSONS_ONLY_ACTS,
    Permission,
)
from eigenstimme.people.actions import say_goodbye
from eigenstimme.people.models import Kind, Membership, Notice
from eigenstimme.people.responsibilities import held_by
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import PASSWORD, Cast, grant, join, make_cast, make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.test_life import a_draft
from eigenstimme.publishing.models import Publication, State

pytestmark = pytest.mark.django_db

own_only = import_module("eigenstimme.mandates.migrations.0008_keeping_contracts")
grants = import_module("eigenstimme.mandates.migrations.0010_reading_the_strategy")
persons_only = import_module("eigenstimme.mandates.migrations.0010_reading_the_strategy")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def terms(cast: Cast, **changes: object) -> Grant:
    drafting = Grant(
        holder=cast.clara,
        acts=["piece.draft"],
        channels=[cast.blog],
        topics=None,
        contact=cast.amira,
        starts_at=timezone.now(),
    )
    return replace(drafting, **changes)  # type: ignore[arg-type]


def released_by_ben(cast: Cast) -> Publication:
    """Ben publishes normal posts under a mandate; one waits for its time."""
    grant(cast.ben, ["piece.publish"], publishes_up_to="B", by=cast.amira)
    piece = plan.draft_piece(a_draft(cast), actor=cast.actor(cast.ben))
    plan.release(piece, actor=cast.actor(cast.ben))
    return Publication.objects.get()


# --- granting -----------------------------------------------------------------------------------------------


def test_mandate_is_granted_told_and_on_record(cast: Cast) -> None:
    mandate = actions.grant(terms(cast), actor=cast.actor(cast.amira))

    assert (mandate.acts, list(mandate.channels.all()), mandate.every_topic) == (
        ["piece.draft"],
        [cast.blog],
        True,
    )
    assert Notice.objects.get().membership == cast.clara
    entry = Entry.objects.get(verb="mandate.granted")
    assert "Clara Frei darf auf dem Kanal Blog Entwürfe schreiben" in sentence(entry)


def test_history_says_what_was_granted_in_the_language_of_its_reader(cast: Cast) -> None:
    later = timezone.now() + timedelta(days=3)
    mandate = actions.grant(terms(cast, starts_at=later), actor=cast.actor(cast.amira))
    Channel.objects.update(name="Anders")
    entry = Entry.objects.get(verb="mandate.granted")

    with translation.override("en"), time_machine.travel(later + timedelta(days=9)):
        said = sentence(entry)
        day = words.span(mandate.starts_at, None, mandate.company.zone, now=entry.at)

    assert said == (
        f"Amira Kern granted a mandate: Clara Frei may draft posts on the channel Blog, {day}. "
        "Contact inside is Amira Kern."
    )
    assert day.startswith("from ")


def test_entry_from_before_keeps_its_words(cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)
    entry = record(cast.actor(cast.amira), "mandate.granted", mandate, words="Clara Frei darf schreiben.")
    assert sentence(entry).endswith(": Clara Frei darf schreiben.")


def test_only_leads_grant(cast: Cast) -> None:
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        with pytest.raises(Denied):
            actions.grant(terms(cast), actor=cast.actor(member))
    assert not Mandate.objects.exists()


@pytest.mark.parametrize("act", [*OWN_ONLY_ACTS, *NEVER_GRANTED])
@pytest.mark.parametrize("name", ["clara", "robo"])
def test_form_does_not_offer_and_action_refuses_what_stays_inside(cast: Cast, name: str, act: str) -> None:
    holder: Membership = getattr(cast, name)
    form = GrantForm({"acts": [act]}, holder=holder)
    assert "acts" in form.errors

    with pytest.raises(errors.NotGrantable):
        actions.grant(terms(cast, holder=holder, acts=[act]), actor=cast.actor(cast.amira))


@pytest.mark.parametrize("act", OWN_ONLY_ACTS)
@pytest.mark.parametrize("name", ["clara", "robo"])
def test_database_refuses_what_stays_inside(cast: Cast, name: str, act: str) -> None:
    mandate = grant(getattr(cast, name), ["piece.draft"], by=cast.amira)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE mandates_mandate SET acts = acts || %s::varchar WHERE id = %s", [act, mandate.pk]
        )


@pytest.mark.parametrize("act", NEVER_GRANTED)
def test_database_refuses_what_no_mandate_gives_even_to_own_people(cast: Cast, act: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(cast.ben, [act], by=cast.amira)


@pytest.mark.parametrize("kind", ["outside", "machine"])
def test_own_person_with_such_a_mandate_cannot_become_another_kind(cast: Cast, kind: str) -> None:
    grant(cast.ben, ["inbox.reply"], by=cast.amira)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_membership SET kind = %s, sponsor_id = %s WHERE id = %s",
            [kind, cast.amira.pk, cast.ben.pk],
        )


@pytest.mark.parametrize("act", PERSONS_ONLY_ACTS)
def test_machine_is_given_no_act_of_persons(cast: Cast, act: str) -> None:
    with pytest.raises(errors.NotGrantable):
        actions.grant(
            terms(cast, holder=cast.robo, acts=[act], publishes_up_to="A"), actor=cast.actor(cast.amira)
        )
    for member, allowed in ((cast.clara, True), (cast.robo, False)):
        with nullcontext() if allowed else pytest.raises(IntegrityError), transaction.atomic():
            grant(member, [act], by=cast.amira)


def test_contact_and_grantor_are_own_people_even_by_sql(cast: Cast) -> None:
    mandate = grant(cast.ben, ["piece.draft"], by=cast.amira)
    for column in ("contact_id", "granted_by_id"):
        for member in (cast.clara, cast.robo):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE mandates_mandate SET {column} = %s WHERE id = %s", [member.pk, mandate.pk]
                )


def test_frozen_lists_of_the_database_are_those_of_the_rules() -> None:
    assert sorted(own_only.OWN_ONLY_ACTS) == OWN_ONLY_ACTS
    assert sorted(persons_only.PERSONS_ONLY_ACTS) == PERSONS_ONLY_ACTS
    grantable = [right for right in Permission if NATURE[right].grantable]
    assert sorted(grants.GRANTABLE_ACTS) == sorted(grantable)


def test_incomplete_or_strange_terms_are_refused(cast: Cast) -> None:
    now = timezone.now()
    topic = cast.everyday
    elsewhere = make_channel(cast.elsewhere, cast.dora, name="Anderswo")
    wrong: list[tuple[dict[str, object], type[errors.MandateError]]] = [
        ({"acts": []}, errors.Incomplete),
        ({"acts": ["piece.publish"]}, errors.Incomplete),
        ({"publishes_up_to": "A"}, errors.Incomplete),
        ({"channels": []}, errors.Incomplete),
        ({"topics": []}, errors.Incomplete),
        ({"topics": [topic], "channels": [elsewhere]}, errors.Elsewhere),
        ({"contact": cast.dora}, errors.Elsewhere),
        ({"contact": cast.clara}, errors.NotInside),
        ({"ends_at": now - timedelta(days=1)}, errors.WrongSpan),
        ({"starts_at": now + timedelta(days=3), "ends_at": now + timedelta(days=2)}, errors.WrongSpan),
    ]
    for changes, reason in wrong:
        with pytest.raises(reason):
            actions.grant(terms(cast, **changes), actor=cast.actor(cast.amira))
    assert not Mandate.objects.exists()


# --- ending -------------------------------------------------------------------------------------------------


def test_ending_holds_what_was_planned_and_tells(cast: Cast) -> None:
    publication = released_by_ben(cast)
    mandate = cast.ben.mandates.get()

    actions.end_now(mandate, reason="Neue Aufgaben", actor=cast.actor(cast.amira))

    publication.refresh_from_db()
    mandate.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, "mandate_ended")
    assert (mandate.ended_by, mandate.ended_reason) == (cast.amira, "Neue Aufgaben")
    told = Notice.objects.filter(code="mandate.ended").values_list("membership", flat=True)
    assert set(told) == {cast.ben.pk, cast.amira.pk}
    with pytest.raises(Denied):
        plan.draft_piece(a_draft(cast), actor=cast.actor(cast.ben))


def test_only_leads_end_and_only_once(cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)
    for member in (cast.ben, cast.clara, cast.dora):
        with pytest.raises(Denied):
            actions.end_now(mandate, reason="x", actor=cast.actor(member))
    actions.end_now(mandate, reason="x", actor=cast.actor(cast.amira))
    with pytest.raises(errors.AlreadyEnded):
        actions.end_now(mandate, reason="y", actor=cast.actor(cast.amira))


def test_sign_in_of_an_outside_person_closes_with_the_last_mandate(cast: Cast) -> None:
    first = grant(cast.clara, ["piece.draft"], by=cast.amira)
    second = grant(cast.clara, ["inbox.recommend"], by=cast.amira)
    browser = Client()
    browser.post("/account/login/", {"login": "clara@kern.example", "password": PASSWORD})
    assert browser.get("/mandates/mine/").status_code == 200

    actions.end_now(first, reason="x", actor=cast.actor(cast.amira))
    assert browser.get("/mandates/mine/").status_code == 200
    actions.end_now(second, reason="x", actor=cast.actor(cast.amira))

    assert browser.get("/mandates/mine/").status_code == 302
    assert not UserSession.objects.exists()
    cast.clara.person.refresh_from_db()
    assert not cast.clara.person.is_active
    actions.grant(terms(cast), actor=cast.actor(cast.amira))
    cast.clara.person.refresh_from_db()
    assert cast.clara.person.is_active


def test_sign_in_stays_for_own_people_and_for_mandates_elsewhere(cast: Cast) -> None:
    bens = grant(cast.ben, ["piece.draft"], by=cast.amira)
    claras = grant(cast.clara, ["piece.draft"], by=cast.amira)
    there = Membership.objects.create(company=cast.elsewhere, person=cast.clara.person, kind=Kind.OUTSIDE)
    grant(there, ["piece.draft"], by=cast.dora)

    for mandate in (bens, claras):
        actions.end_now(mandate, reason="x", actor=cast.actor(cast.amira))
        mandate.holder.person.refresh_from_db()
        assert mandate.holder.person.is_active


def test_whoever_leaves_leaves_mandates_behind(cast: Cast) -> None:
    publication = released_by_ben(cast)
    held = held_by(cast.ben)

    successors = {each.responsibility.code: cast.amira for each in held}
    say_goodbye(cast.ben, successors=successors, actor=cast.actor(cast.amira))

    publication.refresh_from_db()
    assert cast.ben.mandates.get().ended_at is not None
    assert publication.state == State.HELD
    assert Piece.objects.get().responsible == cast.amira


# --- changing -----------------------------------------------------------------------------------------------


def test_change_keeps_what_stays_covered(cast: Cast) -> None:
    publication = released_by_ben(cast)
    old = cast.ben.mandates.get()
    wider = terms(cast, holder=cast.ben, acts=["piece.publish"], publishes_up_to="B", weekly_limit=3)

    new = actions.change(old, wider, actor=cast.actor(cast.amira))

    publication.refresh_from_db()
    old.refresh_from_db()
    assert (publication.state, publication.mandate_id) == (State.PLANNED, new.pk)
    assert Piece.objects.get().mandate_id == new.pk
    assert old.ended_at is not None


def test_change_holds_what_is_no_longer_covered(cast: Cast) -> None:
    publication = released_by_ben(cast)
    narrower = terms(cast, holder=cast.ben, acts=["piece.publish"], publishes_up_to="A")

    actions.change(cast.ben.mandates.get(), narrower, actor=cast.actor(cast.amira))

    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, "mandate_ended")


def test_change_is_for_leads_and_the_same_holder(cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)
    with pytest.raises(Denied):
        actions.change(mandate, terms(cast), actor=cast.actor(cast.ben))
    with pytest.raises(errors.Elsewhere):
        actions.change(mandate, terms(cast, holder=cast.ben), actor=cast.actor(cast.amira))
    mandate.refresh_from_db()
    assert mandate.ended_at is None


# --- running out --------------------------------------------------------------------------------------------


def test_holder_and_contact_hear_a_week_before_and_at_the_end_once(cast: Cast) -> None:
    now = timezone.now()
    grant(cast.clara, ["piece.draft"], by=cast.amira, ends_at=now + timedelta(days=10))

    def told_at(days: float) -> list[str]:
        with time_machine.travel(now + timedelta(days=days), tick=False):
            deadlines.tick(timezone.now())
            deadlines.tick(timezone.now())
        return sorted(Notice.objects.filter(membership=cast.clara).values_list("code", flat=True))

    assert told_at(2.9) == []
    assert told_at(3.1) == ["mandate.ending"]
    assert told_at(9.9) == ["mandate.ending"]
    assert told_at(10) == ["mandate.ending", "mandate.ran_out"]
    assert Notice.objects.filter(membership=cast.amira).count() == 2
    cast.clara.person.refresh_from_db()
    assert not cast.clara.person.is_active


def test_short_and_ended_mandates_are_not_announced(cast: Cast) -> None:
    now = timezone.now()
    grant(cast.clara, ["piece.draft"], by=cast.amira, ends_at=now + timedelta(days=2))
    ended = grant(join(cast.company, "Gerd Gast", Kind.OUTSIDE), ["piece.draft"], by=cast.amira)
    Mandate.objects.filter(pk=ended.pk).update(ends_at=now + timedelta(days=5), ended_at=now)

    deadlines.tick(now)

    assert not Notice.objects.exists()
