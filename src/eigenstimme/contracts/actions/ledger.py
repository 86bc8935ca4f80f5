"""Fees that went past the orders: typed in for the artists' social levy, and struck when they were wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.contracts.models import LedgerEntry
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require


@dataclass(frozen=True)
class FeeTyped:
    """One fee, net, in euros."""

    paid_on: date
    contractor: str
    subject: str
    fee: Decimal
    legal_form: str
    creative: bool = True


@transaction.atomic
def type_fee(fee: FeeTyped, *, form_key: UUID | None = None, actor: Actor) -> LedgerEntry:
    """The same ``form_key`` a second time (a double click) gives the first entry. Raises ``Denied``."""
    decision = require(actor, "contract.manage", Subject(actor.company_id))
    entry = LedgerEntry(
        company_id=actor.company_id, typed_by_id=actor.member, form_key=form_key, **asdict(fee)
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        if form_key is None:
            raise
        return LedgerEntry.objects.get(form_key=form_key, typed_by_id=actor.member)
    live.announce(entry.company_id, "contracts")
    record(actor, "fee.typed", entry, decision, fee=str(entry.fee))
    return entry


@transaction.atomic
def strike_fee(entry: LedgerEntry, *, actor: Actor) -> LedgerEntry:
    """It counts no longer, and stays readable in the history. A second time changes nothing. Raises ``Denied``."""
    decision = require(actor, "contract.manage", Subject(entry.company_id))
    entry = LedgerEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.struck_at:
        return entry
    entry.struck_at, entry.struck_by_id = timezone.now(), actor.member
    entry.save(update_fields=["struck_at", "struck_by"])
    live.announce(entry.company_id, "contracts")
    record(actor, "fee.struck", entry, decision, fee=str(entry.fee))
    return entry
