"""Two approvers at the same instant: the row lock decides, and the slower one hears about it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from eigenstimme.people.actor import Actor
from eigenstimme.people.tests.cast import grant, make_cast
from eigenstimme.plan import actions
from eigenstimme.plan.errors import AlreadyDecided
from eigenstimme.plan.models import Approval
from eigenstimme.plan.tests.test_life import drafted_by_clara, handed_in
from eigenstimme.publishing.models import Publication


@pytest.mark.django_db(transaction=True)
def test_one_of_two_answers_at_once_counts() -> None:
    cast = make_cast()
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    approval = handed_in(cast, drafted_by_clara(cast))
    start, ends = Barrier(2), []

    def answer(decide: Callable[[Actor], Approval], actor: Actor) -> None:
        start.wait()
        try:
            ends.append(decide(actor).outcome)
        except AlreadyDecided as error:
            ends.append(str(error))
        finally:
            connection.close()

    answers = [
        Thread(
            target=answer, args=(lambda who: actions.approve(approval, actor=who), cast.actor(cast.amira))
        ),
        Thread(
            target=answer,
            args=(lambda who: actions.refuse(approval, wish="", actor=who), cast.actor(cast.ben)),
        ),
    ]
    for thread in answers:
        thread.start()
    for thread in answers:
        thread.join()

    approval.refresh_from_db()
    winner = {"approved": "Amira Kern", "refused": "Ben Arndt"}[approval.outcome]
    assert approval.outcome in ends
    assert sum(winner in end for end in ends) == 1
    assert Publication.objects.count() == (1 if approval.outcome == "approved" else 0)
