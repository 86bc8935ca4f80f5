"""Why a mandate could not be granted, changed or ended.

MandateError
├── NotGrantable   what belongs to own people by its nature
├── NotInside      only a present own person can be the contact
├── HolderGone     nobody who has left holds a mandate
├── Elsewhere      a person, channel or topic of another company
├── Incomplete     acts, channels, topics or the class are missing
├── WrongSpan      it would end before it begins, or before now
├── AlreadyEnded   somebody was faster, or its date has come
├── Confirmed      this version of the briefing is confirmed already
└── Superseded     a newer version of the briefing has come meanwhile
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


class MandateError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class NotGrantable(MandateError):
    def __init__(self, phrases: Sequence[str]) -> None:
        super().__init__(
            _("This stays in the house and cannot be granted here: %(acts)s.") % {"acts": ", ".join(phrases)}
        )


class NotInside(MandateError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot be the contact: that is somebody of the company.") % {"name": name}
        )


class HolderGone(MandateError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s no longer belongs to the company.") % {"name": name})


class Elsewhere(MandateError):
    def __init__(self) -> None:
        super().__init__(_("This belongs to another company."))


class Incomplete(MandateError):
    """The sentence says what is missing."""


class WrongSpan(MandateError):
    def __init__(self) -> None:
        super().__init__(_("The last day has to lie after the first, and not in the past."))


class AlreadyEnded(MandateError):
    def __init__(self) -> None:
        super().__init__(_("This mandate has already ended."))


class Confirmed(MandateError):
    def __init__(self) -> None:
        super().__init__(_("The briefing is confirmed already."))


class Superseded(MandateError):
    def __init__(self) -> None:
        super().__init__(_("There is a newer version by now. Please read what has changed, then confirm."))
