"""More pieces and formats need no more queries, whoever looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eigenstimme.calendar.actions import Happening, add_event
from eigenstimme.calendar.tests.looking import BOARD, DAY, LIST, MONTH, NOW, WEEK
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.tests.campaigning import a_campaign
from eigenstimme.plan.tests.pieces import (
    a_piece,
    a_piece_of_clara,
    handed_in,
    published,
    queries_of,
    signed_in,
)
from eigenstimme.plan.tests.test_formats import a_format


@pytest.mark.parametrize("address", [MONTH, WEEK, DAY, LIST, BOARD])
@pytest.mark.parametrize("who", ["amira", "clara"])
def test_more_pieces_need_no_more_queries(cast: Cast, address: str, who: str) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)
    counts = []
    for number in (1, 5):
        for each in range(number):
            _fill(cast, f"{number}-{each}", each)
        counts.append(queries_of(signed_in(getattr(cast, who)), address))

    assert counts[0] == counts[1] <= 15


def _fill(cast: Cast, title: str, minutes: int) -> None:
    later = NOW + timedelta(hours=1, minutes=minutes)
    handed_in(cast, a_piece_of_clara(cast, title=title, planned_for=later), approver=cast.amira)
    published(a_piece(cast, title=f"{title} draußen", planned_for=later), "sent")
    a_piece(cast, title=f"{title} ohne", planned_for=None, campaign=a_campaign(cast, team=[cast.clara]))
    actions.suggest_idea(text=title, actor=cast.actor(cast.ben))
    a_format(cast, title)
    add_event(Happening(title, NOW.date(), NOW.date()), actor=cast.actor(cast.amira))
