"""The orders of the demo: each is placed by the lead, and comes as far as its fate says."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from eigenstimme.demo.cast import Firm
from eigenstimme.demo.texts import Ordered
from eigenstimme.demo.world import World
from eigenstimme.demo.writing import paint
from eigenstimme.orders import actions as orders
from eigenstimme.orders import reminders
from eigenstimme.orders.actions import Brief, Parcel
from eigenstimme.orders.models import Delivery, Order
from eigenstimme.people.actor import Actor


class Commission:
    """One order on its way."""

    def __init__(
        self, world: World, firm: Firm, told: Ordered, palette: list[str], chance: random.Random
    ) -> None:
        self.world, self.firm, self.told = world, firm, told
        self.palette, self.chance = palette, chance
        self.placed = world.until + timedelta(days=told.placed, hours=-3)
        self.order = Order()

    def plan(self) -> None:
        self.world.at(self.placed, self._place)
        match self.told.fate:
            case "ordered":
                return
            case "asked_back":
                self._later(0.2, self._ask_back)
            case _:
                self._later(0.3, lambda: orders.take_on(self.order, actor=self._specialist))
        match self.told.fate:
            case "in_work":
                self.world.at(self.world.until, lambda: reminders.tick(self.world.now))
            case "delivered_again":
                self._later(9, lambda: self._deliver(0))
                self._later(10, self._return)
                self._later(14.5, lambda: self._deliver(1, picture=True))
                self._later(15, self._comment)
            case "closed":
                self._later(8, lambda: self._deliver(0))
                self._later(9, lambda: orders.accept_delivery(self._newest, actor=self._responsible))
                self._later(15, self._close)

    # --- acts -------------------------------------------------------------------------------------------------

    def _place(self) -> None:
        lead = self.firm.actor("amira")
        self.order = orders.send_order(orders.place_order(self._brief(), actor=lead), actor=lead)

    def _ask_back(self) -> None:
        orders.ask_back(self.order, question=self.told.question, actor=self._specialist)

    def _deliver(self, number: int, *, picture: bool = False) -> None:
        kind = self.told.picture if picture else ""
        painted = paint(kind, None, self.palette, self.chance, self._specialist)
        parcel = Parcel(text=self.told.texts[number], attachments=painted)
        orders.deliver(self.order, parcel, actor=self._specialist)
        for step, hours in self._hours(number):
            orders.note_effort(self.order, hours=hours, kind=step, actor=self._specialist)

    def _return(self) -> None:
        due = self.order.due_at
        orders.return_delivery(self._newest, reason=self.told.wish, due_at=due, actor=self._responsible)

    def _comment(self) -> None:
        expert = self.firm.actor(self.told.expert)
        orders.comment(self.order, text=self.told.comment, delivery=self._newest, actor=expert)

    def _close(self) -> None:
        orders.close_order(self.order, billed_fee=self.told.fee, actor=self._responsible)

    # --- what it needs ------------------------------------------------------------------------------------------

    def _later(self, days: float, act: object) -> None:
        assert callable(act)
        self.world.at(self.placed + timedelta(days=days), act)

    @property
    def _specialist(self) -> Actor:
        return self.firm.actor(self.told.who)

    @property
    def _responsible(self) -> Actor:
        return self.firm.actor(self.told.accepts)

    @property
    def _newest(self) -> Delivery:
        return self.order.deliveries.latest("version")

    def _hours(self, number: int) -> list[tuple[str, Decimal]]:
        """What the steps took, half an hour more than was thought; writing again takes an hour."""
        if number:
            return [("correct", Decimal(1))]
        steps = [
            (kind, hours + Decimal("0.5")) for kind, hours in self.told.steps.items() if kind != "correct"
        ]
        return steps or [("", self.told.hours)] if self.told.hours else steps

    def _brief(self) -> Brief:
        told, firm = self.told, self.firm
        return Brief(
            title=told.title,
            goal=told.goal,
            audience=told.audience,
            message=told.message,
            format=told.format,
            due_at=self.world.until + timedelta(days=told.due),
            responsible=firm.people[told.accepts],
            specialist=firm.people[told.who],
            channels=[firm.channels[name] for name in told.channels],
            topic=firm.topics[told.topic] if told.topic else None,
            campaign=firm.campaigns[told.campaign] if told.campaign else None,
            proof=told.proof,
            tone=told.tone,
            off_limits=told.off_limits,
            material=told.material,
            call_to_action=told.call_to_action,
            expert=firm.people[told.expert] if told.expert else None,
            agreed_fee=told.fee,
            agreed_hours=told.hours,
            agreed_rounds=told.rounds,
            steps=told.steps,
        )
