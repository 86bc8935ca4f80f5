"""The cast of every test: Amira leads, Ben writes, Clara works from outside, Robo is a machine, Dora is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Kind, Membership, Person
from eigenstimme.strategy.models import Topic

PASSWORD = "ein langes Kennwort"  # for tests


@dataclass
class Cast:
    """A painter's firm and, next door, another company."""

    company: Company
    amira: Membership  # lead
    ben: Membership  # own
    clara: Membership  # outside
    robo: Membership  # machine
    elsewhere: Company
    dora: Membership  # lead of the other company
    everyday: Topic  # class A
    colours: Topic  # class B
    law: Topic  # class C, its expert is Amira
    blog: Channel

    def actor(self, member: Membership) -> Actor:
        return Actor.of(Membership.objects.select_related("person").get(pk=member.pk))


def make_cast() -> Cast:
    company = Company.objects.create(name="Malerbetrieb Kern", slug="kern")
    elsewhere = Company.objects.create(name="Kanzlei Dorn", slug="dorn")
    amira = join(company, "Amira Kern", Kind.OWN, lead=True)
    ben = join(company, "Ben Arndt", Kind.OWN)
    return Cast(
        company=company,
        amira=amira,
        ben=ben,
        clara=join(company, "Clara Frei", Kind.OUTSIDE),
        robo=join(company, "Robo", Kind.MACHINE, sponsor=amira),
        elsewhere=elsewhere,
        dora=join(elsewhere, "Dora Dorn", Kind.OWN, lead=True),
        everyday=Topic.objects.create(company=company, name="Alltag", content_class="A"),
        colours=Topic.objects.create(company=company, name="Farben", content_class="B"),
        law=Topic.objects.create(company=company, name="Recht", content_class="C", expert=amira),
        blog=make_channel(company, amira, name="Blog"),
    )


def join(company: Company, name: str, kind: Kind, **fields: Any) -> Membership:
    email = name.split()[0].lower() + f"@{company.slug}.example"
    person = Person.objects.create_person(email=email, name=name, password=PASSWORD)
    return Membership.objects.create(company=company, person=person, kind=kind, **fields)


def make_channel(
    company: Company, responsible: Membership, *, name: str, network: str = "practice"
) -> Channel:
    return Channel.objects.create(
        company=company,
        network=network,
        name=name,
        responsible=responsible,
        connected_by=responsible,
        connected_at=timezone.now(),
        credentials={"token": "secret"},
    )


def grant(holder: Membership, acts: list[str], *, by: Membership, **fields: Any) -> Mandate:
    """A mandate in force since yesterday, on every channel and topic unless said otherwise."""
    start: datetime = timezone.now() - timedelta(days=1)
    defaults: dict[str, Any] = {"every_channel": True, "every_topic": True, "starts_at": start, "contact": by}
    return Mandate.objects.create(
        company=holder.company, holder=holder, acts=acts, granted_by=by, **{**defaults, **fields}
    )
