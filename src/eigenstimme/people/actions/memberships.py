"""What a person is to the company, and machines."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction

from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.chronicle import record
from eigenstimme.people.errors import AlreadyLeft, LastLead, NotInside
from eigenstimme.people.models import Kind, Membership, Person
from eigenstimme.people.rights import Subject, require


@dataclass(frozen=True)
class NewMachine:
    """A machine's place, and its sign-in. The password is not kept in clear: this is the only time it is known."""

    membership: Membership
    password: str


@transaction.atomic
def change_membership(membership: Membership, *, job: str, lead: bool, actor: Actor) -> Membership:
    """Raises ``AlreadyLeft``, ``NotInside`` for a lead from outside, ``LastLead``, ``Denied``."""
    decision = require(actor, "people.manage", Subject(membership.company_id))
    leads = lock_leads(membership.company_id)
    membership = Membership.objects.select_for_update(of=["self"]).get(pk=membership.pk)
    if not membership.present:
        raise AlreadyLeft(str(membership))
    if lead and not membership.can_be_responsible:
        raise NotInside(str(membership))
    if not lead:
        check_another_lead(membership, leads)
    verb = _verb(membership, lead)
    membership.job, membership.lead = job, lead
    membership.save(update_fields=["job", "lead"])
    live.announce(membership.company_id, "people")
    record(actor, verb, membership, decision, job=job)
    return membership


def _verb(membership: Membership, lead: bool) -> str:
    if lead == membership.lead:
        return "membership.changed"
    return "membership.made_lead" if lead else "membership.lead_given_up"


@transaction.atomic
def add_machine(*, name: str, job: str, sponsor: Membership, actor: Actor) -> NewMachine:
    """A machine joins, looked after by an own person. Raises ``NotInside``, ``Denied``."""
    decision = require(actor, "people.manage", Subject(actor.company_id))
    if not sponsor.can_be_responsible or not sponsor.present or sponsor.company_id != actor.company_id:
        raise NotInside(str(sponsor))
    password = secrets.token_urlsafe(24)
    # ".invalid" can never receive mail (RFC 2606): a machine cannot ask for a new password.
    email = f"machine-{secrets.token_hex(6)}@machine.invalid"
    person = Person.objects.create_person(email=email, name=name, password=password)
    membership = Membership.objects.create(
        company_id=actor.company_id, person=person, kind=Kind.MACHINE, job=job, sponsor=sponsor
    )
    live.announce(membership.company_id, "people")
    record(actor, "machine.added", membership, decision, sponsor=str(sponsor))
    return NewMachine(membership, password)


def lock_leads(company_id: int) -> set[int]:
    """The present leads' ids, locked: of two who give up at once, the second sees that the first has."""
    leads = Membership.objects.present().filter(company_id=company_id, lead=True).order_by("pk")
    return set(leads.select_for_update(of=["self"]).values_list("pk", flat=True))


def check_another_lead(membership: Membership, leads: set[int]) -> None:
    if membership.lead and not leads - {membership.pk}:
        raise LastLead
