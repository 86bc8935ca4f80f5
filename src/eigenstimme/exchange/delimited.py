"""Tables as text: CSV in and out, and what is copied from a spreadsheet."""

from __future__ import annotations

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from io import StringIO
from typing import IO

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eigenstimme.exchange.columns import Column, Line, Value, recognised
from eigenstimme.exchange.errors import BadTable
from eigenstimme.exchange.formulas import guarded

BOM = "\ufeff"
"""Without it Excel takes a file for the code page of the machine."""
DELIMITERS = "\t;,|"
LOOKED_AT = 30  # lines, for telling what parts them


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


# --- in -------------------------------------------------------------------------------------------------------


def lines_of(content: bytes) -> Iterator[list[str]]:
    """The lines of a CSV file. Raises ``BadTable``."""
    return lines_of_text(_decoded(content))


def lines_of_text(text: str) -> Iterator[list[str]]:
    """The lines of a text whose cells are parted by tabs, semicolons or commas, whichever it is."""
    text, delimiter = _without_hint(text.removeprefix(BOM))
    return _parsed(text, delimiter or _delimiter(text))


def _decoded(content: bytes) -> str:
    """UTF-8 as everybody writes it, UTF-16 as "Unicode text" of Excel, else Windows-1252 as its CSV in the west."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif content[1:2] == b"\0":
        encodings = ["utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadTable(_("This file is not a table we can read. Please save it as XLSX or CSV."))


def _without_hint(text: str) -> tuple[str, str]:
    """Excel writes and reads a first line like "sep=;"."""
    first, _end, rest = text.partition("\n")
    hint = first.strip().casefold()
    return (rest, hint[4]) if hint.startswith("sep=") and len(hint) == 5 else (text, "")


def _delimiter(text: str) -> str:
    """What makes the most known headings; then what parts the lines most evenly, into the most cells.

    ``csv.Sniffer`` counts characters, and a text has more commas than a line has cells.
    """
    return max(DELIMITERS, key=lambda each: _fit(text, each))


def _fit(text: str, delimiter: str) -> tuple[int, float, int]:
    lines: list[list[str]] = []
    try:
        for line in _parsed(text, delimiter):
            lines += [line] if any(line) else []
            if len(lines) == LOOKED_AT:
                break
    except BadTable:
        return (0, 0.0, 0)
    if not lines or len(lines[0]) == 1:
        return (0, 0.0, 0)
    width = len(lines[0])
    even = sum(len(line) == width for line in lines) / len(lines)
    return sum(each is not None for each in recognised(lines[0])), even, width


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise BadTable(_("This is not a table we can read. Please save it as XLSX or CSV.")) from error
