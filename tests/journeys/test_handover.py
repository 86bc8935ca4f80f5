"""From a task to a colleague: who can, what it costs inside and outside, and the authority for it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from eigenstimme.handover.models import TaskHolder
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.skills.models import SkillSaid
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PHONE, Device, Window

pytestmark = pytest.mark.journey

NOTE = "Kurz und freundlich"


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_a_task_finds_a_colleague_and_the_colleague_the_authority(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    colleague, lead = open_window(device, member=cast.ben), open_window(device, member=cast.amira)
    say_what_one_can(colleague)

    lead.open("/handover/")
    lead.choose("Another task that matters to us", lead.word("Write post texts"))
    lead.press("Put it in the list")
    lead.reads_words(NOTE)
    compare(lead)

    lead.choose("Who does it?", "Ben Arndt")
    lead.press("Name for it")
    lead.reads("%(name)s does it from today.", name="Ben Arndt")
    lead.open("/handover/")
    lead.reads("A task without the authority for it")
    lead.follow(name=re.compile(f"^{lead.word('Grant it')}"))
    lead.tick("on every channel")
    lead.press("Grant")
    lead.reads("%(name)s has a mandate now.", name="Ben Arndt")

    assert TaskHolder.objects.get().membership == cast.ben
    assert Mandate.objects.get().acts == ["piece.draft"]
    assert SkillSaid.objects.get().note == NOTE


def say_what_one_can(colleague: Window) -> None:
    colleague.open("/skills/mine/")
    writing = colleague.page.get_by_role("group", name=colleague.word("Writing"))
    colleague.field("Can you do it?", within=writing).select_option("well")
    colleague.field("Would you like to do it?", within=writing).select_option("yes")
    colleague.fill("In your own words", NOTE, within=writing)
    colleague.press("Save")
    colleague.reads("Thank you. You can change it at any time.")


def compare(lead: Window) -> None:
    lead.follow("Inside or outside?")
    lead.reads("Not known yet")
    lead.fill("Hours it takes us", "3")
    lead.fill("Offer from outside (€, net)", f"{Decimal(1200)}")
    lead.press("Compare")
    lead.reads("Cost each time")
    lead.reads_words("58,80")  # the levy on 1,200 €
    lead.page.go_back()
    lead.page.go_back()
