"""Writing down what happened, and proving later that nothing was changed.

Within an action, ``record`` comes last: the company's chain is locked until the transaction ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, models
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision

Params = Mapping[str, str | int | None]

_LOCK = 4_701
AT_A_TIME = 1000  # entries


def record(
    actor: Actor, verb: str, thing: models.Model, decision: Decision | None = None, **params: str | int | None
) -> Entry:
    """Append "``actor`` did ``verb`` to ``thing``" to the company's history.

    ``verb`` is registered in the room's ``history.py``; ``params`` fill its sentence. ``decision`` names the mandate.
    What is written here can never be taken out again. A thing that is called after people outside the company
    therefore has a ``name_on_record`` that says nothing of them; every other thing is written down as ``str`` says.
    """
    (entry,) = record_each(actor, verb, [(thing, params)], decision)
    return entry


def record_each(
    actor: Actor, verb: str, things: Sequence[tuple[models.Model, Params]], decision: Decision | None = None
) -> list[Entry]:
    """The same of many things, each with params of its own: one entry each, one after the other."""
    company_id = actor.company_id
    if not company_id:
        raise ValueError("nobody's acts are not recorded: a company is needed")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, company_id])
    last = Entry.objects.filter(company_id=company_id).order_by("-number").first()
    before, previous_hash = (last.number, last.hash) if last else (0, "")
    entries = []
    for number, (thing, params) in enumerate(things, before + 1):
        entry = Entry(
            company_id=company_id,
            number=number,
            at=timezone.now(),
            membership_id=actor.membership_id,
            actor_name=actor.name,
            via=actor.via,
            mandate_id=decision.mandate_id if decision else None,
            verb=verb,
            thing_type=thing._meta.label_lower,
            thing_id=thing.pk,
            thing_name=str(getattr(thing, "name_on_record", thing))[:200],
            params=params,
            previous_hash=previous_hash,
        )
        entry.hash = previous_hash = entry.computed_hash()
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    live.announce(company_id, "history")
    return entries


@dataclass(frozen=True)
class Break:
    """The first place where a company's chain no longer holds."""

    company_id: int
    number: int
    what: str  # "changed", "missing" or "not chained"


def verify(company_id: int) -> Iterator[Break]:
    """Walk a company's chain; yields each break. An intact chain yields nothing."""
    expected, previous = 1, ""
    for entry in _in_order(company_id):
        if entry.number != expected:
            yield Break(company_id, expected, "missing")
        if entry.previous_hash != previous:
            yield Break(company_id, entry.number, "not chained")
        if entry.hash != entry.computed_hash():
            yield Break(company_id, entry.number, "changed")
        expected, previous = entry.number + 1, entry.hash


def _in_order(company_id: int) -> Iterator[Entry]:
    """A company's entries, some at a time: there may be a million."""
    chain = Entry.objects.filter(company_id=company_id).order_by("number")
    entries = list(chain[:AT_A_TIME])
    while entries:
        yield from entries
        entries = list(chain.filter(number__gt=entries[-1].number)[:AT_A_TIME])
