"""Whoever works on a piece may write it on every channel it is for, whichever verb they use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece, draft, handed_in

pytestmark = pytest.mark.django_db

Verb = Callable[[Cast, Piece, Actor], object]


def hand_in(cast: Cast, piece: Piece, actor: Actor) -> None:
    """With another text, for handing in the same twice asks nobody twice."""
    Piece.objects.update(text="Anders")
    actions.hand_in(piece, approver=cast.amira, deadline=timezone.now() + timedelta(hours=1), actor=actor)


VERBS: dict[str, Verb] = {
    "edit": lambda cast, piece, actor: actions.edit_piece(piece, draft(cast), revision=1, actor=actor),
    "hand in": hand_in,
    "take back": lambda cast, piece, actor: actions.withdraw_request(piece, actor=actor),
    "move": lambda cast, piece, actor: actions.move_piece(
        piece, at=piece.planned_for, to=timezone.now() + timedelta(days=3), revision=1, actor=actor
    ),
    "drop": lambda cast, piece, actor: actions.drop_piece(piece, actor=actor),
}


@pytest.fixture
def piece(cast: Cast) -> Piece:
    """Clara's, on two channels, handed in."""
    social = make_channel(cast.company, cast.amira, name="Social")
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    variants = [VariantDraft(cast.blog), VariantDraft(social)]
    piece = a_piece(cast, by=cast.clara, variants=variants)
    handed_in(cast, piece)
    return piece


def may_write_on(cast: Cast, *channels: str) -> Actor:
    """Ben, with a mandate for some channels."""
    mandate = grant(cast.ben, ["piece.draft"], by=cast.amira, every_channel=False)
    mandate.channels.set(cast.company.channels.filter(name__in=channels))
    return cast.actor(cast.ben)


@pytest.mark.parametrize("verb", VERBS)
def test_mandate_for_one_of_its_channels_is_not_enough(cast: Cast, piece: Piece, verb: str) -> None:
    before = Entry.objects.count()

    with pytest.raises(Denied):
        VERBS[verb](cast, piece, may_write_on(cast, "Blog"))

    assert Entry.objects.count() == before


@pytest.mark.parametrize("verb", VERBS)
def test_mandate_for_all_of_its_channels_is(cast: Cast, piece: Piece, verb: str) -> None:
    before = Entry.objects.count()

    VERBS[verb](cast, piece, may_write_on(cast, "Blog", "Social"))

    assert Entry.objects.count() > before
