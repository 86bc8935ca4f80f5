"""Starting well with somebody from outside (DE8): the list of steps, and the regular date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding.defaults import defaults_for
from eigenstimme.onboarding.errors import AlreadyBegun, NotForThem
from eigenstimme.onboarding.models import RegularDate, Side, Step
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind
from eigenstimme.people.rights import require


@dataclass(frozen=True)
class Agreed:
    """A regular date: ``weekday`` from 0 for Monday, every so many ``weeks`` from ``first_day`` on."""

    weekday: int
    clock: time
    weeks: int
    first_day: date
    how: str


@transaction.atomic
def begin(mandate: Mandate, *, actor: Actor) -> list[Step]:
    """The list with what usually belongs to it. Raises ``AlreadyBegun``, ``NotForThem``, ``Denied``."""
    decision = require(actor, "onboarding.steer", mandate.subject())
    if mandate.holder.kind != Kind.OUTSIDE:
        raise NotForThem
    Mandate.objects.select_for_update(of=["self"]).get(pk=mandate.pk)
    if mandate.steps.exists():
        raise AlreadyBegun
    steps = lay_out(mandate)
    record(actor, "onboarding.begun", mandate, decision)
    return steps


def lay_out(mandate: Mandate) -> list[Step]:
    live.announce(mandate.company_id, "mandates")
    return Step.objects.bulk_create(
        Step(mandate=mandate, key=each.key, side=each.side) for each in defaults_for(mandate.acts)
    )


@transaction.atomic
def add_step(mandate: Mandate, *, title: str, side: Side, actor: Actor) -> Step:
    """Raises ``Denied``."""
    decision = require(actor, "onboarding.steer", mandate.subject())
    step = Step.objects.create(mandate=mandate, title=title, side=side)
    live.announce(mandate.company_id, "mandates")
    record(actor, "onboarding.step_added", mandate, decision, step=title)
    return step


@transaction.atomic
def drop_step(step: Step, *, actor: Actor) -> None:
    """It is not needed here; a second time changes nothing. Raises ``Denied``."""
    decision = require(actor, "onboarding.steer", step.mandate.subject())
    gone, _rows = Step.objects.filter(pk=step.pk).delete()
    if not gone:
        return
    live.announce(step.mandate.company_id, "mandates")
    record(actor, "onboarding.step_dropped", step.mandate, decision, step=str(step))


@transaction.atomic
def do_step(step: Step, *, actor: Actor) -> None:
    """It is done; a second time changes nothing. Raises ``Denied``."""
    decision = require(actor, "onboarding.tend", step.mandate.subject())
    if not Step.objects.filter(pk=step.pk, done_at=None).update(done_at=timezone.now(), done_by=actor.member):
        return
    live.announce(step.mandate.company_id, "mandates")
    record(actor, "onboarding.step_done", step.mandate, decision, step=str(step))


@transaction.atomic
def open_step_again(step: Step, *, actor: Actor) -> None:
    """It was ticked by mistake. Raises ``Denied``."""
    decision = require(actor, "onboarding.tend", step.mandate.subject())
    if not Step.objects.filter(pk=step.pk).exclude(done_at=None).update(done_at=None, done_by=None):
        return
    live.announce(step.mandate.company_id, "mandates")
    record(actor, "onboarding.step_opened", step.mandate, decision, step=str(step))


@transaction.atomic
def agree_date(mandate: Mandate, agreed: Agreed, *, actor: Actor) -> RegularDate:
    """When both speak from now on, instead of what was agreed before. Raises ``Denied``."""
    decision = require(actor, "onboarding.tend", mandate.subject())
    values = {
        "weekday": agreed.weekday,
        "clock": agreed.clock,
        "weeks": agreed.weeks,
        "first_day": agreed.first_day,
        "how": agreed.how,
    }
    regular, _new = RegularDate.objects.update_or_create(mandate=mandate, defaults=values)
    mandate.steps.filter(key="date", done_at=None).update(done_at=timezone.now(), done_by=actor.member)
    live.announce(mandate.company_id, "mandates")
    record(actor, "onboarding.date_agreed", mandate, decision, date=str(regular), how=agreed.how)
    return regular
