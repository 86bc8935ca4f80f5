"""The campaigns of the demo: started three weeks ahead, and closed with words a week after their last day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from eigenstimme.demo.cast import Firm
from eigenstimme.demo.texts import Campaigned
from eigenstimme.demo.world import World
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import CampaignDraft
from eigenstimme.plan.models import Campaign

AHEAD, AFTERWARDS = timedelta(weeks=3), timedelta(days=7)


class Campaigning:
    """One campaign from its first line to its result."""

    def __init__(self, world: World, firm: Firm, told: Campaigned) -> None:
        self.world, self.firm, self.told = world, firm, told
        self.campaign = Campaign()

    def plan(self) -> None:
        begins = self._noon(self.told.starts)
        self.world.at(min(begins - AHEAD, self.world.until - timedelta(days=4)), self._start)
        if self.told.result:
            self.world.at(self._noon(self.told.ends) + AFTERWARDS, self._close)

    def _start(self) -> None:
        told, people = self.told, self.firm.people
        draft = CampaignDraft(
            name=told.name,
            goal=told.goal,
            starts_on=self._day(told.starts),
            ends_on=self._day(told.ends),
            responsible=people[told.responsible],
            audience=told.audience,
            budget=Decimal(told.budget),
            team=[people[who] for who in told.team],
        )
        self.campaign = plan.start_campaign(draft, actor=self.firm.actor("amira"))
        self.firm.campaigns[told.name] = self.campaign
        self.firm.campaigns_about |= {(topic, self.campaign) for topic in told.topics}

    def _close(self) -> None:
        actor = self.firm.actor(self.told.responsible)
        plan.close_campaign(self.campaign, result=self.told.result, actor=actor)

    def _noon(self, days: int) -> datetime:
        return (self.world.until + timedelta(days=days)).replace(hour=12, minute=0)

    def _day(self, days: int) -> date:
        return self._noon(days).astimezone(self.firm.company.zone).date()
