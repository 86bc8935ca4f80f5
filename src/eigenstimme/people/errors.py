"""Why an act about people could not be done.

PeopleError
├── AlreadyHere        the person belongs to the company already
├── AlreadyInvited     an invitation to this address is open
├── LinkDead           the invitation cannot be used
│   ├── LinkWrong      it is not ours
│   ├── LinkUsed       somebody came in by it
│   ├── LinkWithdrawn  the company took it back
│   └── LinkExpired    its time has run out
├── ForSomeoneElse     the invitation was made for another address
├── ProofDead          the link that proves a new address ran out, was used, or is not ours
├── ProofOfSomeoneElse it proves the address of another person
├── AddressTaken       somebody else signs in with it
├── AlreadyLeft        the person has gone
├── LastLead           a company keeps at least one lead
├── StillResponsible   something would be orphaned
├── CannotTakeOver     the chosen successor cannot carry it
├── SignTaken          somebody else writes under this short sign
└── NotInside          only an own person of the company can be this
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class PeopleError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class SignTaken(PeopleError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s writes under this sign. Please choose another one.") % {"name": name})


class AlreadyHere(PeopleError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s already belongs to the company.") % {"name": name})


class AlreadyInvited(PeopleError):
    def __init__(self, email: str) -> None:
        super().__init__(
            _("%(email)s is already invited. Withdraw that invitation first to send a new one.")
            % {"email": email}
        )


class LinkDead(PeopleError):
    """The page of an invitation shows ``str(error)``."""


class LinkWrong(LinkDead):
    def __init__(self) -> None:
        super().__init__(_("This link is not complete. Open it again from the mail, or ask for a new one."))


class LinkUsed(LinkDead):
    def __init__(self) -> None:
        super().__init__(_("This invitation has already been used. You can simply sign in."))


class LinkWithdrawn(LinkDead):
    def __init__(self) -> None:
        super().__init__(_("This invitation was withdrawn. Ask whoever sent it to you."))


class LinkExpired(LinkDead):
    def __init__(self, days: int) -> None:
        super().__init__(
            ngettext(
                "This invitation has run out: it is good for %(days)s day. Ask for a new one.",
                "This invitation has run out: it is good for %(days)s days. Ask for a new one.",
                days,
            )
            % {"days": days}
        )


class ForSomeoneElse(PeopleError):
    def __init__(self, email: str) -> None:
        super().__init__(
            _("This invitation is for %(email)s. Sign out, and open the link again.") % {"email": email}
        )


class ProofDead(PeopleError):
    def __init__(self) -> None:
        super().__init__(
            _("This link no longer works: it is good for one change, and for a day. Ask for a new one.")
        )


class ProofOfSomeoneElse(PeopleError):
    def __init__(self) -> None:
        super().__init__(
            _("This link belongs to somebody else's sign-in. Sign out, and open it again as that person.")
        )


class AddressTaken(PeopleError):
    def __init__(self, email: str) -> None:
        super().__init__(
            _("%(email)s belongs to another sign-in here already. Choose another address, or keep yours.")
            % {"email": email}
        )


class AlreadyLeft(PeopleError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s no longer belongs to the company.") % {"name": name})


class LastLead(PeopleError):
    def __init__(self) -> None:
        super().__init__(_("A company needs at least one lead. Make someone else lead first."))


class StillResponsible(PeopleError):
    def __init__(self, name: str, labels: Sequence[str]) -> None:
        super().__init__(
            _("%(name)s still holds responsibilities. Choose who takes them over: %(labels)s.")
            % {"name": name, "labels": ", ".join(labels)}
        )


class CannotTakeOver(PeopleError):
    def __init__(self, name: str, thing: str, why: str = "") -> None:
        """``why`` is a sentence in the reader's language that also says what to do instead."""
        said = _("%(name)s cannot take over “%(thing)s”.") % {"name": name, "thing": thing}
        why = why or _("Choose someone else.")
        super().__init__(f"{said} {why}")


class NotInside(PeopleError):
    def __init__(self, name: str) -> None:
        super().__init__(_("Responsibility stays in the house: %(name)s cannot carry it.") % {"name": name})
