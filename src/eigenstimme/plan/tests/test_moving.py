"""Another time: what moves with it, what it opens again, and what stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Moved, VariantDraft
from eigenstimme.plan.errors import AlreadyOut, Dropped, InThePast, Overtaken
from eigenstimme.plan.models import Approval, Outcome, Piece
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, published
from eigenstimme.publishing.models import Publication, State


def soon(days: int = 2) -> datetime:
    return timezone.now() + timedelta(days=days)


def moved(cast: Cast, piece: Piece, to: datetime | None, *, at: datetime | None = None) -> Moved:
    piece.refresh_from_db()
    at = at or piece.planned_for
    return actions.move_piece(piece, at=at, to=to, revision=piece.revision, actor=cast.actor(cast.amira))


def times(piece: Piece) -> dict[str, datetime | None]:
    return {each.channel.name: each.planned_for for each in piece.variants.all()}


def test_move_changes_the_time_and_is_on_record(cast: Cast) -> None:
    piece, to = a_piece(cast), soon()

    done = moved(cast, piece, to)

    assert (done.piece.planned_for, done.piece.revision, done.opened) == (to, 2, False)
    assert Entry.objects.latest("pk").verb == "piece.moved"
    assert piece.versions.latest("number").number == 2


def test_channel_with_its_own_time_moves_for_itself(cast: Cast) -> None:
    other, own = make_channel(cast.company, cast.amira, name="Anderswo"), soon(3)
    piece = a_piece(cast, variants=[VariantDraft(cast.blog), VariantDraft(other, own_time=own)])
    before, to = piece.planned_for, soon(5)

    moved(cast, piece, to, at=own)

    assert times(piece) == {"Blog": before, "Anderswo": to}


def test_whole_piece_leaves_the_own_time_of_a_channel(cast: Cast) -> None:
    other, own = make_channel(cast.company, cast.amira, name="Anderswo"), soon(3)
    piece = a_piece(cast, variants=[VariantDraft(cast.blog), VariantDraft(other, own_time=own)])
    to = soon(5)

    moved(cast, piece, to)

    piece.refresh_from_db()
    assert times(piece) == {"Blog": to, "Anderswo": own}


def test_taken_off_its_time_it_has_none_on_any_channel_that_stood_there(cast: Cast) -> None:
    there, elsewhere = (
        make_channel(cast.company, cast.amira, name=name) for name in ("Auch dort", "Anderswo")
    )
    at, later = soon(2), soon(3)
    variants = [
        VariantDraft(cast.blog),
        VariantDraft(there, own_time=at),
        VariantDraft(elsewhere, own_time=later),
    ]
    piece = a_piece(cast, planned_for=at, variants=variants)

    moved(cast, piece, None)

    piece.refresh_from_db()
    assert times(piece) == {"Blog": None, "Auch dort": None, "Anderswo": later}
    assert Entry.objects.latest("pk").verb == "piece.unscheduled"


def test_channel_taken_off_its_own_time_leaves_the_others_where_they_are_and_comes_back(cast: Cast) -> None:
    other, own = make_channel(cast.company, cast.amira, name="Anderswo"), soon(3)
    piece = a_piece(cast, variants=[VariantDraft(cast.blog), VariantDraft(other, own_time=own)])
    before = piece.planned_for

    moved(cast, piece, None, at=own)

    piece.refresh_from_db()
    assert times(piece) == {"Blog": before, "Anderswo": None}
    assert times(moved(cast, piece, own).piece) == {"Blog": before, "Anderswo": own}


def test_piece_without_a_time_or_channel_gets_one(cast: Cast) -> None:
    piece, to = a_piece(cast, planned_for=None, variants=[]), soon()
    assert moved(cast, piece, to).piece.planned_for == to


def test_request_for_approval_is_opened_again(cast: Cast) -> None:
    approval = handed_in(cast, a_piece_of_clara(cast))

    assert moved(cast, approval.piece, soon()).opened

    approval.refresh_from_db()
    assert approval.outcome == Outcome.REOPENED


def test_approved_piece_waits_for_its_approval_again(cast: Cast) -> None:
    approval = actions.approve(handed_in(cast, a_piece_of_clara(cast)), actor=cast.actor(cast.amira))

    assert moved(cast, approval.piece, soon()).opened

    assert Approval.objects.get().outcome == Outcome.REOPENED
    assert Publication.objects.get().state == State.HELD


def test_routine_piece_goes_on_to_its_new_time(cast: Cast) -> None:
    piece, to = a_piece(cast, topic=cast.everyday), soon()
    actions.release(piece, actor=cast.actor(cast.amira))

    assert not moved(cast, piece, to).opened

    publication = Publication.objects.get()
    assert (publication.state, publication.due_at) == (State.PLANNED, to)


def test_routine_piece_moved_by_somebody_who_may_not_let_it_out_is_held(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    piece = a_piece(cast, topic=cast.everyday)
    actions.release(piece, actor=cast.actor(cast.amira))

    done = actions.move_piece(piece, at=piece.planned_for, to=soon(), revision=1, actor=cast.actor(cast.ben))

    assert done.opened
    assert Publication.objects.get().state == State.HELD


def test_routine_piece_taken_off_its_time_does_not_go_out_at_once(cast: Cast) -> None:
    piece = a_piece(cast, topic=cast.everyday)
    actions.release(piece, actor=cast.actor(cast.amira))

    assert moved(cast, piece, None).opened

    assert Publication.objects.get().state == State.HELD


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.UNCLEAR])
def test_what_is_public_stays(cast: Cast, state: State) -> None:
    piece = a_piece(cast)
    published(piece, state)

    with pytest.raises(AlreadyOut):
        moved(cast, piece, soon())

    piece.refresh_from_db()
    assert piece.revision == 1


def test_channel_not_out_yet_moves_without_the_public_one(cast: Cast) -> None:
    piece, to = a_piece(cast), soon()
    published(piece, State.SENT, title=piece.title, text=piece.text)
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    piece.variants.create(channel=other)

    assert moved(cast, piece, to).piece.planned_for == to
    assert Publication.objects.get().state == State.SENT


def test_never_into_the_past(cast: Cast) -> None:
    with pytest.raises(InThePast):
        moved(cast, a_piece(cast), timezone.now() - timedelta(seconds=1))


def test_somebody_else_was_faster(cast: Cast) -> None:
    piece = a_piece(cast)
    moved(cast, piece, soon())

    for at, revision in ((piece.planned_for, 1), (soon(9), 2)):
        with pytest.raises(Overtaken):
            actions.move_piece(piece, at=at, to=soon(4), revision=revision, actor=cast.actor(cast.amira))


def test_dropped_piece_stays_where_it_was(cast: Cast) -> None:
    piece = a_piece(cast)
    actions.drop_piece(piece, actor=cast.actor(cast.amira))

    with pytest.raises(Dropped):
        moved(cast, piece, soon())


def test_to_where_it_stands_changes_nothing(cast: Cast) -> None:
    piece = a_piece(cast)
    assert moved(cast, piece, piece.planned_for).piece.revision == 1


@pytest.mark.parametrize("who", ["ben", "clara", "dora"])
def test_moving_needs_the_right_to_draft(cast: Cast, who: str) -> None:
    piece = a_piece(cast)

    with pytest.raises(Denied):
        actions.move_piece(
            piece, at=piece.planned_for, to=soon(), revision=1, actor=cast.actor(getattr(cast, who))
        )

    piece.refresh_from_db()
    assert piece.revision == 1


def test_right_on_one_of_two_channels_is_not_enough(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    piece = a_piece(cast, variants=[VariantDraft(cast.blog), VariantDraft(other)])
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    with pytest.raises(Denied):
        actions.move_piece(piece, at=piece.planned_for, to=soon(), revision=1, actor=cast.actor(cast.clara))
