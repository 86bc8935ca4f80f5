"""The briefing as a PDF: what stands on the page, as data for ``typst/briefing.typ``."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eigenstimme.core import pdf
from eigenstimme.onboarding.briefing import Briefing
from eigenstimme.strategy.playbook.reading import AnyBlock, Lines, Pairs, Table, Text


def document(briefing: Briefing) -> bytes:
    """In the briefing's language."""
    mandate, company = briefing.mandate, str(briefing.mandate.company)
    day = date_format(timezone.localtime(), "DATE_FORMAT")
    title = _("Briefing for %(name)s") % {"name": mandate.holder}
    data = {
        "company": company,
        "kind": _("Briefing"),
        "holder": str(mandate.holder),
        "subject": _("What to know when working for %(company)s") % {"company": company},
        "lead": _("Working for %(company)s. Reading takes about %(minutes)s minutes.")
        % {"company": company, "minutes": briefing.minutes},
        "footer": _("version %(number)s, %(day)s") % {"number": briefing.version.number, "day": day}
        if briefing.version
        else day,
        "page": _("Page"),
        "sections": [
            {
                "title": section.title,
                "note": section.note,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in briefing.sections
        ],
        "closing": _confirmed(briefing),
    }
    return pdf.render("onboarding/typst/briefing.typ", data, title=title, language=briefing.language)


def _confirmed(briefing: Briefing) -> str:
    if briefing.confirmed and briefing.confirmation:
        at = date_format(timezone.localtime(briefing.confirmation.confirmed_at), "DATE_FORMAT")
        return _("%(name)s read this version and confirmed it on %(day)s.") % {
            "name": briefing.confirmation.confirmed_by,
            "day": at,
        }
    return _("It is confirmed in Eigenstimme, on the page of the mandate: “I have read it and work by it.”")


def _block(block: AnyBlock) -> dict[str, Any]:
    match block:
        case Text():
            return {"form": "text", "heading": block.heading, "text": block.text}
        case Lines():
            return {"form": "lines", "heading": block.heading, "items": block.items}
        case Pairs():
            return {"form": "pairs", "heading": block.heading, "pairs": block.pairs}
        case Table():
            return {"form": "records", "heading": block.heading, "records": _records(block)}


def _records(table: Table) -> list[dict[str, Any]]:
    """The first cell names the record; a pair of texts stands side by side."""
    return [
        {"name": row[0], "facts": _cells(table, row, paired=False), "pair": _cells(table, row, paired=True)}
        for row in table.rows
    ]


def _cells(table: Table, row: tuple[str, ...], *, paired: bool) -> list[tuple[str, str]]:
    cells = list(zip(table.keys, table.heads, row, strict=True))[1:]
    return [(head, said) for key, head, said in cells if said and (key in {"before", "after"}) is paired]
