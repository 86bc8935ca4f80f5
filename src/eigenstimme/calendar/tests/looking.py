"""What tests of the calendar read from its pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

BERLIN = ZoneInfo("Europe/Berlin")
MONTH, WEEK, DAY, LIST, BOARD = "/plan/", "/plan/week/", "/plan/day/", "/plan/list/", "/plan/board/"
MOVES, FILTER = "/plan/moves/", "/plan/filter/"
NOW = datetime(2026, 11, 22, 9, tzinfo=BERLIN)
TITLE = "Fünf Farben für den Herbst"


def at(day: int, hour: int = 8, minute: int = 0, month: int = 11) -> datetime:
    """On the company's clock, in November 2026 unless said otherwise."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def placed(client: Client, **address: Any) -> dict[str, list[str]]:
    """Title of every card of the month, by day."""
    cells = [cell for week in client.get(MONTH, address).context["weeks"] for cell in week]
    return {
        str(cell.date): [
            *(card.piece.title for card in cell.cards),
            *([f"+{cell.more}"] if cell.more else []),
        ]
        for cell in cells
        if cell.cards or cell.more
    }


def hours(client: Client, view: str = WEEK, **address: Any) -> dict[str, list[str]]:
    """Title of every card, by day and hour."""
    return {
        f"{column.date} {hour.hour}": [card.piece.title for card in hour.cards]
        for column in client.get(view, address).context["columns"]
        for hour in column.hours
        if hour.cards
    }


def listed(client: Client, **address: Any) -> list[str]:
    return sorted(card.piece.title for card in client.get(LIST, address).context["cards"])
