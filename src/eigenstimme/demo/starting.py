"""Whoever works from outside has read how the firm sounds, and starts well: Clara long ago, Felix these weeks."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial

from eigenstimme.demo.cast import Firm
from eigenstimme.demo.playbook import FIRST_DAYS
from eigenstimme.demo.world import World
from eigenstimme.mandates.actions import confirm_briefing
from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding import actions, asking
from eigenstimme.onboarding.models import Side
from eigenstimme.strategy.models import PlaybookVersion

DONE = {  # by name, the steps in their order, with who ticked them off
    "clara": dict.fromkeys(("access", "workshop", "words", "people", "examples", "trial"), "clara"),
    "felix": {"access": "felix", "workshop": "amira", "people": "amira"},
}
ADDED = "Den Lagerraum zeigen lassen, mit Farbkarten"


def plan_starts(world: World, firm: Firm) -> None:
    """The version of these days is read by nobody from outside yet: it binds next week."""
    read = world.now + FIRST_DAYS + timedelta(days=1)
    for who in DONE:
        world.at(read, partial(_confirm, firm, who))
        world.at(read + timedelta(days=7), partial(_start, world, firm, who))
    world.at(world.until - timedelta(days=8), lambda: asking.tick(world.now))


def _mandate(firm: Firm, who: str) -> Mandate:
    return Mandate.objects.for_words().get(pk=firm.mandates[who].pk)


def _confirm(firm: Firm, who: str) -> None:
    version = PlaybookVersion.objects.get(company=firm.company)
    confirm_briefing(_mandate(firm, who), version, actor=firm.actor(who))


def _start(world: World, firm: Firm, who: str) -> None:
    mandate = _mandate(firm, who)
    contact = next(name for name, member in firm.people.items() if member.pk == mandate.contact_id)
    for key, by in DONE[who].items():
        actions.do_step(mandate.steps.get(key=key), actor=firm.actor(contact if by != who else who))
    actions.add_step(mandate, title=ADDED, side=Side.HOLDER, actor=firm.actor(contact))
    agreed = actions.Agreed(
        weekday=1 if who == "clara" else 3,
        clock=time(9, 30),
        weeks=1 if who == "clara" else 2,
        first_day=world.now.date(),
        how="Telefon, eine Viertelstunde",
    )
    actions.agree_date(mandate, agreed, actor=firm.actor(contact))
