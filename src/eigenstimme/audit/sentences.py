"""History reads as sentences: each room says its own in ``history.py``."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

from eigenstimme.audit.models import Entry

_sentences: dict[str, str | Promise] = {}


def register(sentences: Mapping[str, str | Promise]) -> None:
    """``{"piece.approved": _("%(actor)s approved “%(thing)s”.")}``; params of the entry are places too."""
    _sentences.update(sentences)


def known() -> frozenset[str]:
    return frozenset(_sentences)


def sentence(entry: Entry) -> str:
    """The entry in the reader's language."""
    return str(_sentences[entry.verb]) % {
        **entry.params,
        "actor": entry.actor_name,
        "thing": entry.thing_name,
    }
