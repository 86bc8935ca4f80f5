"""Why something about a contract could not be done. Each carries what a person needs to go on.

ContractError
├── Overlaps         two contracts of one person would hold on the same day
├── WrongDays        the last day lies before the first
├── NeedsFee         a flat sum without its amount
├── NoContractFor    the person is no longer here
├── AlreadySigned    an exit record is signed: it stays as it is
├── NotDone          the exit list has open rows
└── NotThisRow       the row answers itself
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


class ContractError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class Overlaps(ContractError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s has a contract for these days already. End that one first, or choose other days.")
            % {"name": name}
        )


class WrongDays(ContractError):
    def __init__(self) -> None:
        super().__init__(_("The last day lies before the first."))


class NeedsFee(ContractError):
    def __init__(self) -> None:
        super().__init__(_("Say how much the flat sum is."))


class NoContractFor(ContractError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is no longer here. Choose somebody else.") % {"name": name})


class AlreadySigned(ContractError):
    def __init__(self) -> None:
        super().__init__(_("This record is signed. It stays as it is."))


class NotDone(ContractError):
    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__(_("Still open: %(rows)s. Settle these first.") % {"rows": ", ".join(rows)})


class NotThisRow(ContractError):
    def __init__(self) -> None:
        super().__init__(_("This row answers itself as soon as nothing is open any more."))
