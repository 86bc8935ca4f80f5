"""Why something about a start could not be done.

OnboardingError
├── AlreadyBegun   the list is there
└── NotForThem     colleagues and machines are not taught this way
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class OnboardingError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class AlreadyBegun(OnboardingError):
    def __init__(self) -> None:
        super().__init__(_("The list for a good start is there already. Add what is missing."))


class NotForThem(OnboardingError):
    def __init__(self) -> None:
        super().__init__(_("The list for a good start is for people who work from outside."))
