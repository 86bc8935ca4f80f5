"""What goes out comes back as it was: exactly, or as an edit that minds what others did meanwhile."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from eigenstimme.audit.models import Entry
from eigenstimme.calendar.tests.looking import at
from eigenstimme.exchange import delimited, workbooks
from eigenstimme.exchange.columns import OF_PIECES, Column, Value, recognised
from eigenstimme.exchange.moments import clock, moment
from eigenstimme.exchange.tables import table
from eigenstimme.exchange.tests.coming_in import brought_in, cell, handed_over, looks, uploaded, workbook
from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.campaigning import a_campaign
from eigenstimme.plan.tests.pieces import a_piece, published, signed_in
from eigenstimme.plan.tests.test_formats import a_format

PIECES = {"what": "pieces", "form": "csv", "first": "", "last": ""}
NASTY = st.text(alphabet="=+-@'\";,|\t\n äöüß€👩‍🎨a0", max_size=20)
TEXT = NASTY | st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=40
)
LINE = st.fixed_dictionaries(
    {
        **dict.fromkeys(OF_PIECES, TEXT),
        Column.NUMBER: st.integers(1, 10**9),
        Column.VERSION: st.integers(1, 999),
        Column.DATE: st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        Column.TIME: st.times().map(lambda found: found.replace(second=0, microsecond=0)),
    }
)
LINES = st.lists(LINE, min_size=1, max_size=4)


def shown(value: Value, read: str) -> object:
    """A cell that came back, in the kind it had on its way out."""
    if isinstance(value, int):
        return int(read)
    if isinstance(value, time):
        return clock(read)
    if isinstance(value, date):
        found = moment(read, "12:00")
        return found.date() if found else None
    return None if value is None and read == "" else read


def same(lines: list[dict[Column, Any]], read: Any) -> None:
    found = table(read)
    assert recognised(found.headings) == OF_PIECES
    assert [[shown(line[column], text) for column, text in zip(OF_PIECES, cells, strict=True)]
            for line, (_number, cells) in zip(lines, found.rows, strict=True)] == [
        [line[column] for column in OF_PIECES] for line in lines
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en"])
@settings(max_examples=200, deadline=None)
@given(lines=LINES)
def test_csv_comes_back_as_it_was(language: str, lines: list[dict[Column, Any]]) -> None:
    file = StringIO(newline="")
    with translation.override(language):
        delimited.write(OF_PIECES, lines, file)
        same(lines, delimited.lines_of(file.getvalue().encode("utf-8")))


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_xlsx_comes_back_as_it_was(lines: list[dict[Column, Any]]) -> None:
    file = BytesIO()
    with translation.override("de"):
        workbooks.write(OF_PIECES, lines, file)
        same(lines, workbooks.lines_of(file.getvalue()))


def exported(client: Client, form: str = "csv") -> bytes:
    answer = client.post("/plan/export/", {**PIECES, "form": form})
    assert answer.status_code == 200
    return bytes(answer.content)


def test_csv_that_excel_saved_as_xlsx_loses_its_apostrophes(cast: Cast) -> None:
    """Excel shows the apostrophe of a CSV as text and keeps it."""
    a_piece(cast, title="=1+1", text="- eins\n- zwei", planned_for=at(26))
    client = signed_in(cast.amira)
    lines = [list(line) for line in delimited.lines_of(exported(client))]

    found = looks(client, handed_over(client, uploaded(workbook(*lines), "plan.xlsx")))

    assert found == [("unchanged", "=1+1", [])]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_our_own_file_changes_nothing_by_coming_back(cast: Cast, form: str) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo, hier")
    variants = [VariantDraft(cast.blog, own_text="Eigenes"), VariantDraft(other, own_time=at(28))]
    a_piece(
        cast, title="Alles", text=' "Hallo";\nWelt, ', brief="=kurz", first_comment="-x", variants=variants
    )
    a_piece(cast, title="Ohne Zeit", planned_for=None, raised_class="C", responsible=cast.ben)
    campaign, of_friday = a_campaign(cast), a_format(cast)
    a_piece(cast, title="Mit Kampagne", campaign=campaign, format=of_friday)
    actions.close_campaign(campaign, result="Fertig", actor=cast.actor(cast.amira))
    actions.retire_format(of_friday, actor=cast.actor(cast.amira))
    a_piece(cast, title="Lang", text="ä👩" * 16_000)
    published(a_piece(cast, title="Draußen", planned_for=at(1)), "sent")
    client = signed_in(cast.amira)
    before = [(piece.revision, piece.content_hash()) for piece in Piece.objects.order_by("pk")]

    incoming = handed_over(client, uploaded(exported(client, form), f"plan.{form}"))
    assert {line[0] for line in looks(client, incoming)} == {"unchanged"}
    brought_in(client, incoming)

    assert [(piece.revision, piece.content_hash()) for piece in Piece.objects.order_by("pk")] == before


def changed_file(client: Client, **changes: str) -> bytes:
    """Our own CSV with other values in its only row."""
    headings, line = [list(each) for each in delimited.lines_of(exported(client))]
    for heading, text in changes.items():
        line[headings.index(heading)] = text
    return "\n".join(";".join(f'"{text}"' for text in each) for each in (headings, line)).encode()


def test_a_changed_row_is_an_edit_and_keeps_what_a_table_does_not_know(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    variants = [VariantDraft(cast.blog, own_text="Eigenes"), VariantDraft(other)]
    piece = a_piece(cast, title="Alt", planned_for=at(26, 8), variants=variants, plain_links=True)
    client = signed_in(cast.amira)
    incoming = handed_over(
        client, uploaded(changed_file(client, Arbeitstitel="Neu", Uhrzeit="09:15", Kanäle="Blog"))
    )

    (line,) = client.get(incoming.get_absolute_url()).context["lines"]
    assert [(each.label, each.before, each.after) for each in line.judged.changes] == [
        ("Arbeitstitel", "Alt", "Neu"),
        ("Datum", "26.11.2026 08:00", "26.11.2026 09:15"),
        ("Kanäle", "Anderswo, Blog", "Blog"),
    ]
    brought_in(client, incoming)

    piece = Piece.objects.get()
    assert (piece.title, piece.planned_for, piece.revision) == ("Neu", at(26, 9, 15), 2)
    assert [(each.channel, each.own_text) for each in piece.variants.all()] == [(cast.blog, "Eigenes")]
    assert piece.plain_links
    assert Entry.objects.get(verb="plan.imported").params == {"made": 0, "changed": 1}


def test_what_somebody_changed_since_the_export_is_not_written_over(cast: Cast) -> None:
    piece = a_piece(cast, title="Alt", planned_for=at(26))
    client, actor = signed_in(cast.amira), cast.actor(cast.amira)
    content = changed_file(client, Arbeitstitel="Neu")
    actions.move_piece(piece, at=at(26), to=at(27), revision=1, actor=actor)

    incoming = handed_over(client, uploaded(content))
    ((verdict, _title, troubles),) = looks(client, incoming)
    assert verdict == "cannot"
    assert troubles[0].startswith(
        "Fassung: Jemand hat diesen Beitrag seit dem Export geändert: Er hat jetzt Fassung 2"
    )

    brought_in(client, incoming, **{cell(incoming.rows.get(), 1): "2"})
    piece.refresh_from_db()
    assert (piece.title, piece.planned_for) == ("Neu", at(26))


def test_what_somebody_changed_while_one_looked_is_not_written_over(cast: Cast) -> None:
    piece = a_piece(cast, title="Alt", planned_for=at(26))
    client, actor = signed_in(cast.amira), cast.actor(cast.amira)
    incoming = handed_over(client, uploaded(changed_file(client, Arbeitstitel="Neu", Fassung="")))
    seen = "2026-11-22T08:59:59+01:00"  # a second before the other one saved

    actions.move_piece(piece, at=at(26), to=at(27), revision=1, actor=actor)
    client.post(f"{incoming.get_absolute_url()}brought-in/", {"seen": seen})

    piece.refresh_from_db()
    assert (piece.title, piece.planned_for) == ("Alt", at(27))
    assert incoming.rows.get().refusal.startswith("Jemand hat diesen Beitrag geändert, während Sie")


def test_a_number_nobody_knows_is_refused(cast: Cast) -> None:
    a_piece(cast, title="Alt", planned_for=at(26))
    client = signed_in(cast.amira)
    content = changed_file(client, **{"Nr.": "999999"})

    ((verdict, _title, troubles),) = looks(client, handed_over(client, uploaded(content)))

    assert (verdict, troubles[0][:34]) == ("cannot", "Nr.: Einen Beitrag Nr. 999999 gibt")


def test_posts_of_another_company_are_out_of_reach(cast: Cast) -> None:
    piece = a_piece(cast, title="Alt", planned_for=at(26))
    content = changed_file(signed_in(cast.amira), Arbeitstitel="Übernommen")

    found = looks(signed_in(cast.dora), handed_over(signed_in(cast.dora), uploaded(content)))

    assert found[0][0] == "cannot"
    assert Piece.objects.get(pk=piece.pk).title == "Alt"


def test_what_is_public_is_not_changed(cast: Cast) -> None:
    published(a_piece(cast, title="Draußen", planned_for=at(1)), "sent")
    client = signed_in(cast.amira)
    content = changed_file(client, Arbeitstitel="Neu")

    ((verdict, _title, troubles),) = looks(client, handed_over(client, uploaded(content)))

    assert verdict == "cannot"
    assert "auf Blog" in troubles[0]


def test_what_was_dropped_is_not_changed(cast: Cast) -> None:
    piece = a_piece(cast, title="Weg", planned_for=at(26))
    client = signed_in(cast.amira)
    content = changed_file(client, Arbeitstitel="Neu")
    actions.drop_piece(piece, actor=cast.actor(cast.amira))

    ((verdict, _title, troubles),) = looks(client, handed_over(client, uploaded(content)))

    assert verdict == "cannot"
    assert "aus dem Plan genommen" in troubles[0]


def test_a_number_counts_only_beside_a_version() -> None:
    """In other people's tables it counts the rows."""
    assert recognised(["Nr.", "Titel", "Link"]) == [None, Column.TITLE, Column.BRIEF]
    assert recognised(["Nr.", "Fassung", "Titel", "Link"])[0] == Column.NUMBER


def test_a_long_text_fits_a_cell_and_the_file_opens(cast: Cast) -> None:
    a_piece(cast, text="👩" * 40_000)
    sheet: Any = load_workbook(BytesIO(exported(signed_in(cast.amira), "xlsx"))).worksheets[0]
    text = list(sheet.iter_rows(values_only=True))[1][7]
    assert len(text.encode("utf-16-le")) == 2 * (workbooks.LONGEST_CELL - 1)
