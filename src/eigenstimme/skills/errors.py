"""Why an act on skills could not be done.

SkillError
└── NotAColleague   only own people who are here are wished to learn something
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class SkillError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class NotAColleague(SkillError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s does not work in the house. What they learn is their own affair.") % {"name": name}
        )
