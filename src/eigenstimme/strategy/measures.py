"""What the product counts by itself, for goals to be held to. Rooms above add theirs in their ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, Q, QuerySet
from django.utils.functional import Promise

Span = tuple[datetime, datetime]
"""From one instant up to another, which does not belong to it."""

Values = Callable[[int, Sequence[Span]], Sequence[Decimal | None]]
"""Of a company, one value for each span, in one query; None: there is nothing to measure in it."""


@dataclass(frozen=True)
class Measure:
    """Something the product knows. One that ``adds_up`` is counted from a goal's first day on; the others are
    looked at over the thirty days before, so that an old month does not weigh on a new one."""

    key: str
    label: str | Promise
    unit: str | Promise
    values: Values
    adds_up: bool = True

    def value(self, company_id: int, since: datetime, until: datetime) -> Decimal | None:
        return self.values(company_id, [(since, until)])[0]


_measures: dict[str, Measure] = {}


def register(*measures: Measure) -> None:
    """A second one with the same key replaces the first."""
    _measures.update({each.key: each for each in measures})


def measures() -> list[Measure]:
    return list(_measures.values())


def measure(key: str) -> Measure | None:
    return _measures.get(key)


def counted(rows: QuerySet[Any], at: str, spans: Sequence[Span], what: str = "pk") -> list[Decimal | None]:
    """How many different ``what`` of the rows lie in each span by their column ``at``, in one query."""
    found = in_spans(rows, at, spans, lambda within: Count(what, distinct=True, filter=within))
    return [Decimal(number) for number in found]


def in_spans(
    rows: QuerySet[Any], at: str, spans: Sequence[Span], summed: Callable[[Q], Aggregate]
) -> list[Any]:
    """``summed(within)`` over each span, in one query."""
    within = [Q(**{f"{at}__gte": since, f"{at}__lt": until}) for since, until in spans]
    found = rows.order_by().aggregate(**{f"span_{index}": summed(each) for index, each in enumerate(within)})
    return [found[f"span_{index}"] for index in range(len(spans))]
