"""The ledger of a year as XLSX, for the books and for the Künstlersozialkasse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from eigenstimme.contracts.ledger import Ledger

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {"A": 14, "B": 30, "C": 44, "D": 16, "E": 16, "F": 48}
MONEY = '#,##0.00 "€"'


def workbook(ledger: Ledger) -> bytes:
    """A line for each fee, then the sums. What people typed stays text, also where it looks like a formula."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Levy %(year)s") % {"year": ledger.year}
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    head = [_("Day"), _("Contractor"), _("For what"), _("Counts (€)"), _("Left out (€)"), _("Why")]
    lines = [head, *_fees(ledger), *_sums(ledger)]
    for number, line in enumerate(lines, start=1):
        _write(sheet, number, line, bold=number in {1, len(lines) - 1, len(lines)})
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fees(ledger: Ledger) -> Iterator[list[Any]]:
    for account in ledger.accounts:
        for each in account.fees:
            fee, why = each.fee, each.why_not
            if each.unsure:
                why = _("No contract says more: counted to be safe.")
            amounts = [None, fee.amount] if each.why_not else [fee.amount, None]
            yield [fee.day, fee.contractor, fee.matter, *amounts, why]


def _sums(ledger: Ledger) -> list[list[Any]]:
    rate = _("%(percent)s %% from more than %(threshold)s €") % {
        "percent": number_format(ledger.rate.percent, 1),
        "threshold": number_format(ledger.rate.threshold, 0, force_grouping=True),
    }
    assumed = _("The rate of this year was not known: that of the nearest year stands in.")
    return [
        [None, _("Sum"), None, ledger.counted, ledger.left_out],
        [None, _("Levy"), rate, ledger.owed, None, assumed if ledger.rate.assumed else None],
    ]


def _write(sheet: Any, row: int, values: Sequence[Any], *, bold: bool) -> None:
    for number, value in enumerate(values, start=1):
        cell = sheet.cell(row=row, column=number)
        cell.font = Font(bold=bold)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"
        elif value is not None:
            cell.value = value
            cell.number_format = "dd.mm.yyyy" if isinstance(value, date) else MONEY
