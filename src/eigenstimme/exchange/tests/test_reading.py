"""What people write in tables, and how programs save them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from openpyxl import Workbook

from eigenstimme.exchange import delimited, workbooks
from eigenstimme.exchange.columns import Column, recognised
from eigenstimme.exchange.errors import BadCell, BadTable
from eigenstimme.exchange.moments import clock, moment
from eigenstimme.exchange.tables import MOST_ROWS, table
from eigenstimme.exchange.tests.coming_in import workbook

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _in_berlin() -> Any:
    with timezone.override(BERLIN):
        yield


@pytest.mark.parametrize(
    "text",
    [
        "24.12.2026",
        "24.12.26",
        "24. 12. 2026",
        "Do 24.12.2026",
        "Donnerstag, 24.12.2026",
        "24. Dezember 2026",
        "24 Dez. 2026",
        "24 Dec 2026",
        "24th December 2026",
        "December 24, 2026",
        "Dec 24 2026",
        "2026-12-24",
        "24/12/2026",
        "12/24/2026",
        "46380",
    ],
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert moment(text, "18:00") == datetime(2026, 12, 24, 18, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "text", ["18:00", "18.00 Uhr", "18 Uhr", "18h00", "18:00:00", "6 pm", "6:00 p.m.", "0.75", "0,75", "18"]
)
def test_clocks_are_read_as_people_write_them(text: str) -> None:
    assert clock(text) == time(18)


@pytest.mark.parametrize(
    "text",
    [
        "24.12.2026 18:00",
        "24.12.2026, 18 Uhr",
        "24.12.2026 um 18:00 Uhr",
        "2026-12-24T18:00",
        "46380,75",
        "46380.75",
    ],
)
def test_day_and_clock_may_share_a_cell(text: str) -> None:
    assert moment(text, "") == datetime(2026, 12, 24, 18, tzinfo=BERLIN)


def test_a_day_without_a_clock_is_in_the_morning_or_when_it_was() -> None:
    assert moment("24.12.2026", "") == datetime(2026, 12, 24, 10, tzinfo=BERLIN)
    assert moment("24.12.2026", "", time(7, 5)) == datetime(2026, 12, 24, 7, 5, tzinfo=BERLIN)
    assert moment("", "") is None


@pytest.mark.parametrize(
    ("day", "at", "why"),
    [
        ("03/04/2026", "", "auf zwei Arten"),
        ("24.12.", "", "kein Jahr"),
        ("24. Dezember", "", "kein Jahr"),
        ("31.02.2026", "", "kein Datum"),
        ("24.12.1926", "", "kein Datum"),
        ("demnächst", "", "kein Datum"),
        ("12 Foobar 2026", "", "kein Datum"),
        ("24.12.2026", "abends", "keine Uhrzeit"),
        ("24.12.2026", "25:00", "keine Uhrzeit"),
        ("24.12.2026", "13 pm", "keine Uhrzeit"),
        ("", "18:00", "kein Datum"),
        ("28.03.2027", "02:30", "gibt es nicht"),
    ],
)
def test_what_is_no_time_says_why(day: str, at: str, why: str) -> None:
    with pytest.raises(BadCell, match=why):
        moment(day, at)


def test_the_time_that_comes_twice_is_the_first() -> None:
    found = moment("25.10.2026", "02:30")
    assert found
    assert found.utcoffset() == datetime(2026, 10, 25, 1, tzinfo=BERLIN).utcoffset()


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Datum;Titel\n24.12.2026;Rot, gelb, blau\n", ["24.12.2026", "Rot, gelb, blau"]),
        ("Datum,Titel\n24.12.2026,Rot; gelb; blau; grün\n", ["24.12.2026", "Rot; gelb; blau; grün"]),
        ("Datum\tTitel\n24.12.2026\tRot, gelb; blau\n", ["24.12.2026", "Rot, gelb; blau"]),
        ('sep=|\nDatum|Titel\n24.12.2026|"a|b"\n', ["24.12.2026", "a|b"]),
        ('Datum;Titel\n;"Zeile 1\r\nZeile ""2"""\n', ["", 'Zeile 1\nZeile "2"']),
        ("Datum;Titel\n;'=1+1\n", ["", "=1+1"]),
    ],
)
def test_what_parts_the_cells_is_found(text: str, cells: list[str]) -> None:
    assert table(delimited.lines_of_text(text)).rows[0][1] == cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encodings_of_excel_are_read(encoding: str) -> None:
    found = table(delimited.lines_of("Datum;Titel\n24.12.2026;Größe für 5 €\n".encode(encoding)))
    assert (found.headings, found.rows) == (["Datum", "Titel"], [(2, ["24.12.2026", "Größe für 5 €"])])


