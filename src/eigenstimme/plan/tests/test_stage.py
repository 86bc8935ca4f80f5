"""Where a piece stands: one answer from its rows, and the same answer in SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions, queries
from eigenstimme.plan.models import Outcome, Piece
from eigenstimme.plan.stage import Group, stage
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, published


def _draft(cast: Cast) -> Piece:
    return a_piece_of_clara(cast)


def _asked(cast: Cast) -> Piece:
    return handed_in(cast, a_piece_of_clara(cast)).piece


def _deputy(cast: Cast) -> Piece:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    approval = handed_in(cast, a_piece_of_clara(cast), deputy=cast.ben)
    actions.hand_to_deputy(approval, now=approval.deadline)
    return approval.piece


def _returned(cast: Cast) -> Piece:
    approval = handed_in(cast, a_piece_of_clara(cast))
    return actions.return_with_wish(approval, wish="Kürzer", actor=cast.actor(cast.amira)).piece


def _refused(cast: Cast) -> Piece:
    approval = handed_in(cast, a_piece_of_clara(cast))
    return actions.refuse(approval, wish="Nein", actor=cast.actor(cast.amira)).piece


def _expired(cast: Cast) -> Piece:
    approval = handed_in(cast, a_piece_of_clara(cast))
    actions.expire(approval, now=approval.deadline)
    return approval.piece


def _delicate_refused_by_the_expert(cast: Cast) -> Piece:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    piece = a_piece_of_clara(cast, topic=cast.law)
    handed_in(cast, piece, approver=cast.ben)
    actions.refuse(piece.approvals.get(check_kind="expert"), wish="Falsch", actor=cast.actor(cast.amira))
    return piece


def _approved(cast: Cast) -> Piece:
    return actions.approve(handed_in(cast, a_piece_of_clara(cast)), actor=cast.actor(cast.amira)).piece


def _changed_after_approval(cast: Cast) -> Piece:
    piece = _approved(cast)
    published_one = piece.variants.get().publications.get()
    published_one.state, published_one.reason = "held", "content_changed"
    published_one.save()
    piece.approvals.update(outcome=Outcome.REOPENED)
    return piece


def _changed_and_returned(cast: Cast) -> Piece:
    piece = _changed_after_approval(cast)
    later = timezone.now() + timedelta(seconds=5)
    approval = handed_in(cast, piece)
    type(approval).objects.filter(pk=approval.pk).update(requested_at=later)
    return actions.return_with_wish(approval, wish="Kürzer", actor=cast.actor(cast.amira)).piece


def _dropped(cast: Cast) -> Piece:
    piece = a_piece(cast)
    actions.drop_piece(piece, actor=cast.actor(cast.amira))
    return piece


def _with(state: str, **fields: str) -> Callable[[Cast], Piece]:
    def make(cast: Cast) -> Piece:
        piece = a_piece_of_clara(cast)
        published(piece, state, **fields)
        return piece

    return make


def _planned_again(cast: Cast) -> Piece:
    piece = _with("withdrawn")(cast)
    published(piece, "planned")
    return piece


CASES = [
    (_draft, "draft", Group.WRITING, "Clara Frei"),
    (_asked, "asked", Group.ASKED, "Amira Kern"),
    (_deputy, "asked", Group.ASKED, "Ben Arndt"),
    (_returned, "returned", Group.WRITING, "Clara Frei"),
    (_refused, "refused", Group.WRITING, "Clara Frei"),
    (_expired, "expired", Group.WRITING, "Clara Frei"),
    (_delicate_refused_by_the_expert, "refused", Group.WRITING, "Clara Frei"),
    (_approved, "planned", Group.PLANNED, ""),
    (_changed_after_approval, "held", Group.STOPPED, "Amira Kern"),
    (_changed_and_returned, "returned", Group.WRITING, "Clara Frei"),
    (_dropped, "dropped", Group.DROPPED, ""),
    (_with("withdrawn"), "draft", Group.WRITING, "Clara Frei"),
    (_planned_again, "planned", Group.PLANNED, ""),
    (_with("due"), "due", Group.PLANNED, ""),
    (_with("due", reason="by_hand"), "by_hand", Group.STOPPED, "Amira Kern"),
    (_with("sending"), "sending", Group.PLANNED, ""),
    (_with("sent"), "sent", Group.SENT, ""),
    (_with("held"), "held", Group.STOPPED, "Amira Kern"),
    (_with("missed"), "missed", Group.STOPPED, "Amira Kern"),
    (_with("failed"), "failed", Group.STOPPED, "Amira Kern"),
    (_with("unclear"), "unclear", Group.STOPPED, "Amira Kern"),
]


@pytest.mark.parametrize(
    ("make", "code", "group", "who"), CASES, ids=[f"{i}-{case[1]}" for i, case in enumerate(CASES)]
)
def test_stage_says_where_it_stands_and_whose_move_is_next(
    cast: Cast, make: Callable[[Cast], Piece], code: str, group: Group, who: str
) -> None:
    piece = queries.for_its_page(Piece.objects.filter(pk=make(cast).pk)).get()

    found = stage(piece)

    assert (found.code, found.group, str(found.waits_for or "")) == (code, group, who)
    assert [each for each in Group if Piece.objects.filter(queries.in_group(each)).exists()] == [group]


def test_stage_asks_the_database_nothing(
    cast: Cast, django_assert_num_queries: Callable[..., object]
) -> None:
    piece = queries.for_its_page(Piece.objects.filter(pk=_asked(cast).pk)).get()
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        str(stage(piece).waits_for)


def test_loudest_channel_speaks_for_the_piece(cast: Cast) -> None:
    from eigenstimme.people.tests.cast import make_channel
    from eigenstimme.plan.actions import VariantDraft
    from eigenstimme.publishing.models import Publication

    other = make_channel(cast.company, cast.amira, name="Anderswo")
    piece = a_piece(cast, topic=cast.everyday, variants=[VariantDraft(cast.blog), VariantDraft(other)])
    actions.release(piece, actor=cast.actor(cast.amira))
    Publication.objects.filter(channel=other).update(state="failed")
    Publication.objects.filter(channel=cast.blog).update(state="sent", sent_at=timezone.now())

    assert stage(queries.for_its_page(Piece.objects.all()).get()).code == "failed"
