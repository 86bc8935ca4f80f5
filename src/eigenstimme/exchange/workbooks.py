"""Tables as XLSX, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from eigenstimme.exchange.columns import Column, Line, Value
from eigenstimme.exchange.errors import BadTable
from eigenstimme.exchange.formulas import marked, would_run
from eigenstimme.exchange.tables import MOST_COLUMNS

LONGEST_CELL = 32_767  # UTF-16 units; Excel takes a file with a longer one for broken
LARGEST_UNPACKED = 60 * 1024 * 1024  # bytes
MOST_PARTS = 2000
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
UNREADABLE = (
    BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    StopIteration,
    OSError,
)
"""What openpyxl stumbles over in a file that only looks like one."""
WIDTHS = {Column.TEXT: 60, Column.TITLE: 34, Column.BRIEF: 40, Column.COMMENT: 40, Column.CHANNELS: 26}
USUAL_WIDTH, NARROW_WIDTH = 18, 11
NARROW = {Column.NUMBER, Column.VERSION, Column.DATE, Column.TIME, Column.CLASS}
FORMATS = {Column.DATE: "dd.mm.yyyy", Column.TIME: "hh:mm"}
HEAD, BODY = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def write(columns: Sequence[Column], lines: Iterable[Line], file: IO[bytes]) -> None:
    """Row after row, so that a long plan needs no more memory than a short one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Plan"))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        width = NARROW_WIDTH if column in NARROW else WIDTHS.get(column, USUAL_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_heading(sheet, column) for column in columns])
    count = 1
    for line in lines:
        sheet.append([_cell(sheet, column, line[column]) for column in columns])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
    book.save(file)


def fitted(text: str) -> str:
    """As much of a text as a cell holds."""
    return text.encode("utf-16-le")[: LONGEST_CELL * 2].decode("utf-16-le", "ignore")


def _heading(sheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, str(column.label))
    cell.font = HEAD
    return cell


def _cell(sheet: Any, column: Column, value: Value) -> Any:
    """Text stays text, also where openpyxl would make a formula of it."""
    cell = WriteOnlyCell(sheet)
    cell.alignment = BODY
    if isinstance(value, str):
        cell.value = fitted(marked(ILLEGAL_CHARACTERS_RE.sub("", value)))
        cell.data_type = "s"
        cell.quotePrefix = would_run(value)
    elif value is not None:
        cell.value = value
        cell.number_format = FORMATS.get(column, "General")
    return cell


# --- in -------------------------------------------------------------------------------------------------------


def lines_of(content: bytes) -> Iterator[list[str]]:
    """The lines of the first sheet, formulas as what they last showed. Raises ``BadTable``."""
    _require_harmless(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
        sheet.reset_dimensions()  # what a file says of its size is not always true
        for line in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield [_read(value) for value in line]
    except UNREADABLE as error:
        raise BadTable(_unreadable()) from error


def _require_harmless(content: bytes) -> None:
    """A small file can hold gigabytes of nothing: its list of contents says how much."""
    if content.startswith(OLD_EXCEL):
        raise BadTable(_("This is a file of an old Excel (XLS). Please save it as XLSX."))
    try:
        inside = ZipFile(BytesIO(content)).infolist()
    except BadZipFile as error:
        raise BadTable(_unreadable()) from error
    if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > LARGEST_UNPACKED:
        raise BadTable(
            _("This file is too large. Please keep only the sheet with the plan, and save it again.")
        )


def _read(value: object) -> str:
    """A day without a clock stands in a cell as midnight."""
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", timespec="minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _unreadable() -> str:
    return _("This file is not a table we can read. Please save it as XLSX or CSV.")