def test_rows_have_the_numbers_of_the_spreadsheet() -> None:
    found = table([["", ""], ["Datum", "Titel"], ["", ""], ["", "A"], ["", "B", ""]])
    assert found.rows == [(4, ["", "A"]), (5, ["", "B"])]


def test_cells_of_a_workbook_come_as_they_are_meant() -> None:
    book = workbook(
        ["Datum", "Uhrzeit", "Titel", "Nr."],
        [date(2026, 12, 24), time(18), "=1+1", 12.0],
        [datetime(2026, 12, 24, 18, 30), None, "B", 2.5],
    )
    rows = table(workbooks.lines_of(book)).rows
    assert rows == [(2, ["2026-12-24", "18:00", "", "12"]), (3, ["2026-12-24 18:30", "", "B", "2.5"])]


def test_the_first_sheet_that_is_seen_counts() -> None:
    book = Workbook()
    hidden: Any = book.active
    hidden.sheet_state = "hidden"
    hidden.append(["Listen"])
    sheet: Any = book.create_sheet("Plan")
    sheet.append(["Titel"])
    sheet.append(["A"])
    file = io.BytesIO()
    book.save(file)
    assert table(workbooks.lines_of(file.getvalue())).rows == [(2, ["A"])]


def a_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (workbooks.LARGEST_UNPACKED + 1))
    return file.getvalue()


def a_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("text.txt", "kein Blatt")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (a_bomb(), "zu groß"),
        (a_zip(), "keine Tabelle"),
        (b"PK\x03\x04kaputt", "keine Tabelle"),
        (workbooks.OLD_EXCEL, "XLS"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(BadTable, match=why):
        table(workbooks.lines_of(content))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nichts"),
        ("Datum;Titel\n;\n", "nur Überschriften"),
        ("Titel\n" + "A\n" * (MOST_ROWS + 1), "mehr als 1.000 Zeilen"),
        (";".join(["Titel"] * 51) + "\n" + ";".join(["A"] * 51), "mehr als 50 Spalten"),
        ('Titel;Text\n"' + "a" * 200_000, "keine Tabelle"),
    ],
)
def test_what_is_no_table_says_why(text: str, why: str) -> None:
    with pytest.raises(BadTable, match=why):
        table(delimited.lines_of_text(text))


def test_bytes_of_anything_else_are_refused() -> None:
    with pytest.raises(BadTable, match="keine Tabelle"):
        table(delimited.lines_of(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))


def test_a_thousand_rows_are_taken() -> None:
    assert len(table(delimited.lines_of_text("Titel\n" + "A\n" * MOST_ROWS)).rows) == MOST_ROWS


def test_headings_are_known_in_two_languages_and_many_words() -> None:
    german = "Veröffentlichungsdatum/-zeit;Titel;Thema/Rubrik;Inhalt (grob);Kanal(e);Verantwortlich;Status;Kampagne"
    english = "Publish date;Working title;Topic;Copy;Channels;Owner;Status;Campaign"
    known = [
        Column.DATE,
        Column.TITLE,
        Column.TOPIC,
        Column.TEXT,
        Column.CHANNELS,
        Column.RESPONSIBLE,
        Column.STATE,
        Column.CAMPAIGN,
    ]
    assert recognised(german.split(";")) == recognised(english.split(";")) == known
    assert recognised(["Rubrik", "Format"]) == [Column.FORMAT, Column.BRIEF]
    assert recognised(["Version", "Format"]) == [Column.VERSION, Column.FORMAT]
    assert recognised(["Titel", "Titel", "Wetter"]) == [Column.TITLE, None, None]
