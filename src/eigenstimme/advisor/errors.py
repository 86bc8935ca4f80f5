"""Why something about a weighed task could not be done.

AdvisorError
├── AlreadySuggested   the lead knows of it
└── AlreadyGranted     there is a mandate for it
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class AdvisorError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class AlreadySuggested(AdvisorError):
    def __init__(self) -> None:
        super().__init__(_("This has been suggested to the lead already."))


class AlreadyGranted(AdvisorError):
    def __init__(self) -> None:
        super().__init__(_("There is a mandate for this already. If it does not fit, change the mandate."))
