"""The plan as a file: what is in it, for whom, and what is on record."""

from __future__ import annotations

import csv
from datetime import date, time
from io import BytesIO, StringIO
from typing import Any

import icalendar
import pytest
from django.test import Client
from openpyxl import load_workbook

from eigenstimme.audit.models import Entry
from eigenstimme.calendar.sight import sight_of
from eigenstimme.calendar.tests.looking import at
from eigenstimme.exchange.actions import export_plan
from eigenstimme.exchange.sending import Form, What, Wish
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, published, signed_in

EXPORT = "/plan/export/"
WISH = {"what": "pieces", "form": "csv", "first": "", "last": ""}


def exported(client: Client, address: str = "", **wish: Any) -> Any:
    answer = client.post(f"{EXPORT}{address}", {**WISH, **wish})
    assert answer.status_code == 200
    return answer


def table(client: Client, address: str = "", **wish: Any) -> list[dict[str, str]]:
    """The rows of the CSV, by the names of the columns."""
    text = exported(client, address, **wish).content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:], newline=""), delimiter=";"))


def test_a_line_says_everything_about_a_post(cast: Cast) -> None:
    piece = a_piece(cast, title="Farben", text="Zeile 1\nZeile; 2", planned_for=at(26, 17, 30), brief="Kurz")

    (line,) = table(signed_in(cast.amira))

    assert line == {
        "Nr.": str(piece.pk),
        "Fassung": "1",
        "Datum": "26.11.2026",
        "Uhrzeit": "17:30",
        "Arbeitstitel": "Farben",
        "Thema": "Farben",
        "Rubrik": "",
        "Inhalt": "Zeile 1\nZeile; 2",
        "Kanäle": "Blog",
        "Verantwortlich": "Amira Kern",
        "Kampagne": "",
        "Status": "in Arbeit",
        "Klasse": "",
        "Briefing": "Kurz",
        "Erster Kommentar": "",
        "Autor": "Amira Kern",
        "Link": f"http://localhost:8000/plan/{piece.pk}/",
    }


def test_in_english_commas_part_and_dates_are_iso(cast: Cast) -> None:
    a_piece(cast, planned_for=at(26, 17, 30))
    cast.amira.person.language = "en"
    cast.amira.person.save()

    text = exported(signed_in(cast.amira)).content.decode("utf-8-sig")

    assert text.startswith("No.,Version,Date,Time,")
    assert ",2026-11-26,17:30," in text


def test_what_a_spreadsheet_would_run_is_text(cast: Cast) -> None:
    a_piece(cast, title='=HYPERLINK("http://x.example")')

    assert table(signed_in(cast.amira))[0]["Arbeitstitel"] == '\'=HYPERLINK("http://x.example")'


