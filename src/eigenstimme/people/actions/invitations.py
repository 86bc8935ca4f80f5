"""Ways in: by mail, for one address, once. The link is the right to accept; it was signed for that address."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from eigenstimme.core import live
from eigenstimme.people import sign_in, tasks
from eigenstimme.people.actor import Actor, Via
from eigenstimme.people.chronicle import record
from eigenstimme.people.errors import AlreadyHere, AlreadyInvited, ForSomeoneElse
from eigenstimme.people.invitation_links import GOOD_FOR, check_usable
from eigenstimme.people.models import Company, Invitation, Membership, Person
from eigenstimme.people.rights import Subject, require


@dataclass(frozen=True)
class Invited:
    """Whom an invitation is for. ``kind`` is "own" or "outside"; only own people can lead."""

    email: str
    name: str
    kind: str
    lead: bool = False
    job: str = ""
    language: str = "de"


@dataclass(frozen=True)
class Arrival:
    """What a new person says about themselves. The password was validated by the form."""

    name: str
    password: str
    language: str


@transaction.atomic
def invite(invited: Invited, *, actor: Actor) -> Invitation:
    """Send a way in. Raises ``AlreadyHere``, ``AlreadyInvited``, ``Denied``."""
    decision = require(actor, "people.manage", Subject(actor.company_id))
    email = invited.email.strip().lower()
    company = Company.objects.select_for_update().get(pk=actor.company_id)
    _check_new(company, email)
    invitation = Invitation.objects.create(
        company=company,
        email=email,
        name=invited.name,
        kind=invited.kind,
        lead=invited.lead,
        job=invited.job,
        language=invited.language,
        invited_by_id=actor.member,
    )
    for person in Person.objects.filter(email=email):
        sign_in.open_again(person)
    tasks.mail_invitation.defer(invitation_id=invitation.pk)
    live.announce(company.pk, "people")
    record(actor, "person.invited", invitation, decision, name=invited.name)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, actor: Actor) -> None:
    """The link stops working. Raises ``LinkDead`` if it was used or withdrawn meanwhile."""
    decision = require(actor, "people.manage", Subject(invitation.company_id))
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        check_usable(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    live.announce(invitation.company_id, "people")
    record(actor, "invitation.withdrawn", invitation, decision)


@transaction.atomic
def accept_invitation(invitation: Invitation, arrival: Arrival) -> Membership:
    """Somebody who was never here comes in. Raises ``LinkDead``; ``ForSomeoneElse`` if the address has a person."""
    invitation = _take(invitation)
    if Person.objects.filter(email=invitation.email).exists():
        raise ForSomeoneElse(invitation.email)
    person = Person.objects.create_person(
        email=invitation.email, name=arrival.name, password=arrival.password, language=arrival.language
    )
    return _join(invitation, person)


@transaction.atomic
def accept_invitation_as(person: Person, invitation: Invitation) -> Membership:
    """``person``, who is signed in, joins another company. Raises ``LinkDead``, ``ForSomeoneElse``, ``AlreadyHere``."""
    invitation = _take(invitation)
    check_addressee(person, invitation)
    return _join(invitation, person)


def check_addressee(person: Person, invitation: Invitation) -> None:
    """Whether ``person`` could come in by it. Raises ``ForSomeoneElse``, ``AlreadyHere``."""
    if person.email != invitation.email:
        raise ForSomeoneElse(invitation.email)
    if _is_here(invitation.company, person.email):
        raise AlreadyHere(person.name)


def _check_new(company: Company, email: str) -> None:
    """An invitation that ran out makes room for a new one."""
    if _is_here(company, email):
        raise AlreadyHere(email)
    invitations = Invitation.objects.open().filter(company=company, email=email)
    now = timezone.now()
    if invitations.filter(created_at__gt=now - GOOD_FOR).exists():
        raise AlreadyInvited(email)
    invitations.update(withdrawn_at=now)


def _is_here(company: Company, email: str) -> bool:
    return Membership.objects.present().filter(company=company, person__email=email).exists()


def _take(invitation: Invitation) -> Invitation:
    """The locked row: two clicks on one link make one membership."""
    invitation = (
        Invitation.objects.select_for_update(of=["self"]).select_related("company").get(pk=invitation.pk)
    )
    check_usable(invitation)
    return invitation


def _join(invitation: Invitation, person: Person) -> Membership:
    membership = Membership.objects.create(
        company=invitation.company,
        person=person,
        kind=invitation.kind,
        lead=invitation.lead,
        job=invitation.job,
    )
    invitation.accepted_at, invitation.membership = timezone.now(), membership
    invitation.save(update_fields=["accepted_at", "membership"])
    live.announce(invitation.company_id, "people")
    record(Actor.of(membership, via=Via.MAIL_LINK), "person.joined", membership)
    return membership
