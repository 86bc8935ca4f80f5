"""What comes back: a format is made, its gap stands in the calendar, and a post fills it."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Format, Piece
from eigenstimme.plan.tests.pieces import a_piece
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


@pytest.mark.parametrize("device", DEVICES)
def test_a_post_is_repeated_changed_from_there_on_and_ended(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    begin = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    piece = a_piece(cast, title="Sprechstunde", planned_for=begin)
    lead = open_window(device, member=cast.amira)
    lead.open(f"/plan/{piece.pk}/")
    lead.follow("Repeat …")
    lead.fill("or so many times", "3")
    expect(lead.main.locator(".series-dates > li")).to_have_count(3, timeout=PATIENCE)  # by itself
    lead.main.get_by_role("button", name=re.compile("3 Beiträge anlegen")).click()
    lead.reads("%(number)s of %(total)s of a series", number=1, total=4)

    first, *later = Piece.objects.order_by("planned_for")
    assert (first, len(later)) == (piece, 3)
    with timezone.override(cast.company.zone):
        one, other = (timezone.localtime(each.planned_for) for each in (first, later[0]))
    assert other.replace(tzinfo=None) - one.replace(tzinfo=None) == timedelta(days=7)

    lead.open(f"/plan/{later[0].pk}/edit/")
    lead.fill("Text", "Jetzt mit Kaffee.")
    lead.press("Save and go on")
    lead.follow("Use these words from here on …")
    lead.press("Change them all")
    lead.reads_words("2 Beiträge wurden geändert.")
    texts = [each.text for each in Piece.objects.order_by("planned_for")]
    assert texts == [piece.text, *(["Jetzt mit Kaffee."] * 3)]

    lead.follow("End the series here …")
    lead.press("Take them all out")
    lead.reads("%(number)s of %(total)s of a series", number=2, total=2)
    assert Piece.objects.filter(dropped_at=None).count() == 2
