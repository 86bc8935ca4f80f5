"""A firm with nothing writes down how it wants to sound, publishes that, and changes it: everybody sees what is new."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy.models import Chapter, PlaybookVersion
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window

pytestmark = pytest.mark.journey

PROMISE = "Wir streichen Häuser, damit Menschen gern nach Hause kommen."


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def test_a_firm_with_nothing_writes_its_playbook(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    lead, colleague = open_window(device, member=cast.amira), open_window(device, member=cast.ben)
    colleague.open("/strategy/playbook/")
    colleague.reads(
        "There is no playbook yet. As soon as the lead has published one, you read here how the company wants to sound."
    )
    answer_the_first_four(lead)
    publish(lead, 1)
    lead.reads_words(PROMISE)
    colleague.open("/strategy/playbook/")
    colleague.reads_words("Kurze Sätze")

    lead.follow("Work on it")
    lead.follow("How we sound")
    lead.fill("So", "Kurze, klare Sätze")
    lead.press("Save and stop here")
    lead.follow("Publish a new version")
    lead.fill("What is new?", "Klarer")
    publish(lead, 2)

    colleague.open("/strategy/playbook/")
    colleague.follow("See what is new")
    expect(colleague.page.locator("ins").first).to_contain_text("klare", timeout=PATIENCE)
    assert list(PlaybookVersion.objects.values_list("number", "note")) == [(2, "Klarer"), (1, "")]
    no_wider_than_the_screen(lead)


def test_what_was_typed_survives_a_mistake_and_a_closed_window(cast: Cast, open_window: OpenWindow) -> None:
    lead = open_window(PHONE, member=cast.amira)
    lead.open("/strategy/playbook/")
    lead.press("Begin with the first question")
    lead.fill("What do you stand up for?", "x" * 2001)
    lines = lead.page.get_by_label(lead.word("What matters to us"))
    lead.press("More lines")
    expect(lines).to_have_count(4)
    lines.nth(3).fill("Sauber")
    lead.press("Save and go on")
    expect(lead.page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    expect(lines.nth(3)).to_have_value("Sauber")
    lead.fill("What do you stand up for?", "Ausbildung braucht Zeit.")
    lead.press("Save and go on")
    lead.reads("Saved.")
    assert Chapter.objects.get().content == {"values": ["Sauber"], "stance": "Ausbildung braucht Zeit."}


def answer_the_first_four(lead: Window) -> None:
    lead.open("/strategy/playbook/")
    lead.press("Begin with the first question")
    lead.reads_words("Schritt 1 von 9")
    lead.fill("What do you do, for whom, and what do they have from it?", PROMISE)
    lead.press("Save and go on")
    lead.reads_words("Schritt 2 von 9")
    lead.fill("Who", "Familien mit einem alten Haus")
    lead.press("Save and go on")
    lead.reads_words("Schritt 3 von 9")
    lead.fill("Trait", "Ruhig")
    lead.fill("So", "Kurze Sätze")
    lead.press("Save and go on")
    lead.reads_words("Schritt 4 von 9")
    lead.fill("Somebody praises you", "Danken, mit Namen.")
    lead.press("Save and go on")
    lead.follow("Publish version 1")


def publish(lead: Window, number: int) -> None:
    lead.press("Publish version %(number)s", number=number)
    lead.reads("Version %(number)s counts from now on.", number=number)


def no_wider_than_the_screen(window: Window) -> None:
    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
