"""A thread goes out post by post, each in its turn and only once; what stops one stops all that follow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from eigenstimme.media.models import Attachment
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.tests.cast import Cast
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.plan.models.piece import FIRST_COMMENT
from eigenstimme.publishing import actions, engine
from eigenstimme.publishing.actions import CannotDecide
from eigenstimme.publishing.dispatch import tick
from eigenstimme.publishing.models import MOVING, Attempt, Publication, State
from eigenstimme.publishing.queries import stopped_for, uses_of_mandate
from eigenstimme.publishing.tests.conftest import approved
from eigenstimme.publishing.tests.network import Network, answering, silent

THREAD = "Eins\n---\nZwei\n---\nDrei"


@pytest.fixture
def thread(cast: Cast) -> list[Publication]:
    """Three posts and a comment, approved by Ben, due now."""
    approved(cast, text=THREAD, first_comment="Mehr auf unserer Seite")
    return list(Publication.objects.order_by("part"))


def work() -> None:
    """What the worker does until nothing is due."""
    for _round in range(10):
        due = Publication.objects.filter(state__in=MOVING, next_at__lte=timezone.now())
        ids = list(due.values_list("pk", flat=True))
        if not ids:
            return
        engine.carry_out(*ids)


def states() -> list[str]:
    return list(Publication.objects.order_by("part").values_list("state", flat=True))


def said(network: Network) -> list[tuple[str, str | None]]:
    """(text, number of the status it answers), the oldest first."""
    return [
        (row["content"][3:-4], row["in_reply_to_id"])
        for row in sorted(network.statuses, key=lambda row: int(row["id"]))
    ]


def test_each_post_answers_the_one_before_and_the_comment_the_first(
    network: Network, thread: list[Publication]
) -> None:
    work()

    by_text = dict(said(network))
    assert by_text.keys() == {"Eins", "Zwei", "Drei", "Mehr auf unserer Seite"}
    numbers = {text: str(number) for number, (text, _to) in enumerate(said(network), start=1)}
    assert by_text == {
        "Eins": None,
        "Zwei": numbers["Eins"],
        "Drei": numbers["Zwei"],
        "Mehr auf unserer Seite": numbers["Eins"],
    }
    assert set(states()) == {State.SENT}


def test_clock_takes_up_what_follows_only_when_its_turn_has_come(
    network: Network, thread: list[Publication]
) -> None:
    following = tick(timezone.now())

    assert states() == [State.DUE, State.PLANNED, State.PLANNED, State.PLANNED]
    assert following is not None and following < timezone.now() + timedelta(hours=1)


def test_carrying_out_too_early_does_nothing(network: Network, thread: list[Publication]) -> None:
    engine.carry_out(*(each.pk for each in thread[1:]))
    assert (network.statuses, set(states())) == ([], {State.PLANNED})


def test_nothing_follows_what_the_network_refused(
    cast: Cast, network: Network, thread: list[Publication]
) -> None:
    network.before = [answering(422, error="no")]

    work()

    assert states() == [State.FAILED, State.PLANNED, State.PLANNED, State.PLANNED]
    assert [each.part for each in stopped_for(cast.actor(cast.amira))] == [0]


@pytest.mark.parametrize("part", [0, 1])
def test_lost_answer_in_the_middle_sends_nothing_twice_and_loses_nothing(
    network: Network, thread: list[Publication], part: int
) -> None:
    engine.carry_out(*(each.pk for each in thread[:part]))
    network.after = [silent]

    engine.carry_out(thread[part].pk)
    Attempt.objects.filter(ended_at=None).update(lease_until=timezone.now())
    Publication.objects.filter(state=State.SENDING).update(next_at=timezone.now())
    work()

    assert sorted(text for text, _to in said(network)) == ["Drei", "Eins", "Mehr auf unserer Seite", "Zwei"]
    assert set(states()) == {State.SENT}


def test_pictures_go_with_the_first(cast: Cast, network: Network, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    wall = add_picture(a_picture(), alt="Wand", actor=cast.actor(cast.amira))
    approved(cast, text=THREAD, attachments=[Attachment(wall, "Wand")])

    work()

    assert [len(row["media_attachments"]) for row in network.statuses] == [0, 0, 1]


def test_thread_is_one_post_of_the_week(cast: Cast, thread: list[Publication]) -> None:
    Publication.objects.update(mandate_id=1)
    now = timezone.now()
    assert uses_of_mandate(1, now - timedelta(days=1), now + timedelta(days=1)) == 1


# --- stopped on the way ---------------------------------------------------------------------------------------


def a_hold(cast: Cast) -> Any:
    return actions.place_hold(company=cast.company, reason="Pause", actor=cast.actor(cast.amira))


def test_hold_between_two_posts_stops_the_rest_and_one_decision_lets_all_go_on(
    cast: Cast, network: Network, thread: list[Publication]
) -> None:
    engine.carry_out(thread[0].pk)
    hold = a_hold(cast)
    work()
    assert states() == [State.SENT, State.HELD, State.HELD, State.HELD]

    actions.lift_hold(hold, actor=cast.actor(cast.amira))
    for part in (1, FIRST_COMMENT):
        actions.send_on(Publication.objects.get(part=part), actor=cast.actor(cast.amira))
    work()

    assert (set(states()), len(network.statuses)) == ({State.SENT}, 4)


def test_hold_before_it_begins_is_decided_once_for_the_whole_thread(
    cast: Cast, network: Network, thread: list[Publication]
) -> None:
    hold = a_hold(cast)
    assert [each.part for each in stopped_for(cast.actor(cast.amira))] == [0]
    actions.lift_hold(hold, actor=cast.actor(cast.amira))

    actions.send_on(thread[0], actor=cast.actor(cast.amira))
    work()

    assert (set(states()), len(network.statuses)) == ({State.SENT}, 4)


def test_discarding_the_first_discards_all_of_it(cast: Cast, thread: list[Publication]) -> None:
    actions.withdraw(thread[0], actor=cast.actor(cast.amira))
    assert set(states()) == {State.WITHDRAWN}


def test_discarding_one_discards_what_answers_it(
    cast: Cast, network: Network, thread: list[Publication]
) -> None:
    engine.carry_out(thread[0].pk)
    actions.withdraw(Publication.objects.get(part=1), actor=cast.actor(cast.amira))
    work()

    assert states() == [State.SENT, State.WITHDRAWN, State.WITHDRAWN, State.SENT]


def test_right_is_asked_again_for_each_post(cast: Cast, network: Network, thread: list[Publication]) -> None:
    engine.carry_out(thread[0].pk)
    Membership.objects.filter(pk=cast.ben.pk).update(left_at=timezone.now())
    work()

    assert states() == [State.SENT, State.HELD, State.PLANNED, State.HELD]
    assert Publication.objects.get(part=1).reason == "approver_left"


@pytest.mark.parametrize("part", [0, 1, FIRST_COMMENT])
def test_other_words_than_approved_are_held(network: Network, thread: list[Publication], part: int) -> None:
    Publication.objects.filter(part=part).update(text="Etwas anderes")
    work()
    assert Publication.objects.get(part=part).state == State.HELD
    assert "Etwas anderes" not in dict(said(network))


def test_posts_cannot_change_places(network: Network, thread: list[Publication]) -> None:
    """Their texts are all approved, but not in this order."""
    for part, text in ((1, "Drei"), (2, "Zwei")):
        swapped = Publication.objects.get(part=part)
        swapped.text = text
        swapped.content_hash = swapped.computed_hash()
        swapped.save()
    work()
    assert states()[1] == State.HELD


def test_what_nobody_can_name_is_followed_by_nothing_silently(
    cast: Cast, network: Network, thread: list[Publication]
) -> None:
    Publication.objects.filter(part=0).update(state=State.UNCLEAR)
    first = Publication.objects.get(part=0)
    Attempt.objects.create(
        publication=first, number=1, state="unknown", started_at=timezone.now(),
        lease_until=timezone.now(), ended_at=timezone.now(),
    )  # fmt: skip
    actions.confirm_public(first, url="https://social.example/@kern/1", actor=cast.actor(cast.amira))
    engine.learn_its_id(first.pk)

    assert states() == [State.SENT, State.HELD, State.PLANNED, State.HELD]
    assert Publication.objects.get(part=1).reason == "nothing_to_follow"
    with pytest.raises(CannotDecide):
        actions.send_on(Publication.objects.get(part=1), actor=cast.actor(cast.amira))


# --- changed on the way ---------------------------------------------------------------------------------------


def edited(cast: Cast, text: str) -> Piece:
    piece = Piece.objects.get()
    draft = Draft(
        piece.title,
        piece.topic,
        [VariantDraft(piece.variants.get().channel)],
        text=text,
        first_comment=piece.first_comment,
    )
    return plan.edit_piece(piece, draft, revision=piece.revision, actor=cast.actor(cast.amira))


def approved_again(cast: Cast, piece: Piece) -> None:
    deadline = timezone.now() + timedelta(hours=1)
    approval = plan.hand_in(piece, approver=cast.amira, deadline=deadline, actor=cast.actor(cast.clara))
    plan.approve(approval, actor=cast.actor(cast.amira))


def test_changing_it_holds_all_and_tells_once(cast: Cast, thread: list[Publication]) -> None:
    Notice.objects.all().delete()
    edited(cast, "Eins\n---\nAnders\n---\nDrei")

    assert set(states()) == {State.HELD}
    told = Notice.objects.filter(code="publication.held")
    assert len({notice.path for notice in told}) == 1


def test_shorter_thread_leaves_out_what_is_gone(
    cast: Cast, network: Network, thread: list[Publication]
) -> None:
    piece = edited(cast, "Eins\n---\nZwei")
    approved_again(cast, piece)
    work()

    assert [text for text, _to in said(network)].count("Drei") == 0
    assert sorted(text for text, _to in said(network)) == ["Eins", "Mehr auf unserer Seite", "Zwei"]


def test_rest_of_a_thread_can_still_be_changed(
    cast: Cast, network: Network, thread: list[Publication]
) -> None:
    engine.carry_out(thread[0].pk)
    engine.carry_out(thread[3].pk)  # the comment is out before the rest
    piece = edited(cast, "Eins\n---\nBesser")
    approved_again(cast, piece)
    work()

    assert dict(said(network))["Besser"] == "1"
    assert [text for text, _to in said(network)].count("Eins") == 1


def test_what_is_out_cannot_be_changed(cast: Cast, network: Network, thread: list[Publication]) -> None:
    from eigenstimme.plan.errors import AlreadyOut

    engine.carry_out(thread[0].pk)
    with pytest.raises(AlreadyOut):
        edited(cast, "Null\n---\nZwei\n---\nDrei")
