"""What a person decides about themselves. No right is asked: nobody else can reach this row."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from eigenstimme.people import tasks
from eigenstimme.people.actor import Actor
from eigenstimme.people.address_links import proven_address
from eigenstimme.people.chronicle import record
from eigenstimme.people.errors import AddressTaken, SignTaken
from eigenstimme.people.models import Company, Membership, Person


@transaction.atomic
def change_profile(person: Person, *, name: str, language: str, time_zone: str) -> Person:
    """Every company that has the person on board gets another name on record: acts stay under real names."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = person.name
    person.name, person.language, person.time_zone = name, language, time_zone
    person.save(update_fields=["name", "language", "time_zone"])
    if name != before:
        _record_everywhere("person.renamed", person, before=before)
    return person


@transaction.atomic
def choose_sign(member: Membership, short_sign: str) -> None:
    """The short sign behind what one writes in this company. Raises ``SignTaken``."""
    Company.objects.select_for_update(no_key=True).get(pk=member.company_id)  # one at a time
    if short_sign and (other := _other_with(f"^{short_sign}".lower(), member)):
        raise SignTaken(str(other))
    member.short_sign = short_sign
    member.save(update_fields=["short_sign"])


def _other_with(sign: str, member: Membership) -> Membership | None:
    others = Membership.objects.present().filter(company_id=member.company_id).exclude(pk=member.pk)
    return next((each for each in others.select_related("person") if each.sign.lower() == sign), None)


def ask_for_address(person: Person, email: str) -> None:
    """Send the link that proves it to the new address. Nothing changes until it is opened."""
    tasks.mail_new_address.defer(person_id=person.pk, email=email)


@transaction.atomic
def change_address(person: Person, token: str) -> Person:
    """``person``, who is signed in, has the link that proves a new address; the old address is told.

    Raises ``ProofDead``, ``ProofOfSomeoneElse``, ``AddressTaken``.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    before, person.email = person.email, proven_address(token, person)
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as error:
        raise AddressTaken(person.email) from error
    EmailAddress.objects.filter(user=person).delete()  # allauth would let them in by the old one as well
    tasks.mail_address_changed.defer(person_id=person.pk, before=before)
    _record_everywhere("person.address_changed", person)
    return person


def _record_everywhere(verb: str, person: Person, **params: str) -> None:
    for membership in Membership.objects.present().filter(person=person).select_related("person"):
        record(Actor.of(membership), verb, membership, None, **params)
