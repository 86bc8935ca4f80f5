"""Two people deciding on the same publication in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from eigenstimme.audit.models import Entry
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.publishing import actions
from eigenstimme.publishing.models import Publication, State

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_decisions_counts_and_the_other_person_hears_of_it(
    cast: Cast, publication: Publication
) -> None:
    grant(cast.ben, ["publication.decide"], by=cast.amira)
    Publication.objects.update(state=State.HELD, reason="hold")
    start = Barrier(2)

    def at_once(decide: Callable[[], None]) -> bool:
        start.wait()
        try:
            decide()
        except actions.CannotDecide:
            return False
        finally:
            connection.close()
        return True

    amira, ben = cast.actor(cast.amira), cast.actor(cast.ben)
    with ThreadPoolExecutor(2) as people:
        discarded = people.submit(at_once, lambda: actions.withdraw(publication, seen="held", actor=amira))
        sent_on = people.submit(at_once, lambda: actions.send_on(publication, actor=ben))

    decided = Entry.objects.filter(verb__in=["publication.withdrawn", "publication.sent_on"])
    assert sorted([discarded.result(), sent_on.result()]) == [False, True]
    assert decided.count() == 1
