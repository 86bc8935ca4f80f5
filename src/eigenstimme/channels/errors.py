"""Why an act about channels could not be done.

ChannelError
├── AlreadyConnected   the company has this account already
├── OtherAccount       connecting again led to another account
├── Interrupted        the connection was not begun here, or too long ago
├── NotResponsible     only own people of the company can be
├── StillPlanned       posts would lose their channel
├── AlreadyClosed      somebody closed it meanwhile
├── NotReachable       the network fetches files, and could not get them from here
├── InTheFuture        time is written down when it has been given
└── BetterNot          nobody has the time it takes; a lead can go past it knowingly
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class ChannelError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class AlreadyConnected(ChannelError):
    def __init__(self, account: str) -> None:
        super().__init__(
            _("%(account)s is connected already. Every account has one channel.") % {"account": account}
        )


class OtherAccount(ChannelError):
    def __init__(self, expected: str, found: str) -> None:
        super().__init__(
            _(
                "This is another account: %(found)s. This channel belongs to %(expected)s. "
                "Please sign in there, or connect %(found)s as a channel of its own."
            )
            % {"expected": expected, "found": found}
        )


class Interrupted(ChannelError):
    def __init__(self) -> None:
        super().__init__(_("This connection was not begun here, or too long ago. Please begin again."))


class NotResponsible(ChannelError):
    def __init__(self) -> None:
        super().__init__(_("Only somebody of the company can be responsible for a channel."))


class StillPlanned(ChannelError):
    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            ngettext(
                "%(count)s post is still planned here. Confirm that it is held.",
                "%(count)s posts are still planned here. Confirm that they are held.",
                count,
            )
            % {"count": count}
        )


class AlreadyClosed(ChannelError):
    def __init__(self) -> None:
        super().__init__(_("This channel has been closed meanwhile."))


class NotReachable(ChannelError):
    def __init__(self, address: str) -> None:
        super().__init__(
            _(
                "This network fetches pictures and videos from Eigenstimme, and cannot reach %(address)s "
                "from the internet. Please ask whoever runs Eigenstimme for a public https address (EIGENSTIMME_URL)."
            )
            % {"address": address}
        )


class BetterNot(ChannelError):
    """``doubts`` are the reasons, a sentence each."""

    def __init__(self, doubts: Sequence[str]) -> None:
        self.doubts = doubts
        super().__init__(" ".join(doubts))


class InTheFuture(ChannelError):
    def __init__(self) -> None:
        super().__init__(_("This week has not begun yet. Write down time once you have given it."))
