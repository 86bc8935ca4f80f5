"""What rooms above still have open of somebody with whom the work ends. They register in their ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eigenstimme.people.models import Membership

Leftover = tuple[str, str]
"""What it is, and its address."""
Source = Callable[[Membership], Iterable[Leftover]]

_recommendations: list[Source] = []


def register_recommendations(source: Source) -> None:
    """``source(membership)`` gives those nobody has decided on, with a fixed number of queries."""
    if source not in _recommendations:
        _recommendations.append(source)


def open_recommendations(membership: Membership) -> list[Leftover]:
    return [each for source in _recommendations for each in source(membership)]
