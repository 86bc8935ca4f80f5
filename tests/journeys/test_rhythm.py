"""What comes back: a format is made, its gap stands in the calendar, and a post fills it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Format, Piece
from eigenstimme.plan.tests.test_formats import a_format
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window

pytestmark = pytest.mark.journey

NAME = "Farbtipp am Freitag"
DEVICES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", DEVICES)
def test_a_format_leaves_gaps_until_posts_fill_them(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    lead = open_window(device, member=cast.amira)

    add_format(lead)
    lead.reads("The format is there. Its slots stand in the calendar.")
    slots = lead.main.locator(".slot")
    expect(slots).to_have_count(8, timeout=PATIENCE)
    expect(lead.main.locator(".slot-gap")).to_have_count(8)

    slots.first.get_by_role("link").click()
    lead.fill("Title", "Salbeigrün")
    lead.fill("Text", "Salbeigrün passt zu Eiche.")
    expect(lead.field("Topic").locator("option:checked")).to_contain_text("Alltag")
    lead.press("Save and go on")
    expect(lead.main.get_by_role("heading", name="Salbeigrün").first).to_be_visible(timeout=PATIENCE)

    piece = Piece.objects.get()
    assert (piece.format, piece.topic) == (Format.objects.get(), cast.everyday)
    assert [variant.channel for variant in piece.variants.all()] == [cast.blog]
    assert piece.planned_for and piece.planned_for.astimezone(cast.company.zone).hour == 18
    lead.open("/plan/formats/")
    expect(lead.main.locator(".slot-gap")).to_have_count(7, timeout=PATIENCE)


@pytest.mark.parametrize("device", DEVICES)
def test_a_gap_in_the_calendar_opens_a_post_at_its_time(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    mine = a_format(cast, topic=cast.everyday, channels=[cast.blog])
    lead = open_window(device, member=cast.amira)
    lead.open(f"/plan/week/?date={timezone.localdate() + timedelta(days=7)}")

    gap = lead.main.locator(".event-gap a").last
    expect(gap).to_contain_text(f"18:00 {NAME}", timeout=PATIENCE)
    gap.click()

    (at,) = parse_qs(urlsplit(lead.page.url).query)["at"]
    expect(lead.field("When?")).to_have_value(at)
    assert lead.page.locator("[name=format]").input_value() == str(mine.pk)


def test_wrong_input_comes_back_whole(cast: Cast, open_window: OpenWindow) -> None:
    lead = open_window(PHONE, member=cast.amira)
    lead.open("/plan/formats/new/")
    lead.fill("Name", NAME)
    lead.fill("Time", "18:00")
    lead.press("Save")

    lead.reads("Choose at least one day of the week.")
    expect(lead.field("Name")).to_have_value(NAME)


def add_format(lead: Window) -> None:
    """Every Tuesday at six; the days of a month are not asked for."""
    lead.open("/plan/formats/")
    lead.follow("New format")
    lead.fill("Name", NAME)
    lead.choose("Topic", "Alltag")
    lead.tick(name="Blog")
    expect(lead.page.locator("[name=month_day]")).to_be_hidden()
    lead.page.locator("[name=weekdays][value='1']").check()
    lead.fill("Time", "18:00")
    lead.press("Save")
