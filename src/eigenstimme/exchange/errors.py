"""What can be wrong with what comes in.

ExchangeError
├── BadTable    the file or the pasted text is no table we can read
├── BadCell     one value cannot be understood
└── Overtaken   somebody has changed the post since its row was looked at
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class ExchangeError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class BadTable(ExchangeError):
    pass


class BadCell(ExchangeError):
    pass


class Overtaken(ExchangeError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody has changed this post while you looked. Look at what would change now, and import it again."
            )
        )
