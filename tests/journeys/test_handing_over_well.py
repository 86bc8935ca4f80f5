"""A firm with nothing hands its first work over well: it says how it sounds, looks at its channel, weighs the task and
grants the mandate that takes; somebody who has read the briefing delivers what was ordered.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from eigenstimme.mandates.models import Confirmation, Mandate
from eigenstimme.orders.models import Order, State
from eigenstimme.people.models import Person
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy.models import PlaybookVersion
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PHONE, Device, Language, Window

pytestmark = pytest.mark.journey

TASK = "Texte für Beiträge schreiben"
TITLE = "Drei Beiträge über Kalkfarbe"


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize(
    ("device", "language"), [pytest.param(PHONE, "de", id="phone"), pytest.param(DESK, "en", id="desk")]
)
def test_a_firm_with_nothing_hands_its_first_work_over(
    device: Device, language: Language, cast: Cast, open_window: OpenWindow
) -> None:
    Person.objects.update(language=language)
    lead = open_window(device, language, member=cast.amira)
    clara = open_window(device, language, member=cast.clara)

    write_the_playbook(lead)
    look_at_the_channel(lead)
    grant_what_the_task_takes(lead)
    mandate = Mandate.objects.get(holder=cast.clara)

    clara.open("/plan/new/")
    clara.reads("Your mandate rests until you have confirmed the briefing.")
    clara.follow("To the briefing")
    clara.press("I have read it and work by it")
    clara.reads("Thank you. The briefing is confirmed, and the mandate is in force.")

    order(lead)
    clara.open("/")
    clara.follow(name=TITLE)
    clara.press("Take it on")
    clara.fill("Text", "Kalk ist ein Baustoff.")
    clara.press("Deliver")
    clara.reads("Delivered. %(name)s looks at it now.", name="Amira Kern")
    lead.open("/orders/")
    lead.follow(name=TITLE)
    lead.press("Accept it")
    lead.reads("Accepted. Thank you is on its way.")

    assert PlaybookVersion.objects.get().number == 1
    assert Confirmation.objects.get().mandate == mandate
    assert Order.objects.get().state == State.ACCEPTED


def write_the_playbook(lead: Window) -> None:
    lead.open("/strategy/playbook/")
    lead.press("Begin with the first question")
    for question, answer in [
        ("What do you do, for whom, and what do they have from it?", "Wir streichen Häuser."),
        ("Who", "Familien mit einem alten Haus"),
        ("Trait", "Ruhig"),
        ("Somebody praises you", "Danken, mit Namen."),
    ]:
        lead.fill(question, answer)
        lead.press("Save and go on")
    lead.follow("Publish version 1")
    lead.press("Publish version %(number)s", number=1)
    lead.reads("Version %(number)s counts from now on.", number=1)


def look_at_the_channel(lead: Window) -> None:
    lead.follow("Channel check")
    lead.follow("Hours")
    all_of_it = {"de": "2,5 h", "en": "2.5 h"}[lead.language]
    free = {"name": "Ben Arndt", "left": all_of_it, "in_all": all_of_it}
    lead.choose("Who gives the time?", lead.word("%(name)s – %(left)s of %(in_all)s a week free") % free)
    lead.fill("Hours a week for this channel", "2")
    lead.press("Put down")
    lead.reads("%(name)s is down for it.", name="Ben Arndt")


def grant_what_the_task_takes(lead: Window) -> None:
    lead.open("/mandates/advisor/")
    lead.follow("Weigh a task")
    lead.fill("Which task is it?", TASK)
    lead.press("On to the questions")
    lead.press("What does the advisor say?")
    lead.reads("can be handed over")
    lead.follow("Grant this mandate …")
    lead.follow(name=re.compile("Clara Frei"))
    lead.tick("on every channel")
    lead.press("Grant")


def order(lead: Window) -> None:
    lead.open("/orders/")
    lead.follow("New order")
    lead.fill("What is needed?", TITLE)
    lead.choose("Who does it?", "Clara Frei")
    lead.fill("Goal", "Zehn Anfragen bis Ostern")
    lead.fill("Audience", "Wer ein altes Haus kauft")
    lead.fill("Core message", "Kalk hält Wände gesund.")
    lead.fill("Format and length", "Drei Beiträge")
    lead.tick(name="Blog")
    in_a_week = timezone.localtime() + timedelta(days=7)
    lead.fill("To be delivered by", in_a_week.strftime("%Y-%m-%dT%H:%M"))
    lead.press("Send the order")
    lead.reads("%(name)s has been asked.", name="Clara Frei")
