"""Why an act on the plan could not be done. Each carries what a person needs to go on.

PlanError
├── NotReady         the network would not take it, or something is missing
├── Stale            someone else saved in between
├── Overtaken        someone else changed it in between, and nothing was typed
├── InThePast        the time somebody wants for it has passed
├── Dropped          it was taken out of the plan
├── AlreadyOut       what is public cannot be changed here
├── AlreadyDecided   somebody was faster
├── ContentChanged   it is not what was handed in any more
├── TooLate          the deadline has passed
├── NameOfAnother    another snippet is called so
├── SignOfAnother    the text ends with somebody else's short sign
├── NobodyToAsk      the chosen person cannot approve this
├── CampaignOver     the campaign is closed
├── HasLeft          the chosen person is not here any more
├── CannotBeResponsible  the chosen person is not of the company, or has left
├── FormatNameTaken  another format in use is called so
├── FormatRetired    the format is no longer in use
├── InSeries         it is one of a series already
├── SeriesEmpty      no moment of the rhythm lies ahead
├── SeriesTooLong    more posts, or later ones, than anybody plans
└── PassageGone      what a comment quotes is not in that version
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eigenstimme.connectors.types import Finding


class PlanError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


@dataclass(frozen=True)
class ChannelFinding:
    """What does not fit on one channel."""

    channel: str
    finding: Finding
    where: str = ""  # "post 2" of a thread, "first comment"


class NotReady(PlanError):
    def __init__(self, message: str, findings: Sequence[ChannelFinding] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class Stale(PlanError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has saved this post in the meantime. Your text is still here: compare and save again."
            )
        )


class CampaignStale(PlanError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this campaign in the meantime. Yours is still here: compare and save again."
            )
        )


class Overtaken(PlanError):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else has changed this post in the meantime. Look at it as it is now, then move it.")
        )


class InThePast(PlanError):
    def __init__(self) -> None:
        super().__init__(_("This time has passed. Choose a later one."))


class NameOfAnother(PlanError):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is another snippet called “%(name)s”.") % {"name": name})


class FormatNameTaken(PlanError):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a format called “%(name)s”.") % {"name": name})


class FormatRetired(PlanError):
    def __init__(self, name: str) -> None:
        super().__init__(_("The format “%(name)s” is no longer in use.") % {"name": name})


class InSeries(PlanError):
    def __init__(self) -> None:
        super().__init__(
            _("This post is one of a series already. Make a new post like it, and repeat that one.")
        )


class SeriesEmpty(PlanError):
    def __init__(self) -> None:
        super().__init__(_("No day of this rhythm lies between the first and the last one."))


class SeriesTooLong(PlanError):
    def __init__(self, most: int, months: int) -> None:
        said = _("A series has at most %(most)s posts, and none later than in %(months)s months.")
        super().__init__(said % {"most": most, "months": months})


class SignOfAnother(PlanError):
    def __init__(self, sign: str, name: str) -> None:
        said = _(
            "“%(sign)s” is the sign of %(name)s: only they write under it. Please take it out of the text."
        )
        super().__init__(said % {"sign": sign, "name": name})


class Dropped(PlanError):
    def __init__(self) -> None:
        super().__init__(_("This post was taken out of the plan. Make a new one if it is wanted after all."))


class AlreadyOut(PlanError):
    def __init__(self, channel: str) -> None:
        super().__init__(
            _("This post is already out on %(channel)s and can no longer be changed there.")
            % {"channel": channel}
        )


class AlreadyDecided(PlanError):
    def __init__(self, who: str, outcome: str) -> None:
        if who:
            message = _("%(name)s has already decided: %(outcome)s.") % {"name": who, "outcome": outcome}
        else:
            message = _("This request is closed: %(outcome)s.") % {"outcome": outcome}
        super().__init__(message)


class ContentChanged(PlanError):
    def __init__(self) -> None:
        super().__init__(_("The post was changed after it was handed in. It has to be handed in again."))


class TooLate(PlanError):
    def __init__(self) -> None:
        super().__init__(_("The time for this approval has run out. Ask the author to hand it in again."))


class NobodyToAsk(PlanError):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s cannot approve this post. Choose someone else.") % {"name": name})


class CannotBeResponsible(PlanError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot be responsible. Choose someone of the company who is still here.")
            % {"name": name}
        )


class CampaignOver(PlanError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("The campaign “%(name)s” is closed. Open it again first, or choose another one.")
            % {"name": name}
        )


class HasLeft(PlanError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s has left the company. Choose somebody who is still here.") % {"name": name}
        )


class PassageGone(PlanError):
    def __init__(self, quote: str) -> None:
        super().__init__(
            _("“%(quote)s” does not stand in this version. Copy the passage from it, or leave it out.")
            % {"quote": quote}
        )
