"""Why an act on tasks could not be done.

HandoverError
├── UnknownTask   the catalogue has no such task
├── StaysInside   the task is for own people only
├── Gone          whoever should do it no longer works here
└── StillHeld     somebody does the task that should no longer be ours
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class HandoverError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class UnknownTask(HandoverError):
    def __init__(self) -> None:
        super().__init__(_("The catalogue has no such task. Choose one from the list."))


class StaysInside(HandoverError):
    def __init__(self, task: str) -> None:
        super().__init__(
            _("“%(task)s” stays in the house. Name somebody of the company for it.") % {"task": task}
        )


class Gone(HandoverError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s no longer works here. Name somebody else.") % {"name": name})


class StillHeld(HandoverError):
    def __init__(self, task: str) -> None:
        super().__init__(_("Somebody does “%(task)s”. End that first.") % {"task": task})
