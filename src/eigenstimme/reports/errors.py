"""Why something could not be done, in a sentence for a person."""

from __future__ import annotations

from django.utils.translation import gettext as _


class ReportsError(Exception):
    """The family: the message is for people."""


class NotAShare(ReportsError):
    def __init__(self) -> None:
        super().__init__(_("A limit is a whole number from 1 to 100."))
