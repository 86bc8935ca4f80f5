"""Which rows a right reaches, also together with rows that are reached for another reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.tests.cast import Cast, grant, make_cast, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Piece

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def drafted(cast: Cast, channel: Channel) -> Piece:
    draft = Draft(
        "Farben",
        cast.colours,
        [VariantDraft(channel)],
        text="Welche?",
        planned_for=timezone.now() + timedelta(days=1),
    )
    return actions.draft_piece(draft, actor=cast.actor(cast.amira))


def test_own_people_see_what_others_wrote(cast: Cast) -> None:
    piece = drafted(cast, cast.blog)

    assert list(Piece.objects.visible_to(cast.actor(cast.ben))) == [piece]


def test_mandate_for_every_channel_shows_what_others_wrote(cast: Cast) -> None:
    piece = drafted(cast, cast.blog)
    grant(cast.clara, ["plan.read"], by=cast.amira)

    assert list(Piece.objects.visible_to(cast.actor(cast.clara))) == [piece]


def test_mandate_for_one_channel_shows_that_one_only(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderer")
    drafted(cast, other)
    mandate = grant(cast.clara, ["plan.read"], by=cast.amira, every_channel=False)
    mandate.channels.set([cast.blog])

    assert list(Piece.objects.visible_to(cast.actor(cast.clara))) == []
    assert list(Channel.objects.visible_to(cast.actor(cast.clara))) == [cast.blog]


def test_contact_sees_the_mandates_they_are_named_in(cast: Cast) -> None:
    clara = grant(cast.clara, ["piece.draft"], by=cast.amira)
    Mandate.objects.filter(pk=clara.pk).update(contact=cast.ben)
    grant(cast.robo, ["piece.draft"], by=cast.amira)

    assert list(Mandate.objects.visible_to(cast.actor(cast.ben))) == [clara]
