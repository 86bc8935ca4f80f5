"""A boss on the phone says what should get off the desk, reads why, and grants the mandate from it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from eigenstimme.advisor.models import Suggestion, Weighing
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.tests.cast import Cast, make_cast
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Window

pytestmark = pytest.mark.journey

COMMENTS = "Kommentare auf Englisch beantworten, weil keiner von uns Englisch kann"


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


def test_boss_weighs_a_task_on_the_phone_and_grants_the_mandate(cast: Cast, open_window: OpenWindow) -> None:
    lead = open_window(PHONE, member=cast.amira)
    lead.open("/mandates/")
    lead.follow("What can be handed over?")
    weigh(lead, COMMENTS)
    lead.reads("own people, with preparation from outside")
    lead.reads_words("Antworten empfehlen")

    lead.follow("Grant this mandate …")
    lead.reads_words(COMMENTS)
    lead.follow(name=re.compile("Clara Frei"))
    expect(lead.page.get_by_label(lead.word("recommend answers"))).to_be_checked(timeout=PATIENCE)
    lead.tick("on every channel")
    lead.press("Grant")
    lead.reads_words("Clara Frei hat jetzt ein Mandat.")

    weighing = Weighing.objects.get()
    mandate = Mandate.objects.get(holder=cast.clara)
    assert (weighing.mandate, mandate.acts) == (mandate, ["inbox.recommend"])


def test_colleague_at_the_desk_changes_an_answer_and_suggests_it(cast: Cast, open_window: OpenWindow) -> None:
    colleague = open_window(DESK, member=cast.ben)
    colleague.open("/mandates/advisor/")
    colleague.follow("How the advisor decides")
    colleague.reads("If no rule applies")
    colleague.follow("What can be handed over?")
    weigh(
        colleague,
        "Bilder zuschneiden",
        otherwise="yes, details about people: addresses, participants, applicants",
    )
    colleague.reads("own people, with preparation from outside")
    colleague.press("Suggest it to the lead")
    colleague.reads("The lead knows of it.")
    assert Suggestion.objects.get().by == cast.ben

    lead = open_window(PHONE, member=cast.amira)
    lead.open("/")
    lead.reads_words("Ben Arndt möchte etwas abgeben")


def weigh(person: Window, words: str, otherwise: str = "") -> None:
    person.follow("Weigh a task")
    person.fill("Which task is it?", words)
    person.press("On to the questions")
    person.reads("Similar known tasks")
    if otherwise:
        person.tick(otherwise)
    person.press("What does the advisor say?")
