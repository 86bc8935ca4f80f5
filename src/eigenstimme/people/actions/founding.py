"""The first step of a company on this installation. Nobody acts in it yet: whoever runs the program does it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from eigenstimme.people import sign_in
from eigenstimme.people.actor import Actor, Via
from eigenstimme.people.chronicle import record
from eigenstimme.people.models import Company, Kind, Membership, Person


@dataclass(frozen=True)
class Founding:
    """The company and its first lead. ``password`` is for a person who is new here; it was validated before."""

    company: str
    name: str
    email: str
    password: str | None = None
    language: str = "de"
    time_zone: str = "Europe/Berlin"


@transaction.atomic
def found_company(founding: Founding) -> Membership:
    """A company with its first lead. Somebody who is known here keeps their name and password."""
    company = Company.objects.create(
        name=founding.company,
        slug=_free_slug(founding.company),
        language=founding.language,
        time_zone=founding.time_zone,
    )
    lead = Membership.objects.create(company=company, person=_person(founding), kind=Kind.OWN, lead=True)
    record(Actor.of(lead, via=Via.COMMAND), "company.founded", company)
    return lead


def _person(founding: Founding) -> Person:
    email = founding.email.strip().lower()
    if known := Person.objects.filter(email=email).first():
        sign_in.open_again(known)
        return known
    return Person.objects.create_person(
        email=email,
        name=founding.name,
        password=founding.password,
        language=founding.language,
        time_zone=founding.time_zone,
    )


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:40] or "company"
    taken = set(Company.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
