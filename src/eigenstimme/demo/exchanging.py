"""A table on its way into the demo's plan: what the lead has brought along from her old spreadsheet."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from eigenstimme.demo.cast import Firm
from eigenstimme.exchange.actions import keep_table
from eigenstimme.exchange.tables import Table

NAME = "Redaktionsplan alt.xlsx"
HEADINGS = [
    "Datum",
    "Uhrzeit",
    "Arbeitstitel",
    "Thema",
    "Inhalt",
    "Kanal",
    "Verantwortlich",
    "Zielgruppe",
    "Status",
]
ROWS = (  # in how many days, and what stands in the row; two of them cannot be yet
    (
        21,
        "10:00",
        "Rückblick auf das Jahr",
        "Alltag",
        "Zwölf Bilder, zwölf Sätze.",
        "Übungskanal",
        "Ben Arndt",
        "alle",
    ),
    (
        27,
        "17 Uhr",
        "Was das neue Jahr an Farben bringt",
        "Farbe & Gestaltung",
        "",
        "Übungskanal",
        "",
        "Bauherren",
    ),
    (
        34,
        "9.30",
        "Schnuppertag für Schüler",
        "Ausbildun",
        "Wer mag, streicht mit.",
        "Übungskanal",
        "",
        "Schulen",
    ),
    (
        None,
        "12:00",
        "Wände im Winter lüften",
        "Farbe & Gestaltung",
        "Kurz und oft.",
        "Übungskanal",
        "",
        "Mieter",
    ),
)


def bring_a_table(firm: Firm, now: datetime) -> None:
    """It lies there and waits for somebody to look at it."""
    rows = []
    for number, (days, clock, *words) in enumerate(ROWS, start=2):
        day = f"{now + timedelta(days=days):%d.%m.%Y}" if days else "noch offen"
        rows.append((number, [day, clock, *map(str, words), "Idee"]))
    keep_table(Table(HEADINGS, rows), name=NAME, form_key=uuid4(), actor=firm.actor("amira"))
