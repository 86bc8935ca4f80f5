"""What the firm of the demo agreed with whoever works for it, and fees that went past the orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from eigenstimme.contracts import actions as contracts
from eigenstimme.contracts.actions import FeeTyped, Terms
from eigenstimme.demo import texts
from eigenstimme.demo.cast import Firm
from eigenstimme.demo.texts import Agreed
from eigenstimme.demo.world import World


def plan_contracts(world: World, firm: Firm) -> None:
    """Each on its first day; fees on the day they were paid."""
    today = world.until.astimezone(firm.company.zone).date()
    for told in texts.contracts():
        world.at(world.until + timedelta(days=told.starts), partial(_agree, firm, told, today))
    for day, fee in texts.fees():
        paid = replace(fee, paid_on=today + timedelta(days=day))
        world.at(world.until + timedelta(days=day), partial(_enter, firm, paid))


def _agree(firm: Firm, told: Agreed, today: date) -> None:
    terms = Terms(
        membership=firm.people[told.who],
        starts_on=today + timedelta(days=told.starts),
        ends_on=None if told.ends is None else today + timedelta(days=told.ends),
        dpa_on=None if told.dpa is None else today + timedelta(days=told.dpa),
        **told.terms,
    )
    contracts.record_contract(terms, actor=firm.actor("amira"))


def _enter(firm: Firm, fee: FeeTyped) -> None:
    contracts.type_fee(fee, actor=firm.actor("amira"))
