"""Where a goal stands: its values over time, and in one word whether that is enough.

The rule: a straight line leads from the start value on the first day to the target on the last. A goal whose value
has come to the target is *reached*. One that lies on the line or beyond it, or less than a tenth of the whole way short
of it, is *on course*; one that lies further back, or whose last day has passed, is *behind*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from eigenstimme.core.plots import Limit, Line, Series, written
from eigenstimme.strategy.measures import Span, measure
from eigenstimme.strategy.models import Goal

POINTS = 7
LATELY = timedelta(days=30)
"""Over so long what does not add up is looked at."""
SLACK = Decimal("0.1")


@dataclass(frozen=True)
class Standing:
    """``values`` belong to ``days``, the last one is the newest; ``state`` is a key of ``ui.states``."""

    goal: Goal
    days: Sequence[date]
    values: Sequence[Decimal | None]
    state: str
    unit: str
    label: str

    @property
    def value(self) -> Decimal | None:
        return self.values[-1]

    @property
    def now(self) -> str:
        return _("no figures yet") if self.value is None else _amount(self.value, self.unit)

    @property
    def start(self) -> str:
        """Without the unit: it stands before, at the value of now."""
        return _amount(self.goal.start_value, "")

    @property
    def target(self) -> str:
        """Without the unit, as the start."""
        return _amount(self.goal.target_value, "")

    @property
    def chart(self) -> Line:
        """So far, beside the straight line to the target; the target as the line to be reached."""
        expected = [float(expected_on(self.goal, day)) for day in self.days]
        known = [None if value is None else float(value) for value in self.values]
        return Line(
            title=self.goal.sentence,
            description=_("%(now)s now, %(target)s until %(date)s")
            % {
                "now": self.now,
                "target": self.target,
                "date": date_format(self.goal.ends_on, "DATE_FORMAT"),
            },
            labels=[date_format(day, pgettext("day below a chart", "j M")) for day in self.days],
            series=[Series(_("so far"), known), Series(_("straight to the target"), expected)],
            limit=Limit(_("Target: %(value)s") % {"value": self.target}, float(self.goal.target_value)),
        )


def standings(goals: Sequence[Goal], today: date) -> list[Standing]:
    """Of all of them together: one query for what was typed by hand, and one for each measure they use."""
    prefetch_related_objects([goal for goal in goals if goal.by_hand], "values")
    days = {goal.pk: days_of(goal, today) for goal in goals}
    measured = _measured(goals, days)
    found = []
    for goal in goals:
        values = by_hand(goal, days[goal.pk]) if goal.by_hand else measured[goal.pk]
        known = measure(goal.measure)
        found.append(
            Standing(
                goal,
                days[goal.pk],
                values,
                state(goal, values[-1], today),
                str(known.unit) if known else goal.unit,
                str(known.label) if known else _("typed in by hand"),
            )
        )
    return found


def state(goal: Goal, value: Decimal | None, today: date) -> str:
    if goal.outcome:
        return f"goal_ended_{goal.outcome}"
    if value is not None and _share(goal, value) >= 1:
        return "goal_reached"
    if today < goal.starts_on:
        return "goal_ahead"
    if value is None:
        return "goal_unknown"
    if today > goal.ends_on:
        return "goal_behind"
    short = _share(goal, expected_on(goal, today)) - _share(goal, value)
    return "goal_behind" if short >= SLACK else "goal_on_course"


def expected_on(goal: Goal, day: date) -> Decimal:
    """What the straight line says for that day."""
    passed = min(max((day - goal.starts_on).days, 0), (goal.ends_on - goal.starts_on).days)
    way = goal.target_value - goal.start_value
    return goal.start_value + way * passed / (goal.ends_on - goal.starts_on).days


def days_of(goal: Goal, today: date) -> list[date]:
    """At most ``POINTS`` days from the first one to today, or to the last one if that has passed."""
    end = timezone.localdate(goal.ended_at) if goal.ended_at else today
    last = max(min(end, goal.ends_on), goal.starts_on)
    length = (last - goal.starts_on).days
    steps = min(length, POINTS - 1)
    return [
        goal.starts_on + timedelta(days=round(length * step / max(steps, 1))) for step in range(steps + 1)
    ]


def by_hand(goal: Goal, days: Sequence[date]) -> list[Decimal | None]:
    """The last value typed up to each day; before the first one it is the start value."""
    typed = [(each.day, each.value) for each in goal.values.all()]
    found: list[Decimal | None] = []
    for day in days:
        known = [value for on, value in typed if on <= day]
        found.append(known[-1] if known else goal.start_value)
    return found


def _measured(
    goals: Sequence[Goal], days: Mapping[int, Sequence[date]]
) -> dict[int, Sequence[Decimal | None]]:
    """One query for each measure, over all goals that use it."""
    by_measure: dict[str, list[Goal]] = defaultdict(list)
    for goal in goals:
        if not goal.by_hand:
            by_measure[goal.measure].append(goal)
    found: dict[int, Sequence[Decimal | None]] = {}
    for key, using in by_measure.items():
        known = measure(key)
        for goal in using:
            found[goal.pk] = [None] * len(days[goal.pk])
        if known is None:
            continue
        spans = {goal.pk: [_span(goal, day, known.adds_up) for day in days[goal.pk]] for goal in using}
        values = list(known.values(using[0].company_id, [span for each in spans.values() for span in each]))
        for pk, mine in spans.items():
            found[pk], values = values[: len(mine)], values[len(mine) :]
    return found


def _span(goal: Goal, day: date, adds_up: bool) -> Span:
    """Up to the end of the day."""
    until = _midnight(day + timedelta(days=1))
    return (_midnight(goal.starts_on) if adds_up else until - LATELY, until)


def _share(goal: Goal, value: Decimal) -> Decimal:
    """Of the way from the start to the target; the target may lie below the start."""
    return (value - goal.start_value) / (goal.target_value - goal.start_value)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _amount(value: Decimal, unit: str) -> str:
    return written(float(value), unit)
