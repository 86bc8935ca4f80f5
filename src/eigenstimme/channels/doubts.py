"""Better not: what speaks against one more channel, asked before it is connected (ST4).

Nothing is forbidden. A lead can go past a doubt, knowingly and on record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eigenstimme.channels.tending import Room
from eigenstimme.channels.words import hours


@dataclass(frozen=True)
class Offer:
    """The time somebody would give the new channel. ``minutes`` a week; ``usual`` is what such a channel takes."""

    minutes: int
    usual: int
    room: Room

    @property
    def sentences(self) -> Sequence[str]:
        """Why better not, in the reader's words; empty where nothing speaks against it."""
        return [sentence for sentence in (self._too_little, self._too_full) if sentence]

    @property
    def on_record(self) -> dict[str, str | int]:
        """What is kept of it in history: figures, which each reader gets in their own words."""
        return {
            "person": str(self.room.person),
            "promised": self.minutes,
            "usual": self.usual,
            "left": max(self.room.left, 0),
        }

    @property
    def _too_little(self) -> str:
        if self.minutes >= self.usual:
            return ""
        if not self.minutes:
            return _("Nobody gives it any time. Such a channel usually takes %(usual)s a week.") % {
                "usual": hours(self.usual)
            }
        return _("%(promised)s a week are little: such a channel usually takes %(usual)s.") % {
            "promised": hours(self.minutes),
            "usual": hours(self.usual),
        }

    @property
    def _too_full(self) -> str:
        """Where nothing is real, a full week is nobody's concern."""
        if not self.usual or self.minutes <= self.room.left:
            return ""
        return _(
            "%(name)s has %(in_all)s a week for all channels, and %(left)s of it are free. "
            "What goes to this one is missing at another."
        ) % {
            "name": self.room.person,
            "in_all": hours(self.room.in_all),
            "left": hours(max(self.room.left, 0)),
        }
