"""The door to history for the rooms below ``audit``, which hands its ``record`` in at start-up.

Without it nothing can be done here: an act that leaves no trace must not happen.
"""

from __future__ import annotations

from typing import Protocol

from django.db import models

from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision


class Record(Protocol):
    """``audit.record.record``."""

    def __call__(
        self,
        actor: Actor,
        verb: str,
        thing: models.Model,
        decision: Decision | None = None,
        **params: str | int | None,
    ) -> object: ...


_record: Record | None = None


def install(record: Record) -> None:
    global _record
    _record = record


def record(
    actor: Actor,
    verb: str,
    thing: models.Model,
    decision: Decision | None = None,
    **params: str | int | None,
) -> None:
    """Append "``actor`` did ``verb`` to ``thing``" to the company's history; last in an action."""
    if _record is None:
        raise RuntimeError("history is not installed")
    _record(actor, verb, thing, decision, **params)
