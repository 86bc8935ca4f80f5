"""Tables on their way in, for the tests of the import."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from eigenstimme.exchange.models import Import, Row

IMPORT = "/plan/import/"
HEADINGS = "Veröffentlichungsdatum/-zeit\tArbeitstitel\tThema/Rubrik\tInhalt (grob)\tKanal(e)\tVerantwortlich\tStatus"


def pasted(*lines: str, headings: str = HEADINGS) -> dict[str, Any]:
    return {"pasted": "\r\n".join([headings, *lines]), "form_key": str(uuid4())}


def uploaded(content: bytes, name: str = "plan.csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content), "form_key": str(uuid4())}


def workbook(*lines: list[Any]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for line in lines:
        sheet.append(line)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def handed_over(client: Client, form: dict[str, Any]) -> Import:
    """The table as it lies there to be looked at."""
    answer = client.post(IMPORT, form)
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.get(pk=answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def looks(client: Client, table: Import, show: str = "") -> list[tuple[str, str, list[str]]]:
    """Verdict, title, and everything that stands against it, row by row."""
    lines = client.get(table.get_absolute_url(), {"show": show} if show else {}).context["lines"]
    return [
        (
            str(line.judged.verdict.value),
            line.title,
            [*line.troubles, *(f"{cell.label}: {cell.trouble}" for cell in line.cells)],
        )
        for line in lines
    ]


def brought_in(client: Client, table: Import, **cells: str) -> Any:
    seen = client.get(table.get_absolute_url()).context["seen"]
    return client.post(f"{table.get_absolute_url()}brought-in/", {"seen": seen, **cells})


def cell(row: Row, place: int) -> str:
    """The name of the field in which it is put right."""
    return f"cell-{row.pk}-{place}"
