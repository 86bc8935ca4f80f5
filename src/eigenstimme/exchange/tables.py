"""A table that comes in, before anybody knows what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from eigenstimme.exchange.columns import recognised
from eigenstimme.exchange.errors import BadTable
from eigenstimme.exchange.formulas import unguarded

MOST_ROWS, MOST_COLUMNS = 1000, 50
LARGEST_FILE = 5 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Table:
    """``rows`` with the number each has in a spreadsheet, the first line being 1; each as wide as ``headings``."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def table(lines: Iterable[Sequence[str]]) -> Table:
    """The first line that is not empty holds the headings, unless none of them is known: then it is a row too."""
    filled: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, start=1):
        cells = [_tidy(cell) for cell in line]
        if any(cells):
            filled.append((number, cells))
        if len(filled) > MOST_ROWS + 1:
            raise BadTable(_too_many())
    if not filled:
        raise BadTable(_("There is nothing in it. Please choose another file or copy the cells once more."))
    width = max(_width(cells) for _number, cells in filled)
    if width > MOST_COLUMNS:
        raise BadTable(
            _("The table has more than %(most)s columns. Please leave out what is not needed.")
            % {"most": MOST_COLUMNS}
        )
    even = [(number, (cells + [""] * width)[:width]) for number, cells in filled]
    return _with_headings(even, width)


def _with_headings(rows: list[tuple[int, list[str]]], width: int) -> Table:
    first = rows[0][1]
    if not any(recognised(first)):
        first = list(ascii_uppercase[:width]) + [str(number) for number in range(27, width + 1)]
    else:
        rows = rows[1:]
    if not rows:
        raise BadTable(_("There are only headings in it, and no rows."))
    if len(rows) > MOST_ROWS:
        raise BadTable(_too_many())
    return Table(first, rows)


def _too_many() -> str:
    said = _("The table has more than %(most)s rows. Please bring it in in several parts.")
    return said % {"most": number_format(MOST_ROWS, use_l10n=True, force_grouping=True)}


def _tidy(cell: str) -> str:
    """PostgreSQL keeps no zero bytes."""
    return unguarded(cell.replace("\r\n", "\n").replace("\x00", ""))


def _width(cells: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(cells, start=1) if cell), default=0)
