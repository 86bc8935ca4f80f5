"""Tables as text: how we write CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import IO

from django.utils.translation import get_language

from eigenstimme.exchange.columns import Column, Line, Value
from eigenstimme.exchange.formulas import guarded

BOM = "\ufeff"
"""Without it Excel takes a file for the code page of the machine."""


def write(columns: Sequence[Column], lines: Iterable[Line], file: IO[str]) -> None:
    """As Excel opens it by a double click in the language of the reader: in German with semicolons."""
    file.write(BOM)
    writer = csv.writer(file, delimiter=";" if _german() else ",", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([str(column.label) for column in columns])
    for line in lines:
        writer.writerow([_as_text(line[column]) for column in columns])


def _as_text(value: Value) -> str:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y") if _german() else value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return guarded("" if value is None else str(value))


def _german() -> bool:
    return get_language() == "de"
