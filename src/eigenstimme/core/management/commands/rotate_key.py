"""A new key for everything that is sealed, by hand: after a suspicion, or when somebody with access has left."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from eigenstimme.core import secrets
from eigenstimme.core.sealed import seal_anew


class Command(BaseCommand):
    """Safe to run twice, and while web and workers run: they read the keys anew each time.

    Interrupted, it leaves the old key beside the new one, and everything readable; running it again finishes.
    """

    help = "Seal all credentials with a new key, and forget the old one."

    def handle(self, *_: Any, **__: Any) -> None:
        folder = settings.DATA / "secrets"
        secrets.prepend_field_key(folder)
        sealed = seal_anew()
        while seal_anew():  # whoever sealed with the old key while we were at it
            pass
        secrets.keep_first_field_key(folder)
        self.stdout.write(f"Sealed with a new key: {sealed}. The old key is forgotten.")
