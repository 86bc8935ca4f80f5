"""The time span of a campaign as a picture: its days as a bar, today, and its posts as dots by state.

Places are percent of the width, as SVG writes them, so that the picture needs no style and fits every screen;
heights are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eigenstimme.plan.models import Campaign
from eigenstimme.plan.stage import Group

MARGIN = 2.5  # percent at both ends, so that no dot is cut off
APART = 3.6  # percent between two dots of one row: their width on a phone
ROWS, ROW = 7, 15  # dots above each other at most, and the height of one
TOP, BAR, FOOT = 24, 12, 24
MONTHS_FROM = 45  # days from which on months are marked instead of weeks
MARKS = 6  # at most that many are named
NEAR_AN_EDGE = 12.0  # percent


@dataclass(frozen=True)
class Placed:
    """A post, when it stands in the plan or went out, and how far it is."""

    title: str
    at: datetime
    group: Group


@dataclass(frozen=True)
class Dot:
    x: str
    y: int
    group: Group
    title: str


@dataclass(frozen=True)
class Mark:
    """A month or a week that begins."""

    x: str
    label: str


@dataclass(frozen=True)
class Today:
    """``anchor`` keeps its word inside the picture."""

    x: str
    anchor: str


@dataclass(frozen=True)
class Picture:
    """``past`` is how much of the bar lies behind."""

    x: str
    width: str
    past: str
    y: int
    height: int
    today: Today | None
    marks: Sequence[Mark]
    dots: Sequence[Dot]
    bar_height: int = BAR

    @property
    def floor(self) -> int:
        """Where the names of the marks stand."""
        return self.height - 5


def picture(campaign: Campaign, posts: Iterable[Placed], today: date) -> Picture:
    placed = sorted(posts, key=lambda post: post.at)
    days = [timezone.localdate(post.at) for post in placed]
    scale = Scale(min([campaign.starts_on, *days[:1]]), max([campaign.ends_on, *days[-1:]]))
    dots, rows = _dots(placed, scale)
    begin, end = scale.of(campaign.starts_on), scale.of(campaign.ends_on + timedelta(days=1))
    past = min(max(scale.of(today) - begin, 0.0), end - begin)
    y = TOP + rows * ROW
    return Picture(
        x=_percent(begin),
        width=_percent(end - begin),
        past=_percent(past),
        y=y,
        height=y + BAR + FOOT,
        today=_today(today, scale),
        marks=_marks(scale),
        dots=dots,
    )


@dataclass(frozen=True)
class Scale:
    """From days to percent; both days belong to it."""

    first: date
    last: date

    def of(self, day: date, clock: float = 0.0) -> float:
        """``clock`` is the part of the day that has passed."""
        whole = (self.last - self.first).days + 1
        return MARGIN + (100 - 2 * MARGIN) * ((day - self.first).days + clock) / whole


def _dots(placed: Iterable[Placed], scale: Scale) -> tuple[list[Dot], int]:
    """Each in the lowest row in which it has room; the rows are counted from the bar upwards."""
    taken: list[float] = []  # where the last dot of each row stands
    found: list[tuple[float, int, Placed]] = []
    for post in placed:
        local = timezone.localtime(post.at)
        x = scale.of(local.date(), (local.hour + local.minute / 60) / 24)
        free = (row for row, last in enumerate(taken) if x - last >= APART)
        row = min(next(free, len(taken)), ROWS - 1)
        taken[row : row + 1] = [x]
        found.append((x, row, post))
    rows = max(len(taken), 1)
    return [
        Dot(_percent(x), TOP + (rows - row) * ROW - ROW // 2, post.group, post.title)
        for x, row, post in found
    ], rows


def _today(today: date, scale: Scale) -> Today | None:
    if not scale.first <= today <= scale.last:
        return None
    x = scale.of(today, 0.5)
    anchor = "start" if x < NEAR_AN_EDGE else "end" if x > 100 - NEAR_AN_EDGE else "middle"
    return Today(_percent(x), anchor)


def _marks(scale: Scale) -> list[Mark]:
    """The months that begin within it, or the Mondays of a short one; of many every second or third."""
    days = [scale.first + timedelta(days=number) for number in range((scale.last - scale.first).days + 1)]
    if len(days) > MONTHS_FROM:
        begun, form = [day for day in days if day.day == 1], "M" if len(days) > 330 else "F"
    else:
        # Translators: format of Django's date filter: a day and its month, short.
        begun, form = [day for day in days if day.weekday() == 0], _("N j")
    step = -(-len(begun) // MARKS) or 1
    inside = [day for day in begun[::step] if scale.of(day) < 100 - NEAR_AN_EDGE]
    return [Mark(_percent(scale.of(day)), date_format(day, form)) for day in inside]


def _percent(value: float) -> str:
    return f"{value:.2f}%"
