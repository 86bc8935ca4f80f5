"""What a person decides about themselves. No right is asked: nobody else can reach this row."""

from __future__ import annotations

from django.db import transaction

from eigenstimme.people.actor import Actor
from eigenstimme.people.chronicle import record
from eigenstimme.people.models import Membership, Person


@transaction.atomic
def change_profile(person: Person, *, name: str, language: str, time_zone: str) -> Person:
    """Every company that has the person on board gets another name on record: acts stay under real names."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = person.name
    person.name, person.language, person.time_zone = name, language, time_zone
    person.save(update_fields=["name", "language", "time_zone"])
    if name != before:
        for membership in Membership.objects.present().filter(person=person).select_related("person"):
            record(Actor.of(membership), "person.renamed", membership, before=before)
    return person
