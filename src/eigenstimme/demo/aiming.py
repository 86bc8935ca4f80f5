"""The goals of the demo: set on their first day, followed with figures, and one of them ended."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from eigenstimme.demo.cast import Firm
from eigenstimme.demo.texts import Aimed
from eigenstimme.demo.world import World
from eigenstimme.strategy import actions
from eigenstimme.strategy.actions import GoalDraft
from eigenstimme.strategy.models import Goal


class Aiming:
    """One goal from its first day to its last figure, or to its end."""

    def __init__(self, world: World, firm: Firm, told: Aimed) -> None:
        self.world, self.firm, self.told = world, firm, told
        self.goal = Goal()

    def plan(self) -> None:
        self.world.at(self._noon(self.told.starts), self._set)
        for days, value, note in self.told.values:
            self.world.at(self._noon(days), partial(self._measure, value, note))
        if self.told.outcome:
            self.world.at(self._noon(self.told.ends), self._end)

    def _set(self) -> None:
        told = self.told
        draft = GoalDraft(
            sentence=told.sentence,
            serves=told.serves,
            target_value=Decimal(told.target),
            starts_on=self._day(told.starts),
            ends_on=self._day(told.ends),
            owner=self.firm.people[told.owner],
            start_value=Decimal(told.start),
            measure=told.measure,
            unit=told.unit,
        )
        self.goal = actions.set_goal(draft, actor=self.firm.actor("amira"))

    def _measure(self, value: int, note: str) -> None:
        day = self.world.now.astimezone(self.firm.company.zone).date()
        owner = self.firm.actor(self.told.owner)
        actions.record_value(self.goal, Decimal(value), day=day, note=note, actor=owner)

    def _end(self) -> None:
        owner = self.firm.actor(self.told.owner)
        actions.end_goal(self.goal, outcome=self.told.outcome, learnt=self.told.learnt, actor=owner)

    def _noon(self, days: int) -> datetime:
        return (self.world.until + timedelta(days=days)).replace(hour=12, minute=0)

    def _day(self, days: int) -> date:
        return self._noon(days).astimezone(self.firm.company.zone).date()
