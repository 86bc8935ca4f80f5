"""Promised against given, week by week, as a small picture. The words beside it say the same.

Places are percent of the picture, as SVG writes them, so that it needs no style and fits every screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eigenstimme.channels.tending import Week
from eigenstimme.channels.words import hours

GAP = 0.28  # of the room each bar has
LEAST = 1.5  # percent: the height of a bar for a few minutes


@dataclass(frozen=True)
class Bar:
    """``promised`` is the height of the line across it; no line where nothing was promised."""

    x: str
    width: str
    y: str
    height: str
    line_x1: str
    line_x2: str
    promised: str
    title: str


@dataclass(frozen=True)
class Picture:
    bars: Sequence[Bar]
    sentence: str  # what it shows, for whoever does not see it


def picture(weeks: Sequence[Week]) -> Picture:
    top = max([60, *(max(week.given, week.promised) for week in weeks)]) * 1.1
    room = 100 / len(weeks)
    bars = [_bar(week, number * room, room, top) for number, week in enumerate(weeks)]
    given, promised = sum(week.given for week in weeks), sum(week.promised for week in weeks)
    sentence = _("In %(weeks)s weeks: %(given)s given, %(promised)s promised.") % {
        "weeks": len(weeks),
        "given": hours(given),
        "promised": hours(promised),
    }
    return Picture(bars, sentence)


def _bar(week: Week, x: float, room: float, top: float) -> Bar:
    height = max(LEAST, 100 * week.given / top) if week.given else 0
    title = _("Week of %(day)s: %(given)s given, %(promised)s promised") % {
        "day": date_format(week.monday, "SHORT_DATE_FORMAT"),
        "given": hours(week.given),
        "promised": hours(week.promised),
    }
    return Bar(
        x=_percent(x + room * GAP / 2),
        width=_percent(room * (1 - GAP)),
        y=_percent(100 - height),
        height=_percent(height),
        line_x1=_percent(x),
        line_x2=_percent(x + room),
        promised=_percent(100 - 100 * week.promised / top) if week.promised else "",
        title=title,
    )


def _percent(number: float) -> str:
    return f"{number:.1f}%"
