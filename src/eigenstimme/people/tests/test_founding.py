"""The first company, and the first person in it, from the command line."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from eigenstimme.audit.models import Entry
from eigenstimme.people.actions import Founding, found_company
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership, Person
from eigenstimme.people.rights import Subject, decide
from eigenstimme.people.tests.cast import PASSWORD, make_cast

pytestmark = pytest.mark.django_db


def found(monkeypatch: pytest.MonkeyPatch, password: str = PASSWORD, **options: Any) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    told = io.StringIO()
    given = {"company": "Kern & Söhne", "name": "Vera Kern", "email": "Vera@kern.example", **options}
    call_command("found", stdout=told, **given)
    return told.getvalue()


def test_first_lead_signs_in_and_may_invite(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "vera@kern.example" in found(monkeypatch)
    lead = Membership.objects.get()
    assert (lead.company.slug, lead.kind, lead.lead) == ("kern-sohne", "own", True)
    assert Client().login(email="vera@kern.example", password=PASSWORD)
    assert decide(Actor.of(lead), "people.manage", Subject(lead.company_id))


def test_founding_is_the_first_entry_of_the_history(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch)
    entry = Entry.objects.get()
    assert (entry.number, entry.verb, entry.actor_name, entry.via) == (
        1,
        "company.founded",
        "Vera Kern",
        "command",
    )


@pytest.mark.parametrize("password", ["kurz", ""])
def test_weak_password_founds_nothing(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    with pytest.raises(CommandError):
        found(monkeypatch, password)
    assert not Company.objects.exists() and not Person.objects.exists()


def test_bad_address_founds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError):
        found(monkeypatch, email="vera")
    assert not Company.objects.exists()


def test_known_person_keeps_name_and_password() -> None:
    amira = make_cast().amira.person
    before = amira.password
    lead = found_company(Founding("Zweitfirma", "Somebody", amira.email.upper(), "ein ganz anderes Kennwort"))
    amira.refresh_from_db()
    assert (lead.person, amira.password, amira.name) == (amira, before, "Amira Kern")


def test_companies_of_one_name_get_their_own_slugs() -> None:
    slugs = [found_company(Founding("Kern", "Vera", "vera@kern.example")).company.slug for _ in range(3)]
    assert slugs == ["kern", "kern-2", "kern-3"]
