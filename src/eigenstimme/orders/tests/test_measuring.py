"""What goals count of orders."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from eigenstimme.orders.measuring import ACCEPTED
from eigenstimme.orders.models import Acceptance
from eigenstimme.orders.tests import sheets
from eigenstimme.people.tests.cast import Cast
from eigenstimme.strategy.tests.goals import numbers


def test_accepted_orders_are_counted_in_their_span(cast: Cast) -> None:
    sheets.accepted(cast)
    sheets.returned(cast)
    now, day = timezone.now(), timedelta(days=1)
    spans = [(now - 3 * day, now - day), (now - day, now + day)]
    assert numbers(ACCEPTED.values(cast.company.pk, spans)) == [0, 1]
    Acceptance.objects.update(decided_at=now - 2 * day)
    assert numbers(ACCEPTED.values(cast.company.pk, spans)) == [1, 0]
    assert ACCEPTED.value(cast.elsewhere.pk, now - 3 * day, now) == 0
