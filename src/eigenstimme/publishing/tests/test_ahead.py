"""What is prepared before its time: used if nothing changed, else thrown away, and asked again at its second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.utils import timezone
from pytest_django import Settings

from eigenstimme.channels.models import Channel
from eigenstimme.mandates.models import Mandate
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Company, Notice
from eigenstimme.people.tests.cast import Cast
from eigenstimme.plan import actions as plan
from eigenstimme.plan.models import Piece
from eigenstimme.publishing import actions, dispatch, engine
from eigenstimme.publishing.models import AHEAD, Attempt, AttemptState, Publication, State
from eigenstimme.publishing.steps import keep, take_up
from eigenstimme.publishing.tests.conftest import approved
from eigenstimme.publishing.tests.network import Network, answering

pytestmark = pytest.mark.django_db

SOON = timedelta(minutes=3)


@pytest.fixture
def publication(cast: Cast, settings: Settings, tmp_path: Path) -> Publication:
    """With a picture, approved, and due in three minutes."""
    settings.MEDIA_ROOT = tmp_path
    picture = add_picture(a_picture(), alt="Eine Wand", actor=cast.actor(cast.ben))
    attachments = [Attachment(picture, picture.alt)]
    return approved(cast, attachments=attachments, planned_for=timezone.now() + SOON)


def carry_out(publication: Publication) -> Publication:
    engine.carry_out(publication.pk)
    publication.refresh_from_db()
    return publication


def its_second_comes(publication: Publication) -> None:
    """As if the three minutes were over; the piece keeps its time, for the approval is bound to it."""
    Publication.objects.update(due_at=timezone.now(), next_at=timezone.now())
    publication.refresh_from_db()


def states(publication: Publication) -> list[str]:
    return [attempt.state for attempt in publication.attempts.all()]


def test_pictures_lie_at_the_network_before_its_second(network: Network, publication: Publication) -> None:
    carry_out(publication)

    assert (network.uploads, network.statuses) == (["picture-1"], [])
    assert (publication.state, publication.next_at) == (State.PLANNED, publication.due_at)
    attempt = publication.attempts.get()
    assert (attempt.state, attempt.handle) == (AttemptState.PREPARED, {"media_ids": "picture-1"})


def test_at_its_second_only_the_irreversible_call_is_made(network: Network, publication: Publication) -> None:
    carry_out(publication)
    its_second_comes(publication)

    carry_out(publication)

    assert (publication.state, network.uploads, states(publication)) == (
        State.SENT,
        ["picture-1"],
        ["accepted"],
    )
    assert network.statuses[0]["media_attachments"] == [{"id": "picture-1"}]


def test_nothing_goes_out_before_its_second(network: Network, publication: Publication) -> None:
    for _ in range(3):
        carry_out(publication)

    assert (publication.state, network.statuses, len(network.uploads)) == (State.PLANNED, [], 1)


def test_clock_takes_it_up_five_minutes_ahead(publication: Publication) -> None:
    assert publication.next_at == publication.due_at - AHEAD
    dispatch.tick(publication.due_at - timedelta(seconds=30))

    publication.refresh_from_db()
    assert publication.state == State.PLANNED  # not due: being prepared changes nothing for people
    assert publication.next_at == publication.due_at  # a job that got lost makes nothing late


@pytest.mark.parametrize(
    ("network_name", "ahead"),
    [("mastodon", AHEAD), ("bluesky", timedelta(minutes=1)), ("by_hand", timedelta())],
)
def test_nothing_is_prepared_before_the_network_would_forget_it(
    publication: Publication, network_name: str, ahead: timedelta
) -> None:
    publication.channel.network = network_name
    publication.set_time(publication.due_at, [])

    assert publication.next_at == publication.due_at - ahead


def test_pictures_are_read_once(network: Network, publication: Publication) -> None:
    carry_out(publication)
    Asset.objects.get().file.delete(save=False)
    its_second_comes(publication)

    assert carry_out(publication).state == State.SENT


def test_worker_with_a_video_is_believed_in_longer(publication: Publication) -> None:
    Asset.objects.update(media_type="video/mp4", size=15_000_000)

    (call,) = take_up([publication.pk])
    attempt = publication.attempts.get()
    assert attempt.lease_until - attempt.started_at == timedelta(minutes=3 + 3, seconds=60)

    its_second_comes(publication)
    keep([(call.attempt, {})])
    attempt.refresh_from_db()
    assert attempt.handed_over_at
    assert attempt.lease_until - attempt.handed_over_at == timedelta(minutes=3 + 3, seconds=60)


def test_videos_are_prepared_earlier(publication: Publication) -> None:
    video = Asset(media_type="video/mp4", size=15_000_000)
    publication.set_time(publication.due_at, [Attachment(video)])

    assert publication.next_at == publication.due_at - AHEAD - timedelta(minutes=3, seconds=60)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda: Piece.objects.update(text="Anders"), "content_changed"),
        (lambda: Publication.objects.update(text="Anders"), "content_changed"),
        (lambda: Mandate.objects.update(ended_at=timezone.now()), "mandate_ended"),
        (lambda: Channel.objects.update(disconnected_at=timezone.now()), "disconnected"),
    ],
)
def test_what_no_longer_stands_at_its_second_is_held(
    network: Network, publication: Publication, change: Callable[[], object], reason: str
) -> None:
    """Law 4, although it had been asked when it was prepared."""
    carry_out(publication)
    change()
    its_second_comes(publication)

    carry_out(publication)

    assert (publication.state, publication.reason, network.statuses) == (State.HELD, reason, [])
    assert states(publication) == [AttemptState.NOT_SENT]


def test_what_would_not_stand_at_its_second_is_told_ahead(network: Network, publication: Publication) -> None:
    Mandate.objects.filter(holder__person__name__startswith="Ben").update(
        ends_at=publication.due_at - timedelta(minutes=1)
    )

    carry_out(publication)

    assert (publication.state, publication.reason, network.uploads) == (State.HELD, "right_gone", [])
    assert Notice.objects.filter(code="publication.held").exists()


def test_mandate_that_begins_before_its_second_is_enough(network: Network, publication: Publication) -> None:
    Mandate.objects.filter(holder__person__name__startswith="Ben").update(
        starts_at=publication.due_at - timedelta(minutes=1)
    )

    assert carry_out(publication).state == State.PLANNED


@pytest.mark.parametrize(
    "change",
    [
        lambda: Channel.objects.update(connected_at=timezone.now()),  # perhaps another account
        lambda: Company.objects.update(language="en"),
        lambda: Attempt.objects.update(prepared_at=timezone.now() - timedelta(hours=2)),
        lambda: Attempt.objects.update(prepared_for="other content"),
    ],
)
def test_handle_that_is_no_longer_good_is_made_anew(
    network: Network, publication: Publication, change: Callable[[], object]
) -> None:
    carry_out(publication)
    change()
    its_second_comes(publication)

    carry_out(publication)

    assert (publication.state, states(publication)) == (State.SENT, ["not_sent", "accepted"])
    assert network.statuses[0]["media_attachments"] == [{"id": "picture-2"}]


def test_handle_of_other_content_is_made_anew(network: Network, publication: Publication, cast: Cast) -> None:
    """Released anew without having been held."""
    carry_out(publication)
    Piece.objects.update(text="Anders")
    publication.text, publication.approval, publication.authorised_by = "Anders", None, cast.amira
    publication.content_hash = publication.computed_hash()
    publication.save()
    its_second_comes(publication)

    assert states(carry_out(publication)) == ["not_sent", "accepted"]


def test_changed_and_approved_anew_is_prepared_anew(
    network: Network, publication: Publication, cast: Cast
) -> None:
    carry_out(publication)
    assert publication.variant
    piece = publication.variant.piece
    clara, ben = cast.actor(cast.clara), cast.actor(cast.ben)
    draft = plan.Draft(
        "Farben",
        cast.colours,
        [plan.VariantDraft(publication.channel)],
        text="Ohne Bild",
        planned_for=piece.planned_for,
    )
    plan.edit_piece(piece, draft, revision=piece.revision, actor=clara)
    assert states(publication) == [AttemptState.NOT_SENT]
    deadline = timezone.now() + timedelta(minutes=2)
    plan.approve(plan.hand_in(piece, approver=cast.ben, deadline=deadline, actor=clara), actor=ben)

    carry_out(publication)
    its_second_comes(publication)
    carry_out(publication)

    assert (publication.state, network.uploads) == (State.SENT, ["picture-1"])
    assert network.statuses[0]["media_attachments"] == []


def test_discarded_while_it_is_being_prepared_does_not_go_out(
    network: Network, publication: Publication, cast: Cast
) -> None:
    (call,) = take_up([publication.pk])
    actions.withdraw(publication, actor=cast.actor(cast.amira))

    assert keep([(call.attempt, {"media_ids": "picture-1"})]) == []
    publication.refresh_from_db()
    assert (publication.state, states(publication)) == (State.WITHDRAWN, [AttemptState.NOT_SENT])


def test_hold_ends_what_was_prepared(network: Network, publication: Publication, cast: Cast) -> None:
    carry_out(publication)
    actions.place_hold(company=cast.company, reason="Unfall", actor=cast.actor(cast.amira))

    assert states(publication) == [AttemptState.NOT_SENT]


def test_dropping_the_piece_ends_what_was_prepared(
    network: Network, publication: Publication, cast: Cast
) -> None:
    carry_out(publication)
    assert publication.variant
    plan.drop_piece(publication.variant.piece, actor=cast.actor(cast.amira))

    publication.refresh_from_db()
    assert (publication.state, states(publication)) == (State.WITHDRAWN, [AttemptState.NOT_SENT])


def test_slow_upload_that_ends_after_its_second_goes_out_at_once(
    network: Network, publication: Publication
) -> None:
    (call,) = take_up([publication.pk])
    its_second_comes(publication)

    (then,) = keep([(call.attempt, {"media_ids": "picture-1"})])

    assert then.attempt.state == AttemptState.SENDING


def test_failed_upload_is_tried_again_before_its_second(network: Network, publication: Publication) -> None:
    network.uploading = [answering(503)]

    carry_out(publication)
    assert (publication.state, publication.reason) == (State.PLANNED, "not_reached")
    assert publication.next_at < publication.due_at
    carry_out(publication)

    assert (publication.state, publication.reason, states(publication)) == (
        State.PLANNED,
        "",
        ["not_sent", "prepared"],
    )


def test_pauses_do_not_reach_beyond_its_second(network: Network, publication: Publication) -> None:
    Publication.objects.update(tries=10)
    network.uploading = [answering(503)]

    carry_out(publication)

    assert publication.next_at == publication.due_at


def test_network_that_asks_to_wait_is_given_its_time(network: Network, publication: Publication) -> None:
    network.uploading = [lambda _request: httpx.Response(429, headers={"Retry-After": "600"}, json={})]

    carry_out(publication)

    assert publication.next_at > publication.due_at


def test_refused_picture_is_told_before_its_second(network: Network, publication: Publication) -> None:
    network.uploading = [answering(422, error="File type is not supported")]

    carry_out(publication)

    assert (publication.state, publication.detail) == (State.FAILED, "File type is not supported")


def test_worker_that_died_while_preparing_is_followed_by_another(
    network: Network, publication: Publication
) -> None:
    take_up([publication.pk])
    Attempt.objects.update(lease_until=timezone.now())

    carry_out(publication)
    carry_out(publication)

    assert (publication.state, states(publication)) == (State.PLANNED, ["not_sent", "prepared"])


def test_channel_can_be_taken_out_of_a_piece_that_is_only_prepared(
    network: Network, publication: Publication, cast: Cast
) -> None:
    carry_out(publication)
    assert publication.variant
    piece = publication.variant.piece
    draft = plan.Draft("Farben", cast.colours, [plan.VariantDraft(cast.blog)], text="Nur im Blog")

    plan.edit_piece(piece, draft, revision=piece.revision, actor=cast.actor(cast.clara))

    assert not Publication.objects.exists()


def test_where_nothing_has_to_be_prepared_it_is_only_looked_at_ahead(publication: Publication) -> None:
    Channel.objects.update(network="practice")

    assert take_up([publication.pk]) == []
    publication.refresh_from_db()
    assert (publication.state, publication.next_at) == (State.PLANNED, publication.due_at)
    assert states(publication) == []

    its_second_comes(publication)
    (call,) = take_up([publication.pk])
    publication.refresh_from_db()
    assert (call.attempt.state, publication.state) == (AttemptState.SENDING, State.SENDING)
    assert states(publication) == [AttemptState.SENDING]


def test_where_nothing_has_to_be_prepared_law_4_is_asked_ahead_too(publication: Publication) -> None:
    Channel.objects.update(network="practice")
    Piece.objects.update(text="Anders")

    assert take_up([publication.pk]) == []
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, "content_changed")
