"""What has to be done between two versions of the program; nothing when nothing has changed."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """`run` calls this before it starts web and worker."""

    help = "Bring database and static files up to date; load the demo company into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-demo", dest="demo", action="store_false", help="leave an empty database empty"
        )

    def handle(self, *_: Any, demo: bool, **__: Any) -> None:
        self._say("Bringing the database up to date …")
        call_command("migrate", verbosity=0)
        self._say("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        # core may not import people: the company table is asked for by name
        if demo and not apps.get_model("people", "Company").objects.exists():
            self._say("Loading the demo company …")
            call_command("demo", stdout=self.stdout)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
