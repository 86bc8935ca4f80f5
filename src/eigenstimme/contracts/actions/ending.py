"""Ending the work with somebody: an exit list, row by row, and a record that is signed and stays."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.contracts.errors import AlreadySigned, NotDone, NotThisRow
from eigenstimme.contracts.exiting import mandates_of, rows_of
from eigenstimme.contracts.models import BY_HAND, Contract, ExitRecord, ExitStep
from eigenstimme.core import live
from eigenstimme.mandates import actions as mandates
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require


@transaction.atomic
def begin_exit(membership: Membership, *, reason: str, actor: Actor) -> ExitRecord:
    """Open the list. Nothing has ended yet. Where one is open already, that one goes on. Raises ``Denied``."""
    decision = require(actor, "contract.manage", Subject(membership.company_id))
    Membership.objects.select_for_update(of=["self"]).get(pk=membership.pk)
    if already := ExitRecord.objects.open().filter(membership=membership).first():
        return already
    exit_record = ExitRecord.objects.create(
        company_id=actor.company_id, membership=membership, reason=reason, opened_by_id=actor.member
    )
    live.announce(actor.company_id, "contracts")
    record(actor, "exit.begun", exit_record, decision, reason=reason)
    return exit_record


@transaction.atomic
def end_mandates(exit_record: ExitRecord, *, actor: Actor) -> int:
    """All of the person's mandates end, now and together; gives how many. Each asks for the right to grant.

    What is still planned under them is held. Raises ``AlreadySigned``, ``Denied``.
    """
    decision = require(actor, "contract.manage", exit_record.subject())
    exit_record = _open(exit_record)
    ended = [
        mandates.end_now(each, reason=exit_record.reason[:300], actor=actor)
        for each in mandates_of(exit_record.membership)
    ]
    if ended:
        _announce(exit_record)
        record(actor, "exit.mandates_ended", exit_record, decision, count=len(ended))
    return len(ended)


@transaction.atomic
def settle_step(
    exit_record: ExitRecord, step: str, *, note: str, needed: bool = True, actor: Actor
) -> ExitStep:
    """A person's word on one row; a later one takes its place. Raises ``NotThisRow``, ``AlreadySigned``, ``Denied``."""
    decision = require(actor, "contract.manage", exit_record.subject())
    exit_record = _open(exit_record)
    if step not in BY_HAND:
        raise NotThisRow
    said = {"needed": needed, "note": note, "done_by_id": actor.member, "done_at": timezone.now()}
    settled, _new = ExitStep.objects.update_or_create(record=exit_record, step=step, defaults=said)
    _announce(exit_record)
    record(actor, "exit.step_settled", exit_record, decision, step=step, note=note)
    return settled


@transaction.atomic
def sign_exit(exit_record: ExitRecord, *, name: str, actor: Actor) -> ExitRecord:
    """Everything is settled: what the list says now stays, with date and name, and the contract ends.

    Raises ``NotDone``, ``AlreadySigned``, ``Denied``.
    """
    decision = require(actor, "contract.manage", exit_record.subject())
    exit_record = _open(exit_record)
    rows = rows_of(exit_record)
    if still_open := [str(row.step.label) for row in rows if not row.done]:
        raise NotDone(still_open)
    exit_record.lines = [row.stored() for row in rows]
    exit_record.signed_name, exit_record.signed_by_id = name, actor.member
    exit_record.signed_at = timezone.now()
    exit_record.save()
    today = timezone.localdate(exit_record.signed_at, exit_record.company.zone)
    Contract.objects.in_force(today).filter(membership=exit_record.membership).update(ends_on=today)
    _announce(exit_record)
    record(actor, "exit.signed", exit_record, decision, name=name)
    return exit_record


def _open(exit_record: ExitRecord) -> ExitRecord:
    """The locked row, while it can still be changed."""
    rows = ExitRecord.objects.select_for_update(of=["self"]).select_related("company", "membership__person")
    locked = rows.get(pk=exit_record.pk)
    if locked.signed_at:
        raise AlreadySigned
    return locked


def _announce(exit_record: ExitRecord) -> None:
    live.announce(exit_record.company_id, "contracts")
