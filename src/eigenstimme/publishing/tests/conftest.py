from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.tests.network import Network, scripted, social_channel


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def network() -> Iterator[Network]:
    with scripted(Network()) as network:
        yield network


@pytest.fixture
def publication(cast: Cast) -> Publication:
    """Clara's draft, approved by Ben under a mandate, due now on a social network."""
    return approved(cast)


def approved(cast: Cast, **values: Any) -> Publication:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    variants = [VariantDraft(social_channel(cast))]
    draft = Draft("Farben", cast.colours, variants, **{"text": "Welche Farbe?", **values})
    piece = actions.draft_piece(draft, actor=cast.actor(cast.clara))
    deadline = timezone.now() + timedelta(hours=1)
    approval = actions.hand_in(piece, approver=cast.ben, deadline=deadline, actor=cast.actor(cast.clara))
    actions.approve(approval, actor=cast.actor(cast.ben))
    return Publication.objects.get(part=0)
