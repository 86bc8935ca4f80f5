"""History reads as sentences: each room says its own in ``history.py``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise

from eigenstimme.audit.models import Entry

Places = Callable[[Mapping[str, Any]], Mapping[str, str]]

_sentences: dict[str, str | Promise] = {}
_icons: dict[str, str] = {}
_calm: set[str] = set()
_needed: set[str] = set()
_places: dict[str, Places] = {}


def register(
    sentences: Mapping[str, str | Promise],
    icons: Mapping[str, str] | None = None,
    *,
    calm: Collection[str] = (),
    needed: Collection[str] = (),
    places: Mapping[str, Places] = MappingProxyType({}),
) -> None:
    """``{"piece.approved": _("%(actor)s approved “%(thing)s”.")}``; params of the entry are places too.

    ``icons`` are names of ``ui/assets/icons.txt``, by verb. ``calm`` are the verbs with which something came to its
    good end, ``needed`` those after which somebody had to act. ``places`` fill a sentence, by verb, where the params
    on record have to be put into the reader's words first.
    """
    _sentences.update(sentences)
    _icons.update(icons or {})
    _calm.update(calm)
    _needed.update(needed)
    _places.update(places)


def known() -> frozenset[str]:
    return frozenset(_sentences)


def icons() -> frozenset[str]:
    return frozenset(_icons.values())


def icon(entry: Entry) -> str:
    return _icons.get(entry.verb, "check")


def tone(entry: Entry) -> str:
    """As ``ui/story.html`` knows it."""
    return "calm" if entry.verb in _calm else "signal" if entry.verb in _needed else "quiet"


def sentence(entry: Entry) -> str:
    """The entry in the reader's language."""
    more = _places[entry.verb](entry.params) if entry.verb in _places else {}
    return str(_sentences[entry.verb]) % {
        **entry.params,
        **more,
        "actor": entry.actor_name,
        "thing": entry.thing_name,
    }
