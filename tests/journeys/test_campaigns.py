"""A campaign from its goal to its result: started, joined from outside, filled with a post, closed with words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Campaign, Piece
from tests.journeys.conftest import OpenWindow
from tests.journeys.story import link_in
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window
from tests.servers.mail import MailServer

pytestmark = pytest.mark.journey

NAME, GOAL, RESULT = "Fassadenwochen", "Zwanzig Anfragen bis Ostern", "24 Anfragen. Mehr Gesichter zeigen."


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_a_campaign_reaches_its_result(
    device: Device, cast: Cast, open_window: OpenWindow, mailserver: MailServer
) -> None:
    lead, specialist = open_window(device, member=cast.amira), open_window(device, member=cast.clara)

    start(lead)
    specialist.open(link_in(mailserver.wait_for(to="clara@kern.example", subject_part=NAME, seconds=30)))
    specialist.reads_words(GOAL)

    lead.follow("A post for it")
    write_the_post(lead)
    lead.follow(name=NAME)
    lead.reads_words("Hausbesuch")

    lead.page.get_by_text(lead.word("Say what came of it")).click()
    lead.fill("What came of it, and what did you learn?", RESULT)
    lead.press("Close with this result")
    lead.reads_words(RESULT)
    expect(lead.button("Print")).to_be_visible(timeout=PATIENCE)

    campaign = Campaign.objects.get()
    assert (campaign.result, campaign.closed_by) == (RESULT, cast.amira)
    assert Piece.objects.get().campaign == campaign
    specialist.reads_words(RESULT)  # on the page that stood open


def test_wrong_days_cost_nothing(cast: Cast, open_window: OpenWindow) -> None:
    lead = open_window(PHONE, member=cast.amira)
    fill_form(lead)
    lead.fill("Last day", "2020-01-01")
    lead.press("Start the campaign")
    lead.reads("The last day lies before the first.")
    expect(lead.field("Goal")).to_have_value(GOAL)
    lead.fill("Last day", in_days(30))
    lead.press("Start the campaign")
    lead.reads("The campaign is there. Now it needs posts.")


def start(lead: Window) -> None:
    fill_form(lead)
    lead.press("Start the campaign")
    lead.reads("The campaign is there. Now it needs posts.")


def fill_form(lead: Window) -> None:
    lead.open("/plan/campaigns/")
    lead.follow("New campaign")
    lead.fill("Name", NAME)
    lead.fill("Goal", GOAL)
    lead.fill("First day", in_days(0))
    lead.fill("Last day", in_days(30))
    lead.fill("Budget (€)", "1.200,50")
    lead.tick(name="Clara Frei")


def write_the_post(lead: Window) -> None:
    lead.fill("Title", "Hausbesuch")
    lead.fill("Text", "Wir kommen zum Schauen.")
    lead.tick(name="Blog")
    lead.choose("Topic", "Farben (B – normal)")
    lead.press("Save and go on")
    lead.reads("Saved.")


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()
