"""A painter's firm with a year behind it, to look around in and to train with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from eigenstimme.demo.load import NotEmpty, load
from eigenstimme.demo.sign_ins import PASSWORD, SIGN_INS, offered


class Command(BaseCommand):
    """Loads once; a second time it only says who can sign in."""

    help = "Load the demo company into an empty database, and print its sign-ins."

    def handle(self, *_: Any, **__: Any) -> None:
        if not offered():
            try:
                load(self._say)
            except NotEmpty:
                raise CommandError(
                    "There are other companies here: the demo only goes into an empty database."
                ) from None
        self._say(f"Sign-ins of the demo, all with the password {PASSWORD}:")
        for each in SIGN_INS:
            self._say(f"  {each.email:<34} {each.name}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
