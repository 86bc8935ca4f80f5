"""An order from the first line to the post it becomes: ordered, taken on, delivered, returned, delivered, accepted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from eigenstimme.orders.models import Order
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Piece
from tests.journeys.conftest import OpenWindow
from tests.journeys.story import link_in, make_picture
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window
from tests.servers.mail import MailServer

pytestmark = pytest.mark.journey

TITLE, SHORT = "Artikel über Kalkfarbe", "Kalk ist ein Baustoff."
LONGER = "Kalk ist ein alter Baustoff.\n\nIn der Lindenstraße haben wir damit drei Räume gestrichen."
WISH = "Bitte länger, und mit der Lindenstraße."


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_an_order_becomes_a_post(
    device: Device, cast: Cast, open_window: OpenWindow, mailserver: MailServer, tmp_path: Path
) -> None:
    lead, specialist = open_window(device, member=cast.amira), open_window(device, member=cast.clara)

    order_in_a_minute(lead)
    specialist.open(link_in(mailserver.wait_for(to="clara@kern.example", subject_part=TITLE, seconds=30)))
    specialist.press("Take it on")
    specialist.reads("You have taken on the order.")

    deliver(specialist, SHORT, make_picture(tmp_path))
    lead.open(link_in(mailserver.wait_for(to="amira@kern.example", subject_part="Geliefert", seconds=30)))
    lead.reads_words(SHORT)
    return_it(lead)

    specialist.open("/")
    specialist.follow(name=TITLE)
    specialist.reads_words(WISH)
    specialist.reads("%(done)s of %(agreed)s agreed", done=1, agreed=2)
    deliver(specialist, LONGER)

    lead.open("/orders/")
    lead.follow(name=TITLE)
    lead.follow("What changed since the version before")
    expect(lead.main.locator("ins").filter(has_text="Lindenstraße")).to_be_visible(timeout=PATIENCE)
    lead.follow(name=TITLE)
    lead.press("Accept it")
    lead.reads("Accepted. Thank you is on its way.")
    make_a_post(lead)

    piece = Piece.objects.get()
    assert (piece.text, piece.author, Order.objects.get().piece) == (LONGER, cast.clara, piece)
    specialist.reads("accepted by %(name)s", name=cast.amira)  # on the page that stood open


def test_wrong_input_costs_nothing(
    cast: Cast, open_window: OpenWindow, mailserver: MailServer, tmp_path: Path
) -> None:
    """A date that has passed, a word for an amount: everything else stays where it was."""
    lead = open_window(PHONE, member=cast.amira)
    fill_brief(lead)
    lead.fill("To be delivered by", "2020-01-01T10:00")
    lead.press("Send the order")
    lead.reads("This time has passed. Choose a later one.")
    expect(lead.field("Core message")).to_have_value("Kalk hält Wände gesund.")
    lead.fill("To be delivered by", in_a_week())
    lead.press("Send the order")
    lead.reads("%(name)s has been asked.", name=cast.clara)


def order_in_a_minute(lead: Window) -> None:
    fill_brief(lead)
    lead.press("Send the order")
    lead.reads("%(name)s has been asked.", name="Clara Frei")


def fill_brief(lead: Window) -> None:
    lead.open("/orders/")
    lead.follow("New order")
    lead.fill("What is needed?", TITLE)
    lead.choose("Who does it?", "Clara Frei")
    lead.fill("Goal", "Zehn Anfragen bis Ostern")
    lead.fill("Audience", "Wer ein altes Haus kauft")
    lead.fill("Core message", "Kalk hält Wände gesund.")
    lead.fill("Format and length", "Blogartikel, 600 Wörter")
    lead.tick(name="Blog")
    lead.fill("To be delivered by", in_a_week())


def deliver(specialist: Window, text: str, picture: Path | None = None) -> None:
    specialist.fill("Text", text)
    if picture:
        specialist.attach("Add pictures or videos", picture)
    specialist.press("Deliver")
    specialist.reads("Delivered. %(name)s looks at it now.", name="Amira Kern")


def return_it(lead: Window) -> None:
    lead.page.get_by_text(lead.word("Return it with what should change")).click()
    lead.fill("What should change?", WISH)
    lead.press("Return it")
    lead.reads("%(name)s knows now what should change.", name="Clara Frei")


def make_a_post(lead: Window) -> None:
    lead.choose("Topic", "Farben")
    lead.press("Make a post of it")
    lead.reads("It stands in the plan now, as a draft.")


def in_a_week() -> str:
    return (timezone.localtime() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")
