"""The own-voice figures as a workbook: a sheet for all channels and one for each, a row for each month."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from eigenstimme.reports.voice import Voice
from eigenstimme.reports.words import ANSWERS, GROUPS

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_NAME = 28  # of a sheet: Excel takes 31, and a number may follow


def of_voice(counts: Voice) -> bytes:
    """The file. How answers came to be stands on the sheet of all channels only, where few people answer."""
    book = Workbook(write_only=True)
    names = {""}
    _sheet(book, _("All channels"), names, counts, None, answers=True)
    for channel in counts.channels:
        _sheet(book, channel.name, names, counts, channel.pk, answers=counts.answers_by_channel)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(
    book: Workbook, name: str, taken: set[str], counts: Voice, channel: int | None, *, answers: bool
) -> None:
    sheet = book.create_sheet(_free(name, taken))
    sheet.freeze_panes = "B2"
    groups, kinds = list(GROUPS), list(ANSWERS) if answers else []
    heads = [_("Month"), _("Own-voice share"), *GROUPS.values(), *(ANSWERS[each] for each in kinds)]
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 18
    sheet.append([_bold(sheet, str(head)) for head in heads])
    for month in counts.months:
        posts, answered = counts.posts(month, channel), counts.answered(month, channel)
        share = posts.own / posts.written if posts.written else None
        numbers = [getattr(posts, each) for each in groups] + [getattr(answered, each) for each in kinds]
        sheet.append([_formatted(sheet, month, "mm.yyyy"), _formatted(sheet, share, "0 %"), *numbers])


def _free(name: str, taken: set[str]) -> str:
    """A name Excel takes for a sheet, and that no other has."""
    base = name.translate(NOT_IN_NAMES).strip()[:LONGEST_NAME] or _("Channel")
    found, number = base, 1
    while found.casefold() in taken:
        number += 1
        found = f"{base} {number}"
    taken.add(found.casefold())
    return found


def _bold(sheet: Any, value: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.font = Font(bold=True)
    return cell


def _formatted(sheet: Any, value: Any, number_format: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell
