"""Where the running month stands against a limit, and where it goes: the warning comes before the limit is crossed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import OuterRef, Q, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.core.plots import written
from eigenstimme.people.models import Company
from eigenstimme.reports.models import VoiceLimit
from eigenstimme.reports.voice import Posts, Voice, counted, midnight, months_until


class Course(StrEnum):
    NOTHING = "nothing"  # nothing was written and nothing is planned
    FREE = "free"  # there is no limit
    KEPT = "kept"
    SINKING = "sinking"  # it ends below the limit with what is planned
    BELOW = "below"  # it is below already, and stays there


@dataclass(frozen=True)
class Outlook:
    """``so_far`` is out, ``ahead`` is planned until the end of ``month``; ``limit`` in percent."""

    month: date
    so_far: Posts
    ahead: Posts
    limit: int | None
    name: str = ""  # of the channel; empty: all of them

    @property
    def percent(self) -> int | None:
        return self.so_far.percent

    @property
    def expected(self) -> int | None:
        return (self.so_far + self.ahead).percent

    @property
    def course(self) -> Course:
        if self.expected is None:
            return Course.NOTHING
        if self.limit is None:
            return Course.FREE
        if self.expected >= self.limit:
            return Course.KEPT
        return Course.BELOW if self.percent is not None and self.percent < self.limit else Course.SINKING

    @property
    def warns(self) -> bool:
        return self.course in (Course.SINKING, Course.BELOW)

    @property
    def missing(self) -> int:
        """How many more posts of one's own would keep the limit."""
        if self.limit is None or not self.warns:
            return 0
        together = self.so_far + self.ahead
        own, all_ = together.own, together.written
        if self.limit == 100:
            return 0
        return -(-(self.limit * all_ - 100 * own) // (100 - self.limit))

    @property
    def sentence(self) -> str:
        """With the six posts planned, March ends at 58 %, below your limit of 60 %."""
        if self.expected is None:
            return _("This month nothing has been written yet, and nothing is planned.")
        words = self._words()
        if not self.ahead.written:
            return self._without_plans() % words
        sentences = {
            Course.FREE: ngettext(
                "With the %(count)s post planned, %(month)s ends at %(expected)s.",
                "With the %(count)s posts planned, %(month)s ends at %(expected)s.",
                self.ahead.written,
            ),
            Course.KEPT: ngettext(
                "With the %(count)s post planned, %(month)s ends at %(expected)s; your limit is %(limit)s.",
                "With the %(count)s posts planned, %(month)s ends at %(expected)s; your limit is %(limit)s.",
                self.ahead.written,
            ),
        }
        below = ngettext(
            "With the %(count)s post planned, %(month)s ends at %(expected)s, below your limit of %(limit)s.",
            "With the %(count)s posts planned, %(month)s ends at %(expected)s, below your limit of %(limit)s.",
            self.ahead.written,
        )
        return sentences.get(self.course, below) % words

    def _without_plans(self) -> str:
        if self.warns:
            return _(
                "%(month)s stands at %(expected)s, below your limit of %(limit)s; nothing more is planned."
            )
        return _("%(month)s stands at %(expected)s; nothing more is planned.")

    @property
    def advice(self) -> str:
        """What would keep the limit."""
        if not self.missing:
            return ""
        return ngettext(
            "One more post that you write yourselves would keep it.",
            "%(count)s more posts that you write yourselves would keep it.",
            self.missing,
        ) % {"count": self.missing}

    def _words(self) -> dict[str, object]:
        return {
            "count": self.ahead.written,
            "month": date_format(self.month, "F"),
            "expected": written(self.expected or 0, "%"),
            "limit": written(self.limit or 0, "%"),
        }


def outlook_for(counts: Voice, limit: int | None, channel: int | None = None, name: str = "") -> Outlook:
    """Of one channel, or of all that were counted."""
    so_far, ahead = counts.posts(counts.running, channel), counts.planned(channel)
    return Outlook(counts.running, so_far, ahead, limit, name)


def outlook_of(company: Company, now: datetime) -> Outlook:
    """Of all channels together, with the limit in force. One query."""
    month = months_until(now, company.zone, 1)[0]
    limit = VoiceLimit.objects.in_force().filter(company=OuterRef("piece__company"), channel=None)
    so_far, ahead = Posts(), Posts()
    percent: int | None = None
    rows = counted(
        Q(piece__company=company),
        midnight(month, company.zone),
        now,
        company.zone,
        limit=Subquery(limit.values("percent")[:1]),
    )
    for is_ahead, _channel, _month, wrote, number, wanted in rows:
        percent = wanted
        if is_ahead:
            ahead += Posts(**{wrote: number})
        else:
            so_far += Posts(**{wrote: number})
    return Outlook(month, so_far, ahead, percent)
