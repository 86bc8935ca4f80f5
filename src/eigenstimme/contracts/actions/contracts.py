"""Contracts: written down, and changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from eigenstimme.audit.record import record
from eigenstimme.contracts.errors import NeedsFee, NoContractFor, Overlaps, WrongDays
from eigenstimme.contracts.models import Contract, Pay
from eigenstimme.core import live
from eigenstimme.orders.documents import Document
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require, require_ours


@dataclass(frozen=True)
class Terms:
    """What was agreed. Both days belong to it; ``ends_on`` None: until somebody gives notice. Amounts in euros, net.

    ``file``: the signed contract; None leaves the one that is there.
    """

    membership: Membership
    kind: str
    legal_form: str
    matter: str
    starts_on: date
    ends_on: date | None = None
    partner: str = ""
    creative: bool = True
    own_organisation: bool = False
    notice_period: str = ""
    pay: str = Pay.RESULT
    fee: Decimal | None = None
    budget: Decimal | None = None
    budget_span: str = "year"
    rounds: int = 2
    acceptance_days: int = 3
    rights_media: str = ""
    rights_time: str = ""
    rights_territory: str = ""
    may_edit: bool = False
    raw_data: bool = False
    ai_training: bool = False
    ai_use: str = ""
    ai_disclosed: bool = True
    ai_checked: bool = True
    dpa_on: date | None = None
    secrecy_on: date | None = None
    fixed_hours: bool = False
    one_client: bool = False
    file: Document | None = None


@transaction.atomic
def record_contract(terms: Terms, *, actor: Actor) -> Contract:
    """Write down a contract. Raises ``Overlaps``, ``WrongDays``, ``NeedsFee``, ``NoContractFor``, ``Denied``."""
    decision = require(actor, "contract.manage", Subject(terms.membership.company_id))
    contract = Contract(company_id=actor.company_id, recorded_by_id=actor.member, membership=terms.membership)
    if not terms.membership.present:
        raise NoContractFor(str(terms.membership))
    _write(contract, terms, actor)
    record(actor, "contract.recorded", contract, decision, name=str(contract.membership))
    return contract


@transaction.atomic
def change_contract(contract: Contract, terms: Terms, *, actor: Actor) -> Contract:
    """Say what is agreed now; with whom stays. What changed is on record. Raises as ``record_contract``."""
    decision = require(actor, "contract.manage", contract.subject())
    contract = Contract.objects.select_for_update(of=["self"]).with_people().get(pk=contract.pk)
    before = {name: str(getattr(contract, name)) for name in _columns()}
    _write(contract, terms, actor)
    changed = [name for name in _columns() if before[name] != str(getattr(contract, name))]
    record(actor, "contract.changed", contract, decision, fields=" ".join(changed))
    return contract


def _columns() -> list[str]:
    return [each.name for each in fields(Terms) if each.name not in {"membership", "file"}]


def _write(contract: Contract, terms: Terms, actor: Actor) -> None:
    require_ours(actor, terms.membership)
    _check(contract, terms)
    for name in _columns():
        setattr(contract, name, getattr(terms, name))
    if terms.file:
        contract.file_name = terms.file.name
        digest = hashlib.sha256(terms.file.content).hexdigest()
        contract.file.save(f"{digest}.pdf", ContentFile(terms.file.content), save=False)
    contract.save()
    live.announce(contract.company_id, "contracts")


def _check(contract: Contract, terms: Terms) -> None:
    """The days of one person's contracts are compared under a lock on the person."""
    if terms.ends_on and terms.ends_on < terms.starts_on:
        raise WrongDays
    if terms.pay == Pay.MONTHLY and terms.fee is None:
        raise NeedsFee
    Membership.objects.select_for_update(of=["self"]).get(pk=contract.membership_id)
    others = Contract.objects.filter(membership_id=contract.membership_id).exclude(pk=contract.pk)
    others = others.filter(Q(ends_on=None) | Q(ends_on__gte=terms.starts_on))
    if terms.ends_on:
        others = others.filter(starts_on__lte=terms.ends_on)
    if others.exists():
        raise Overlaps(str(contract.membership))
