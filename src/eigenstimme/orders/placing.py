"""What rooms above know about placing an order: a budget that is nearly used up. They warn, nothing is blocked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eigenstimme.orders.models import ENDED, Order, State

Warnings = Callable[[Order], Iterable[str]]

_sources: list[Warnings] = []


def register(source: Warnings) -> None:
    """``source(order)`` gives sentences in the reader's language, with a fixed number of queries."""
    if source not in _sources:
        _sources.append(source)


def warnings_on(order: Order) -> list[str]:
    """Nothing any more once it was accepted or has ended."""
    if order.state in {*ENDED, State.ACCEPTED, State.DECLINED}:
        return []
    return [warning for source in _sources for warning in source(order)]
