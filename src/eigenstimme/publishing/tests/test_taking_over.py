"""Planned posts outlive the mandate they were planned under, when somebody vouches for them in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.mandates import actions as mandates
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, join, make_cast
from eigenstimme.publishing import actions
from eigenstimme.publishing.authorisation import reason_against
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.tests.taking import planned_by_clara

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def end_of_clara(cast: Cast) -> None:
    for mandate in Mandate.objects.filter(holder=cast.clara):
        mandates.end_now(mandate, reason="Ende", actor=cast.actor(cast.amira))


def test_taken_over_it_goes_out_at_its_time_as_it_was(cast: Cast) -> None:
    before = planned_by_clara(cast)
    actions.take_over([before], actor=cast.actor(cast.amira))
    end_of_clara(cast)

    after = Publication.objects.with_authorisation().get()
    assert after.state == State.PLANNED
    assert (after.due_at, after.content_hash, after.text) == (before.due_at, before.content_hash, before.text)
    assert (after.authorised_by, after.permission) == (cast.amira, "piece.approve")
    assert reason_against(after, timezone.now()) is None
    entry = Entry.objects.get(verb="publication.taken_over")
    assert (entry.actor_name, entry.params["before"]) == ("Amira Kern", "Clara Frei")


def test_mandate_that_lets_approve_is_named(cast: Cast) -> None:
    publication = planned_by_clara(cast)
    mandate = grant(cast.ben, ["piece.approve"], by=cast.amira)
    actions.take_over([publication], actor=cast.actor(cast.ben))
    assert Publication.objects.get().mandate_id == mandate.pk
    assert Entry.objects.get(verb="publication.taken_over").mandate_id == mandate.pk


@pytest.mark.parametrize("name", ["ben", "clara", "robo"])
def test_who_may_not_approve_takes_nothing_over(cast: Cast, name: str) -> None:
    publication = planned_by_clara(cast)
    with pytest.raises(Denied):
        actions.take_over([publication], actor=cast.actor(getattr(cast, name)))
    assert Publication.objects.get().authorised_by == cast.clara


def test_post_of_another_company_is_left_alone(cast: Cast) -> None:
    publication = planned_by_clara(cast)
    assert actions.take_over([publication], actor=cast.actor(cast.dora)) == []
    assert Publication.objects.get().authorised_by == cast.clara


def test_what_was_held_meanwhile_is_not_let_go_by_this(cast: Cast) -> None:
    publication = planned_by_clara(cast)
    end_of_clara(cast)
    assert actions.take_over([publication], actor=cast.actor(cast.amira)) == []
    assert Publication.objects.get().state == State.HELD


def test_taking_over_twice_leaves_it_with_the_second(cast: Cast) -> None:
    publication = planned_by_clara(cast)
    actions.take_over([publication], actor=cast.actor(cast.amira))
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    actions.take_over([publication], actor=cast.actor(cast.ben))
    assert Publication.objects.get().authorised_by == cast.ben


def successor(cast: Cast, **terms: Any) -> Membership:
    emil = join(cast.company, "Emil Neu", Kind.OUTSIDE)
    grant(emil, ["piece.publish"], by=cast.amira, **{"publishes_up_to": "A", **terms})
    return emil


def test_successors_mandate_carries_it_on(cast: Cast) -> None:
    publication, emil = planned_by_clara(cast), successor(cast)
    actions.hand_on([publication], leaving=cast.clara, to=emil, actor=cast.actor(cast.amira))
    end_of_clara(cast)
    after = Publication.objects.with_authorisation().get()
    assert (after.state, after.authorised_by) == (State.PLANNED, emil)
    assert reason_against(after, timezone.now()) is None


def test_mandate_that_does_not_cover_it_takes_nothing(cast: Cast) -> None:
    publication = planned_by_clara(cast)
    emil = successor(cast, ends_at=timezone.now() + timedelta(days=1))
    handed = actions.hand_on([publication], leaving=cast.clara, to=emil, actor=cast.actor(cast.amira))
    assert handed == []
    assert Publication.objects.get().authorised_by == cast.clara


def test_only_whoever_grants_hands_on_and_only_inside_the_company(cast: Cast) -> None:
    publication, emil = planned_by_clara(cast), successor(cast)
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    with pytest.raises(Denied):
        actions.hand_on([publication], leaving=cast.clara, to=emil, actor=cast.actor(cast.ben))
    with pytest.raises(Denied):
        actions.hand_on([publication], leaving=cast.clara, to=cast.dora, actor=cast.actor(cast.amira))
