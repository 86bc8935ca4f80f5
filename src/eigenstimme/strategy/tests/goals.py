"""Goals as the painter's firm of the cast might set them, and a figure that tests can turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from eigenstimme.people.tests.cast import Cast
from eigenstimme.strategy import actions, measures
from eigenstimme.strategy.actions import GoalDraft
from eigenstimme.strategy.measures import Measure, Span
from eigenstimme.strategy.models import Goal


def today() -> date:
    return timezone.localdate()


def a_draft(cast: Cast, **changes: Any) -> GoalDraft:
    """Ben owns it; ten of twenty days have passed."""
    said: dict[str, Any] = {
        "sentence": "Mehr Anfragen",
        "serves": "Den Winter füllen",
        "unit": "Anfragen",
        "start_value": Decimal(10),
        "target_value": Decimal(30),
        "starts_on": today() - timedelta(days=10),
        "ends_on": today() + timedelta(days=10),
        "owner": cast.ben,
    }
    return GoalDraft(**said | changes)


def a_goal(cast: Cast, **changes: Any) -> Goal:
    return actions.set_goal(a_draft(cast, **changes), actor=cast.actor(cast.amira))


def days_counted(_company_id: int, spans: Sequence[Span]) -> list[Decimal | None]:
    """One for each day, so that whoever reads it sees which span was asked for."""
    return [Decimal((until - since).days) for since, until in spans]


def counted_goal(cast: Cast, adds_up: bool = True, **changes: Any) -> Goal:
    """Register a measure of its own for it."""
    measures.register(Measure("test.days", "Tage", "Tage", days_counted, adds_up))
    return a_goal(cast, measure="test.days", unit="", start_value=Decimal(0), **changes)


def numbers(values: Sequence[Decimal | None]) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    """As the form sends it."""
    return {
        "sentence": "Mehr Anfragen",
        "serves": "Den Winter füllen",
        "measure": "",
        "unit": "Anfragen",
        "start_value": "10",
        "target_value": "30",
        "starts_on": (today() - timedelta(days=10)).isoformat(),
        "ends_on": (today() + timedelta(days=10)).isoformat(),
        "owner": cast.ben.pk,
        "revision": 1,
    } | changes