def test_the_plan_has_a_line_for_each_time_in_its_span(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    a_piece(
        cast,
        title="Zweimal",
        planned_for=at(26),
        variants=[VariantDraft(cast.blog), VariantDraft(other, own_time=at(27))],
    )
    a_piece(cast, title="Später", planned_for=at(1, month=12))
    a_piece(cast, title="Ohne", planned_for=None)
    client = signed_in(cast.amira)

    lines = table(client, what="plan", first="2026-11-26", last="2026-11-30")

    assert [(each["Datum"], each["Arbeitstitel"], each["Kanäle"]) for each in lines] == [
        ("26.11.2026", "Zweimal", "Blog"),
        ("27.11.2026", "Zweimal", "Anderswo"),
    ]
    assert "Nr." not in lines[0]
    assert [each["Arbeitstitel"] for each in table(client)] == ["Zweimal", "Später", "Ohne"]
    assert [each["Arbeitstitel"] for each in table(client, first="2026-12-01")] == ["Später"]


def test_filters_of_the_calendar_apply_kept_or_in_the_address(cast: Cast) -> None:
    a_piece(cast, title="A")
    a_piece(cast, title="B", topic=cast.everyday)
    actions.drop_piece(a_piece(cast, title="weg"), actor=cast.actor(cast.amira))
    client = signed_in(cast.amira)

    assert [each["Arbeitstitel"] for each in table(client, f"?topic={cast.colours.pk}")] == ["A"]
    client.post("/plan/filter/", {"topic": cast.everyday.pk})
    assert [each["Arbeitstitel"] for each in table(client)] == ["B"]
    assert "1 Filter" in client.get(EXPORT).content.decode()


def test_xlsx_has_real_dates_a_frozen_heading_and_no_formulas(cast: Cast) -> None:
    a_piece(cast, title="=1+1", planned_for=at(26, 17, 30))

    answer = exported(signed_in(cast.amira), form="xlsx")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows: Any = sheet.iter_rows()
    heading, line = rows

    assert answer.headers["Content-Disposition"].endswith('-plan-2026-11-22.xlsx"')
    assert [cell.value for cell in heading][:5] == ["Nr.", "Fassung", "Datum", "Uhrzeit", "Arbeitstitel"]
    assert [line[2].value.date(), line[3].value] == [date(2026, 11, 26), time(17, 30)]
    assert (line[4].value, line[4].data_type) == ("=1+1", "s")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:Q2")
    assert sheet.column_dimensions["H"].width > sheet.column_dimensions["C"].width > 8


def test_ical_holds_what_has_a_time(cast: Cast) -> None:
    a_piece(cast, title="Farben", planned_for=at(26, 17, 30))
    a_piece(cast, title="Ohne", planned_for=None)

    answer = exported(signed_in(cast.amira), form="ics", what="plan")
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["summary"] == "Farben · Blog"


@pytest.mark.parametrize("what", ["plan", "pieces"])
def test_only_what_one_may_see_is_in_it(cast: Cast, what: str) -> None:
    hidden = make_channel(cast.company, cast.amira, name="Geheim")
    a_piece(cast, title="Sichtbar")
    a_piece(cast, title="Verborgen", variants=[VariantDraft(hidden)])
    grant(cast.clara, ["plan.read"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    assert [each["Arbeitstitel"] for each in table(signed_in(cast.clara), what=what)] == ["Sichtbar"]
    assert table(signed_in(cast.dora), what=what) == []


def test_without_the_right_there_is_no_file(cast: Cast) -> None:
    assert signed_in(cast.clara).get(EXPORT).status_code == 403
    assert signed_in(cast.clara).post(EXPORT, WISH).status_code == 403
    assert not Entry.objects.filter(verb="plan.exported").exists()


def test_whoever_took_the_plan_along_is_on_record(cast: Cast) -> None:
    a_piece(cast)
    exported(signed_in(cast.ben))

    entry = Entry.objects.get(verb="plan.exported")
    assert (entry.actor_name, entry.params) == ("Ben Arndt", {"count": 1, "form": "csv"})


def test_a_span_that_ends_before_it_begins_is_refused_and_kept(cast: Cast) -> None:
    wish = {**WISH, "first": "2026-11-28", "last": "2026-11-27"}

    answer = signed_in(cast.amira).post(EXPORT, wish)

    assert answer.status_code == 422
    assert 'value="2026-11-27"' in answer.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx", "ics"])
@pytest.mark.parametrize("what", ["plan", "pieces"])
def test_more_posts_need_no_more_queries(
    cast: Cast, what: str, form: str, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in (1, 5):
        for each in range(number):
            _fill(cast, f"{number}-{each}")
        client = signed_in(cast.amira)
        with django_assert_max_num_queries(24) as found:
            exported(client, what=what, form=form)
        counts.append(len(found))

    assert counts[0] == counts[1]


def _fill(cast: Cast, title: str) -> None:
    published(a_piece(cast, title=f"{title} draußen"), "sent")
    handed_in(cast, a_piece_of_clara(cast, title=title))


def test_the_action_asks_too_and_whose_look_it_is(cast: Cast) -> None:
    wish, amira, clara = Wish(What.PLAN, Form.CSV), cast.actor(cast.amira), cast.actor(cast.clara)
    with pytest.raises(Denied):
        export_plan(wish, sight_of(clara, asked={}), actor=clara)
    with pytest.raises(ValueError, match="another one"):
        export_plan(wish, sight_of(amira, asked={}), actor=cast.actor(cast.ben))
