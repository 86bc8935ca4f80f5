"""The plan comes in from a spreadsheet and goes out: pasted, put right, brought in, taken along, subscribed to."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import icalendar
import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Window

pytestmark = pytest.mark.journey

DEVICES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]
HEADINGS = [
    "Veröffentlichungsdatum/-zeit",
    "Arbeitstitel",
    "Thema/Rubrik",
    "Inhalt (grob)",
    "Kanal(e)",
    "Status",
]


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


def day(ahead: int) -> str:
    return f"{timezone.localdate() + timedelta(days=ahead):%d.%m.%Y}"


def from_the_menu(window: Window, link: str) -> None:
    window.open("/plan/")
    window.page.locator("summary", has=window.page.get_by_label(window.word("In and out"))).click()
    window.follow(link)


@pytest.mark.parametrize("device", DEVICES)
def test_a_range_is_pasted_put_right_and_brought_in(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    lead = open_window(device, member=cast.amira)
    from_the_menu(lead, "Import into the plan")
    rows = [
        HEADINGS,
        [f"{day(3)} 17:30", "Fünf Farben", "Farben", '"Zeile 1\nZeile 2"', "Blog", "Idee"],
        ["gestern", "Sechs Farben", "Farbe", "Text", "Blog", "Geplant"],
    ]
    lead.fill("Or paste it", "\n".join("\t".join(row) for row in rows))
    lead.press("Look at it")
    lead.reads_words("„gestern“ ist kein Datum. Bitte schreiben Sie es wie 24.12.2026.")
    assert not Piece.objects.exists()

    lead.main.get_by_label("Veröffentlichungsdatum/-zeit").last.fill(day(4))
    lead.main.get_by_label("Thema/Rubrik").last.fill("Farben")
    lead.press("Check again")
    lead.main.get_by_role("button", name="2 Zeilen importieren").click()
    lead.reads_words("2 Beiträge wurden angelegt.")

    first, second = Piece.objects.order_by("pk")
    assert (first.text, second.topic) == ("Zeile 1\nZeile 2", cast.colours)
    lead.press("Undo the import")
    lead.reads_words("2 Beiträge wurden wieder aus dem Plan genommen.")
    assert not Piece.objects.filter(dropped_at=None).exists()


@pytest.mark.parametrize("device", DEVICES)
def test_a_file_goes_out_is_changed_and_comes_back(
    device: Device, cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    piece = a_piece(cast, title="Fünf Farben")
    lead = open_window(device, member=cast.amira)
    from_the_menu(lead, "Export the plan")
    lead.tick("The posts: a line for each, with everything that can be changed and brought back")
    with lead.page.expect_download() as download:
        lead.press("Download")
    file = tmp_path / "plan.xlsx"
    download.value.save_as(file)

    book = load_workbook(file)
    sheet: Any = book.worksheets[0]
    titles = {cell.value: cell.column for cell in sheet[1]}
    assert isinstance(sheet.cell(2, titles["Datum"]).value, datetime)
    sheet.cell(2, titles["Arbeitstitel"]).value = "Sieben Farben"
    book.save(file)

    lead.open("/plan/import/")
    lead.attach("File", file)
    lead.press("Look at it")
    expect(lead.main.locator("ins")).to_have_text("Sieben Farben", timeout=PATIENCE)
    lead.main.get_by_role("button", name="1 Zeile importieren").click()
    lead.reads_words("1 wurde geändert.")
    piece.refresh_from_db()
    assert (piece.title, piece.revision) == ("Sieben Farben", 2)


def test_a_file_nobody_can_read_is_named_and_the_way_stays_open(
    cast: Cast, open_window: OpenWindow, tmp_path: Path
) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(b"PK\x03\x04 kein Blatt")
    lead = open_window(PHONE, member=cast.amira)
    lead.open("/plan/import/")
    lead.attach("File", file)
    lead.press("Look at it")
    lead.reads("This file is not a table we can read. Please save it as XLSX or CSV.")

    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Titel", "Thema"])
    sheet.append(["Fünf Farben", "Farben"])
    book.save(file)
    lead.attach("File", file)
    lead.press("Look at it")
    expect(lead.main.get_by_role("button", name="1 Zeile importieren")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("device", DEVICES)
def test_a_calendar_fetches_the_plan(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    a_piece(cast, title="Fünf Farben")
    lead = open_window(device, member=cast.amira)
    from_the_menu(lead, "Show it in your own calendar")
    lead.press("Make the address")
    address = lead.field("Address for your calendar").input_value(timeout=PATIENCE)

    found = icalendar.Calendar.from_ical(httpx.get(address).content)
    assert [str(event["summary"]) for event in found.walk("VEVENT")] == ["Fünf Farben · Blog"]
    lead.open("/plan/own-calendar/")
    lead.reads_words("Zuletzt abgerufen:")
    assert re.match(
        r"webcal://", lead.main.get_by_role("link", name="Im Kalender").get_attribute("href") or ""
    )
    lead.press("Close the address")
    lead.reads("The address is closed. Your calendar shows nothing of the plan any more.")
    assert httpx.get(address).status_code == 404
