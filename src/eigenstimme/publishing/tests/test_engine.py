"""Nothing twice, nothing lost, nothing silent: one attempt after the other, against a network that fails on command."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Notice
from eigenstimme.publishing import engine
from eigenstimme.publishing.actions import confirm_public
from eigenstimme.publishing.models import Attempt, Publication, State
from eigenstimme.publishing.steps import keep, take_up
from eigenstimme.publishing.tests.network import Network, answering, refusing, silent

pytestmark = pytest.mark.django_db


def carry_out(publication: Publication) -> Publication:
    engine.carry_out(publication.pk)
    publication.refresh_from_db()
    return publication


def lease_runs_out(publication: Publication) -> None:
    """As if the longest a call can take had passed."""
    long_ago = timezone.now() - timedelta(minutes=10)
    Attempt.objects.filter(publication=publication).update(lease_until=long_ago, handed_over_at=long_ago)


def test_due_publication_is_sent_with_its_address(network: Network, publication: Publication) -> None:
    carry_out(publication)

    assert (publication.state, publication.remote_id) == (State.SENT, "1")
    assert publication.remote_url == "https://social.example/@kern/1"
    assert [attempt.state for attempt in publication.attempts.all()] == ["accepted"]


def test_sending_twice_sends_once(network: Network, publication: Publication) -> None:
    carry_out(publication)
    carry_out(publication)

    assert len(network.statuses) == 1


def test_unreachable_network_is_tried_again_by_itself(network: Network, publication: Publication) -> None:
    network.before = [refusing]

    carry_out(publication)
    assert (publication.state, publication.reason) == (State.DUE, "not_reached")
    assert publication.next_at > timezone.now()

    carry_out(publication)
    assert publication.state == State.SENT
    assert [attempt.state for attempt in publication.attempts.all()] == ["not_sent", "accepted"]


def test_network_that_asks_to_wait_is_given_its_time(network: Network, publication: Publication) -> None:
    network.before = [lambda _request: httpx.Response(429, headers={"Retry-After": "600"}, json={})]

    carry_out(publication)

    assert publication.next_at > timezone.now() + timedelta(minutes=9)


def test_post_that_a_person_found_gets_the_id_of_the_network(
    network: Network, publication: Publication
) -> None:
    """Without it no answer to the post would be recognised as one."""
    network.after = [silent]
    carry_out(publication)
    Publication.objects.update(state=State.UNCLEAR)
    by_hand = "https://social.example/@kern/by-hand"
    confirm_public(publication, url=by_hand, actor=Actor.of(publication.channel.responsible))

    network.lookups = [refusing]
    engine.learn_its_id(publication.pk)
    publication.refresh_from_db()
    assert (publication.state, publication.remote_id) == (State.SENT, "")
    engine.learn_its_id(publication.pk)

    publication.refresh_from_db()
    assert (publication.state, publication.remote_id, publication.remote_url) == (State.SENT, "1", by_hand)


@pytest.mark.parametrize("fault", [silent, answering(500, error="oops"), answering(503)])
def test_lost_answer_is_looked_up_and_never_sent_again(
    network: Network, publication: Publication, fault: object
) -> None:
    network.after = [fault]  # type: ignore[list-item]

    carry_out(publication)
    assert publication.state == State.SENDING
    Attempt.objects.update(lease_until=timezone.now())
    carry_out(publication)

    assert (publication.state, publication.remote_id) == (State.SENT, "1")
    assert len(network.statuses) == 1


def test_slow_network_is_not_believed_when_it_does_not_show_the_post_yet(
    network: Network, publication: Publication
) -> None:
    network.before = [silent]
    carry_out(publication)

    Attempt.objects.update(lease_until=timezone.now())
    carry_out(publication)

    assert publication.state == State.SENDING
    assert network.statuses == []


def test_post_that_surely_is_not_there_is_sent_again(network: Network, publication: Publication) -> None:
    network.before = [silent]
    carry_out(publication)

    lease_runs_out(publication)
    carry_out(publication)
    assert publication.state == State.DUE
    carry_out(publication)

    assert publication.state == State.SENT
    assert len(network.statuses) == 1


def test_network_that_cannot_be_asked_leaves_it_to_a_person(
    network: Network, publication: Publication
) -> None:
    network.after = [silent]
    carry_out(publication)
    network.lookups = [answering(500)] * engine.MOST_LOOKUPS

    for _ in range(engine.MOST_LOOKUPS):
        lease_runs_out(publication)
        carry_out(publication)

    assert (publication.state, publication.reason) == (State.UNCLEAR, "unknown")
    assert (
        Notice.objects.filter(code="publication.unclear").count() == 2
    )  # Amira for the channel, Ben approved


def test_refusal_of_the_network_is_shown_with_its_own_words(
    network: Network, publication: Publication
) -> None:
    network.before = [answering(422, error="Validation failed: Text is too long")]

    carry_out(publication)

    assert (publication.state, publication.detail) == (State.FAILED, "Validation failed: Text is too long")
    assert Notice.objects.filter(code="publication.failed").exists()


def test_lost_credentials_mark_the_channel_and_hold(network: Network, publication: Publication) -> None:
    network.before = [answering(401, error="The access token is invalid")]

    carry_out(publication)

    publication.channel.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, "disconnected")
    assert not publication.channel.connected


def test_worker_that_died_before_the_hand_over_sent_nothing(
    network: Network, publication: Publication
) -> None:
    assert take_up([publication.pk])

    lease_runs_out(publication)
    carry_out(publication)
    assert publication.state == State.DUE
    carry_out(publication)

    assert [each.state for each in publication.attempts.all()] == ["not_sent", "accepted"]
    assert len(network.statuses) == 1


def test_living_worker_is_not_inherited_from(network: Network, publication: Publication) -> None:
    take_up([publication.pk])

    carry_out(publication)

    assert [attempt.state for attempt in publication.attempts.all()] == ["prepared"]
    assert network.statuses == []


def test_slow_worker_finds_its_attempt_settled_and_sends_nothing(
    network: Network, publication: Publication
) -> None:
    (call,) = take_up([publication.pk])
    lease_runs_out(publication)
    carry_out(publication)  # the heir settles it as not sent

    assert keep([(call.attempt, {})]) == []


def test_late_publication_is_missed_and_a_person_is_told(network: Network, publication: Publication) -> None:
    Publication.objects.update(due_at=timezone.now() - timedelta(hours=3))

    carry_out(publication)

    assert (publication.state, publication.reason) == (State.MISSED, "too_late")
    assert network.statuses == []
    assert Notice.objects.filter(code="publication.missed").exists()
