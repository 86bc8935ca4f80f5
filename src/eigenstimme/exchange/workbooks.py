"""Tables as XLSX: how we write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from eigenstimme.exchange.columns import Column, Line, Value
from eigenstimme.exchange.formulas import marked, would_run

LONGEST_CELL = 32_767  # UTF-16 units; Excel takes a file with a longer one for broken
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
