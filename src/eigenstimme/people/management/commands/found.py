"""A new company on this installation, with its first lead; everyone else is invited on the pages."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from eigenstimme.people.actions import Founding, found_company
from eigenstimme.people.models import Person


class Command(BaseCommand):
    help = "Found a company. Asks for the lead's password, or reads it from a pipe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, help="the company's name")
        parser.add_argument("--name", required=True, help="the name of its first lead")
        parser.add_argument("--email", required=True, help="the lead's mail address, to sign in with")
        parser.add_argument("--language", default="de", choices=[code for code, _ in settings.LANGUAGES])

    def handle(self, *_: Any, company: str, name: str, email: str, language: str, **__: Any) -> None:
        try:
            validate_email(email)
            password = None if _is_known(email) else _password(Person(email=email, name=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        lead = found_company(
            Founding(company=company, name=name, email=email, password=password, language=language)
        )
        self.stdout.write(f"{lead.company} is there. {lead} signs in with {lead.person.email}.")


def _is_known(email: str) -> bool:
    return Person.objects.filter(email=email.strip().lower()).exists()


def _password(person: Person) -> str:
    password = (
        getpass(f"Password for {person.name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    )
    validate_password(password, person)
    return password
