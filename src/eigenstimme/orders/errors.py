"""Why an act on an order could not be done. Each carries what a person needs to go on.

OrderError
├── NotNow           the order stands elsewhere by now
├── Stale            somebody else changed the brief in between
├── CannotAccept     only own people who are here accept what is delivered
├── SameHands        nobody accepts their own work
├── Gone             the chosen specialist has left
├── Elsewhere        something of another company was named
├── DatePassed       a date to deliver by lies behind us
├── NothingInIt      a delivery without text, file or link
├── BadFile          a file that is not what we take
└── NoText           there is nothing a post could be made of
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class OrderError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class NotNow(OrderError):
    def __init__(self, state: str) -> None:
        super().__init__(
            _("This can no longer be done: the order stands at “%(state)s” now.") % {"state": state}
        )


class Stale(OrderError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this order in the meantime. Yours is still here: compare and save again."
            )
        )


class CannotAccept(OrderError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot accept deliveries: choose somebody of the company who is here.")
            % {"name": name}
        )


class SameHands(OrderError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot do the work and accept it too. Choose somebody else for one of both.")
            % {"name": name}
        )


class Gone(OrderError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is no longer here. Choose somebody else.") % {"name": name})


class Elsewhere(OrderError):
    def __init__(self) -> None:
        super().__init__(_("This belongs to another company."))


class DatePassed(OrderError):
    def __init__(self) -> None:
        super().__init__(_("The date to deliver by has passed. Choose a later one first."))


class NothingInIt(OrderError):
    def __init__(self) -> None:
        super().__init__(_("There is nothing in this delivery yet: add a text, a file or a link."))


class BadFile(OrderError):
    """``str(error)`` names the file."""


class NoText(OrderError):
    def __init__(self) -> None:
        super().__init__(_("What was accepted holds neither text nor pictures: write the post in the plan."))
