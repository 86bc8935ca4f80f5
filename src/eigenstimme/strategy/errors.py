"""Why an act on the strategy could not be done.

StrategyError
├── NameTaken     another topic in use has this name
├── NeedsExpert   a delicate topic names its expert, an own person who is here
├── Retired       the topic is no longer in use
├── WordTaken     the house has already decided on this word
├── DepartmentTaken    another department in use has this name
├── DepartmentRetired  the department is no longer in use
└── NotInside     only own people who are here belong to a department
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class StrategyError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class NameTaken(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a topic called “%(name)s”.") % {"name": name})


class NeedsExpert(StrategyError):
    def __init__(self) -> None:
        super().__init__(
            _("A delicate topic names its expert: somebody of the company who looks at each post.")
        )


class Retired(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("The topic “%(name)s” is no longer in use.") % {"name": name})


class WordTaken(StrategyError):
    def __init__(self, phrase: str) -> None:
        super().__init__(
            _("“%(phrase)s” is already in the list. Change the entry there.") % {"phrase": phrase}
        )


class DepartmentTaken(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a department called “%(name)s”.") % {"name": name})


class DepartmentRetired(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("The department “%(name)s” is no longer in use.") % {"name": name})


class NotInside(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s does not work in the house. Only own people belong to a department.") % {"name": name}
        )
