"""A goal from the day it is set to what was learnt: by the lead on the phone, and by its owner at the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy.models import Goal
from tests.journeys.conftest import OpenWindow
from tests.journeys.story import link_in
from tests.journeys.window import DESK, PATIENCE, PHONE, Window
from tests.servers.mail import MailServer

pytestmark = pytest.mark.journey

GOAL, LEARNT = "Mehr Menschen fragen uns an", "Wer ein Gesicht sieht, ruft eher an."


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


def test_a_goal_is_set_followed_and_ended(
    cast: Cast, open_window: OpenWindow, mailserver: MailServer
) -> None:
    lead, owner = open_window(PHONE, member=cast.amira), open_window(DESK, member=cast.ben)
    set_goal(lead)

    owner.open(link_in(mailserver.wait_for(to="ben@kern.example", subject_part=GOAL, seconds=30)))
    owner.follow("Write down a figure")
    owner.page.get_by_label("Wo steht es? (Anfragen)").fill("12,5")
    owner.fill("A word on it", "Aus dem Anrufbuch")
    owner.press("Write down")
    owner.reads_words("Aus dem Anrufbuch")

    lead.reads("Reached", "state")  # on the page that stood open
    lead.follow("End the goal")
    lead.tick("Reached")
    lead.fill("What did you learn?", LEARNT)
    lead.press("End the goal")
    lead.reads_words(LEARNT)

    goal = Goal.objects.get()
    assert (goal.outcome, goal.learnt, goal.ended_by) == ("reached", LEARNT, cast.amira)
    assert goal.values.get().recorded_by == cast.ben
    owner.reads_words(LEARNT)


def set_goal(lead: Window) -> None:
    lead.open("/strategy/goals/")
    lead.follow("New goal")
    lead.fill("What do you want to reach?", GOAL)
    lead.fill("Which goal of the company does it serve?", "Den Winter füllen")
    lead.fill("Start value", "4")
    lead.fill("Target value", "12")
    lead.fill("Last day", (timezone.localdate() + timedelta(days=30)).isoformat())
    lead.choose("Who answers for it?", "Ben Arndt")
    lead.press("Set the goal")
    lead.reads("Say in a word what is counted, like “inquiries”.")
    expect(lead.field("Target value")).to_have_value("12", timeout=PATIENCE)
    lead.fill("What is counted?", "Anfragen")
    lead.press("Set the goal")
    lead.reads("The goal is set.")
