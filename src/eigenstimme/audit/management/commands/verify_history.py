"""Walk every company's chain of history; exit code 1 names the breaks."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from eigenstimme.audit.record import Break, verify
from eigenstimme.people.models import Company


class Command(BaseCommand):
    help = "Check that no entry of the history was changed, removed or slipped in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", help="only this company, by its slug")

    def handle(self, *args: Any, **options: Any) -> None:
        companies = Company.objects.order_by("slug")
        if options["company"]:
            companies = companies.filter(slug=options["company"])
        if options["company"] and not companies:
            raise CommandError("There is no such company.")
        broken = [self._names(company, found) for company in companies for found in verify(company.pk)]
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"Every history is whole. Companies checked: {len(companies)}.")

    def _names(self, company: Company, found: Break) -> str:
        return f"{company.slug}: entry {found.number} is {found.what}."
