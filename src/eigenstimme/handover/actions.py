"""Saying which tasks are ours and who does them. None of it gives a right."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.advisor.catalogue import BY_KEY, Task
from eigenstimme.advisor.criteria import Verdict
from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.handover.errors import Gone, StaysInside, StillHeld, UnknownTask
from eigenstimme.handover.models import LeftAlone, OurTask, TaskHolder
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require


@transaction.atomic
def choose_task(key: str, *, actor: Actor) -> OurTask:
    """The task matters to us. A second time changes nothing. Raises ``UnknownTask``, ``Denied``."""
    decision = require(actor, "mandate.grant", Subject(actor.company_id))
    task, new = OurTask.objects.get_or_create(
        company_id=actor.company_id, task=_known(key).key, defaults={"chosen_by_id": actor.member}
    )
    if new:
        live.announce(task.company_id, "tasks")
        record(actor, "task.chosen", task, decision)
    return task


@transaction.atomic
def drop_task(task: OurTask, *, actor: Actor) -> None:
    """It does not matter to us after all. Raises ``StillHeld``, ``Denied``."""
    decision = require(actor, "mandate.grant", Subject(task.company_id))
    if TaskHolder.objects.current().filter(company_id=task.company_id, task=task.task).exists():
        raise StillHeld(str(task))
    if not OurTask.objects.select_for_update().filter(pk=task.pk).exists():
        return
    live.announce(task.company_id, "tasks")
    record(actor, "task.dropped", task, decision)
    OurTask.objects.filter(pk=task.pk).delete()


@transaction.atomic
def name_holder(member: Membership, key: str, note: str = "", *, actor: Actor) -> TaskHolder:
    """``member`` does the task from today; it is ours from then on. Named already, nothing changes.

    Raises ``UnknownTask``, ``StaysInside``, ``Gone``, ``Denied``.
    """
    decision = require(actor, "mandate.grant", Subject(member.company_id))
    task = _known(key)
    if not member.present:
        raise Gone(str(member))
    if task.verdict == Verdict.OWN_ONLY and not member.can_be_responsible:
        raise StaysInside(str(task.name))
    choose_task(key, actor=actor)
    holder, new = TaskHolder.objects.get_or_create(
        company_id=member.company_id,
        membership=member,
        task=key,
        until=None,
        defaults={"note": note, "named_by_id": actor.member},
    )
    if new:
        live.announce(holder.company_id, "tasks")
        record(actor, "task.holder_named", holder, decision, name=str(member))
    return holder


@transaction.atomic
def end_holding(holder: TaskHolder, *, actor: Actor) -> None:
    """Today is the last day. Mandates stay as they are. A second time changes nothing. Raises ``Denied``."""
    decision = require(actor, "mandate.grant", Subject(holder.company_id))
    holder = TaskHolder.objects.select_for_update(of=["self"]).get(pk=holder.pk)
    if holder.until is not None:
        return
    holder.until = max(timezone.localdate(), holder.since)
    holder.save(update_fields=["until"])
    live.announce(holder.company_id, "tasks")
    record(actor, "task.holding_ended", holder, decision, name=str(holder.membership))


@transaction.atomic
def leave_alone(mandate: Mandate, *, actor: Actor) -> LeftAlone:
    """Nobody uses the mandate, and it stays all the same. Raises ``Denied``."""
    decision = require(actor, "mandate.grant", Subject(mandate.company_id))
    left, _new = LeftAlone.objects.update_or_create(
        mandate=mandate, defaults={"left_by_id": actor.member, "left_at": timezone.now()}
    )
    live.announce(mandate.company_id, "tasks")
    record(actor, "mandate.left_alone", mandate, decision)
    return left


def _known(key: str) -> Task:
    if key not in BY_KEY:
        raise UnknownTask
    return BY_KEY[key]
