"""What a mandate is granted for. Rooms above say what it would need, and hear which mandate it became.

The address of the grant form names the occasion: ``?task=…``. Unknown ones, and rows of others, are nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor


@dataclass(frozen=True)
class Occasion:
    """In words, and which acts it would need by kind of person; kinds that are not named do not come into question."""

    words: str
    acts: Mapping[str, Collection[str]]
    publishes_up_to: str = ""


Find = Callable[[Actor, str], "Occasion | None"]
Granted = Callable[[Actor, str, Mandate], None]

_finders: dict[str, Find] = {}
_listeners: dict[str, Granted] = {}


def register(name: str, find: Find, granted: Granted | None = None) -> None:
    """``find(actor, value)`` answers for ``?name=value``; ``granted`` runs in the transaction that grants."""
    _finders[name] = find
    if granted:
        _listeners[name] = granted


def named_in(query: QueryDict, actor: Actor) -> Occasion | None:
    """The first occasion an address names."""
    return next(_found(query, actor), None)


def granted(query: QueryDict, mandate: Mandate, *, actor: Actor) -> None:
    """A mandate was granted on the occasions the address names."""
    for name, listener in _listeners.items():
        if value := query.get(name):
            listener(actor, value, mandate)


def _found(query: QueryDict, actor: Actor) -> Iterator[Occasion]:
    for name, find in _finders.items():
        if (value := query.get(name)) and (occasion := find(actor, value)):
            yield occasion
