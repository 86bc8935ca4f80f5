"""What the pages about contracts show, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils import timezone

from eigenstimme.contracts.hints import Hint, hints_on, readers_of_messages, works_under_secrecy
from eigenstimme.contracts.models import Contract, ExitRecord
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.rights import Subject, decide


@dataclass(frozen=True)
class Line:
    """A contract in the list: its state (``ui.states``) and what it lacks."""

    contract: Contract
    state: str
    hints: Sequence[Hint]

    @property
    def needed(self) -> list[Hint]:
        return [hint for hint in self.hints if hint.needed]


@dataclass(frozen=True)
class Listed:
    """``without``: who works from outside under a mandate, and has no contract."""

    running: Sequence[Line]
    ended: Sequence[Line]
    without: Sequence[Membership]
    exits: Sequence[ExitRecord]


ENDED_SHOWN = 30


def listed(actor: Actor, day: date) -> Listed:
    """What the actor sees: those that hold or will hold, and the latest thirty that are over."""
    visible = Contract.objects.visible_to(actor).with_people()
    running = visible.not_over(day)
    over = visible.exclude(pk__in=running.values("pk")).order_by("-ends_on")[:ENDED_SHOWN]
    readers, secrecy = readers_of_messages(actor.company_id), works_under_secrecy(actor.company_id)
    lines = [
        Line(
            each,
            each.state(day),
            hints_on(each, reads_messages=each.membership_id in readers, secrecy=secrecy),
        )
        for each in running
    ]
    return Listed(lines, [Line(each, "ended", ()) for each in over], _without(actor, day), _exits(actor))


def _exits(actor: Actor) -> list[ExitRecord]:
    """Open lists first, then the latest signed ones."""
    seen = ExitRecord.objects.visible_to(actor).select_related("membership__person")
    return list(seen.order_by(F("signed_at").desc(nulls_first=True), "-pk")[:ENDED_SHOWN])


def _without(actor: Actor, day: date) -> list[Membership]:
    if not decide(actor, "contract.read", Subject(actor.company_id)):
        return []
    working = Mandate.objects.filter(company_id=actor.company_id).not_over(timezone.now())
    agreed = Contract.objects.filter(company_id=actor.company_id).not_over(day)
    outside = Membership.objects.visible_to(actor).present().exclude(kind=Kind.OWN)
    found = outside.filter(pk__in=working.values("holder")).exclude(pk__in=agreed.values("membership"))
    return list(found.select_related("person").order_by("person__name"))


def hints_for(contract: Contract) -> list[Hint]:
    return hints_on(
        contract,
        reads_messages=contract.membership_id in readers_of_messages(contract.company_id),
        secrecy=works_under_secrecy(contract.company_id),
    )


def possible_parties(actor: Actor) -> QuerySet[Membership]:
    """With whom a contract can be written down: from outside first here, colleagues too."""
    return Membership.objects.visible_to(actor).present().inside_first()


def has_a_part_in_contracts(actor: Actor) -> bool:
    """Whether there is anything to see for them: all of it, or a contract of their own."""
    if decide(actor, "contract.read", Subject(actor.company_id)):
        return True
    return Contract.objects.filter(membership_id=actor.membership_id or 0).exists()
