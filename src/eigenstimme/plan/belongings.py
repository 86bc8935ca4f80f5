"""What belongs to a piece in the rooms above, for its page. They tell for themselves, in their ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Piece


@dataclass(frozen=True)
class Belonging:
    """One thing with a page of its own. ``state`` as ``ui.states`` knows it."""

    what: str | Promise
    title: str
    url: str
    icon: str
    state: str


Source = Callable[[Piece, Actor], list[Belonging]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """``source(piece, actor)`` lists what the actor may see, with one query."""
    if source not in _sources:
        _sources.append(source)


def belongings_of(piece: Piece, actor: Actor) -> list[Belonging]:
    return [each for source in _sources for each in source(piece, actor)]
