"""A table comes into the plan: looked at, put right, brought in once, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.calendar.tests.looking import NOW, at
from eigenstimme.exchange import actions
from eigenstimme.exchange.actions import importing
from eigenstimme.exchange.judging import judged, known_to
from eigenstimme.exchange.models import Import, Row
from eigenstimme.exchange.tests.coming_in import (
    HEADINGS,
    IMPORT,
    brought_in,
    cell,
    handed_over,
    looks,
    pasted,
    uploaded,
    workbook,
)
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.campaigning import a_campaign
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, queries_of, signed_in
from eigenstimme.plan.tests.test_formats import a_format

GOOD = "26.11.2026 17:30\tFünf Farben\tFarben\tWelche Farbe passt?\tBlog\tBen Arndt\tIdee"


def test_nothing_is_in_the_plan_before_somebody_says_so(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, pasted(GOOD))

    assert looks(client, table) == [("new", "Fünf Farben", [])]
    assert not Piece.objects.exists()
    assert not Entry.objects.filter(verb="plan.imported").exists()


def test_a_row_becomes_a_draft_with_everything_it_says(cast: Cast) -> None:
    client = signed_in(cast.amira)
    brought_in(client, handed_over(client, pasted(GOOD)))

    piece = Piece.objects.get()
    assert (piece.title, piece.text, piece.topic) == ("Fünf Farben", "Welche Farbe passt?", cast.colours)
    assert (piece.planned_for, piece.author, piece.responsible) == (at(26, 17, 30), cast.amira, cast.ben)
    assert [variant.channel for variant in piece.variants.all()] == [cast.blog]
    assert not piece.approvals.exists()  # whatever its state was in the table
    assert Entry.objects.filter(verb="piece.drafted").count() == 1
    entry = Entry.objects.get(verb="plan.imported")
    assert (entry.thing_name, entry.params) == ("eingefügte Tabelle", {"made": 1, "changed": 0})


def test_what_has_no_place_of_its_own_goes_to_the_brief(cast: Cast) -> None:
    headings = f"{HEADINGS}\tZielgruppe\tCall-to-Action\tBriefing\tInterne Spalte"
    client = signed_in(cast.amira)
    table = handed_over(client, pasted(f"{GOOD}\tBauherren\tAnrufen\tKurz halten\tx", headings=headings))
    brought_in(client, table)

    assert Piece.objects.get().brief == "Kurz halten\nZielgruppe: Bauherren\nCall-to-Action: Anrufen"


def test_campaign_and_format_are_found_by_name_or_refused(cast: Cast) -> None:
    campaign, of_friday = a_campaign(cast, name="Frühling"), a_format(cast)
    client = signed_in(cast.amira)
    lines = ["A\tFarben\tfrühling\tFarbtipp am Freitag", "B\tFarben\tFrühlin\tFarbtipp am Samstag"]
    table = handed_over(client, pasted(*lines, headings="Titel\tThema\tKampagne\tRubrik"))

    assert looks(client, table)[1][2] == [
        "Kampagne: „Frühlin“ ist keine Kampagne, für die Sie schreiben können. Meinten Sie „Frühling“?",
        "Rubrik: „Farbtipp am Samstag“ ist hier keine Rubrik. Meinten Sie „Farbtipp am Freitag“?",
    ]
    brought_in(client, table)
    piece = Piece.objects.get()
    assert (piece.campaign, piece.format) == (campaign, of_friday)


def test_a_campaign_one_cannot_see_stays_where_it_is(cast: Cast) -> None:
    """Whoever works from outside exports an empty cell, and does not take it off by bringing that back."""
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    piece = a_piece(cast, title="Alt", planned_for=at(26), campaign=a_campaign(cast))
    headings, line = "Nr.\tFassung\tTitel\tKampagne", f"{piece.pk}\t1\tNeu\t"
    brought_in(signed_in(cast.clara), handed_over(signed_in(cast.clara), pasted(line, headings=headings)))

    piece.refresh_from_db()
    assert (piece.title, piece.campaign_id is not None) == ("Neu", True)

    line = f"{piece.pk}\t2\tNeu\t"
    brought_in(signed_in(cast.amira), handed_over(signed_in(cast.amira), pasted(line, headings=headings)))
    piece.refresh_from_db()
    assert piece.campaign is None


def test_each_way_in_brings_the_same(cast: Cast) -> None:
    lines = [HEADINGS.split("\t"), GOOD.split("\t")]
    text = "\r\n".join(";".join(line) for line in lines)
    client = signed_in(cast.amira)

    for form in (
        uploaded(text.encode("cp1252")),
        uploaded(text.encode("utf-8-sig")),
        uploaded("\r\n".join(["\t".join(line) for line in lines]).encode("utf-16"), "plan.txt"),
        uploaded(workbook(*lines), "plan.xlsx"),
        uploaded(workbook(*lines), "was auch immer"),
    ):
        table = handed_over(client, form)
        assert looks(client, table) == [("new", "Fünf Farben", [])]
        assert table.rows.get().cells[3] == "Welche Farbe passt?"


def test_a_row_that_cannot_be_says_why_and_holds_up_no_other(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(
        client,
        pasted(
            "gestern\tA\tFarbe\t\tBlok\tBenn Arndt\t",
            "01.11.2026\tB\tFarben\t\tBlog\t\t",
            "28.03.2027 02:30\tC\tFarben\t\tBlog\t\t",
            "26.11.2026\t\tFarben\t\tBlog\t\t",
            GOOD,
        ),
    )

    assert [line[:2] for line in looks(client, table)] == [
        ("cannot", "A"),
        ("cannot", "B"),
        ("cannot", "C"),
        ("cannot", "ohne Titel"),
        ("new", "Fünf Farben"),
    ]
    found = [line[2] for line in looks(client, table)]
    assert found[0] == [
        "Veröffentlichungsdatum/-zeit: „gestern“ ist kein Datum. Bitte schreiben Sie es wie 24.12.2026.",
        "Thema/Rubrik: „Farbe“ ist kein Thema, über das Sie schreiben können. Meinten Sie „Farben“?",
        "Kanal(e): „Blok“ ist kein Kanal, für den Sie schreiben können. Meinten Sie „Blog“?",
        "Verantwortlich: „Benn Arndt“ ist niemand, der hier verantwortlich sein kann. Meinten Sie „Ben Arndt“?",
    ]
    assert found[1] == [
        "Veröffentlichungsdatum/-zeit: Dieser Zeitpunkt ist vorbei. Wählen Sie einen späteren, oder lassen Sie das Feld"
        " leer."
    ]
    assert found[2][0].startswith("Veröffentlichungsdatum/-zeit: ") and "Uhr" in found[2][0]
    assert found[3] == ["Arbeitstitel: Der Titel fehlt."]

    brought_in(client, table)
    assert [piece.title for piece in Piece.objects.all()] == ["Fünf Farben"]


def test_a_value_is_put_right_where_it_stands(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, pasted("26.11.2026\tA\tFarbe\t\tBlog\t\t"))
    row = table.rows.get()

    answer = client.post(f"{table.get_absolute_url()}corrected/?show=cannot", {cell(row, 2): "Farben"})

    assert answer.headers["Location"] == f"{table.get_absolute_url()}?show=cannot"
    assert looks(client, table) == [("new", "A", [])]


def test_what_was_typed_and_not_checked_comes_in_as_well(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, pasted("26.11.2026\tA\tFarbe\t\tBlog\t\t"))

    brought_in(client, table, **{cell(table.rows.get(), 2): "Farben"})

    assert Piece.objects.get().topic == cast.colours


def test_pressing_twice_imports_once(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, pasted(GOOD))
    brought_in(client, table)
    brought_in(client, table)

    assert Piece.objects.count() == 1
    assert looks(client, table) == [("done", "Fünf Farben", [])]


def test_two_at_once_import_once(cast: Cast) -> None:
    """The second has looked before the first was done."""
    client, actor = signed_in(cast.amira), cast.actor(cast.amira)
    table = handed_over(client, pasted(GOOD))
    rows = list(table.rows.all())
    (ready,) = judged(table, rows, known_to(table, rows, actor), actor)
    assert importing._bring_in(ready, timezone.now(), actor) == "made"
    assert importing._bring_in(ready, timezone.now(), actor) is None
    assert Piece.objects.count() == 1


def test_a_form_sent_twice_lies_there_once(cast: Cast) -> None:
    client, form = signed_in(cast.amira), pasted(GOOD)
    assert handed_over(client, form) == handed_over(client, form)
    assert Row.objects.count() == 1


def test_a_file_that_comes_again_makes_nothing_twice(cast: Cast) -> None:
    client = signed_in(cast.amira)
    brought_in(client, handed_over(client, pasted(GOOD)))

    assert looks(client, handed_over(client, pasted(GOOD))) == [("unchanged", "Fünf Farben", [])]


def test_columns_nobody_knows_are_chosen_by_hand(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(
        client, pasted("Fünf Farben\tWann es passt\t26.11.2026", headings="Name\tBlubb\tDatum")
    )
    assert table.columns == ["", "", "date"]

    chosen = {"column-0": "title", "column-1": "", "column-2": "date", "topic": cast.colours.pk}
    client.post(f"{table.get_absolute_url()}columns/", chosen)
    assert looks(client, table) == [("new", "Fünf Farben", [])]

    answer = client.post(f"{table.get_absolute_url()}columns/", {**chosen, "column-1": "title"})
    assert answer.status_code == 422
    assert "Eine andere Spalte ist schon „Arbeitstitel“." in answer.content.decode()


def test_a_range_without_headings_is_all_rows(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, {**pasted(), "pasted": "Fünf Farben\t26.11.2026\nSechs Farben\t27.11.2026"})

    assert table.headings == ["A", "B"]
    assert [row.number for row in table.rows.all()] == [1, 2]


def test_rights_are_asked_row_by_row(cast: Cast) -> None:
    make_channel(cast.company, cast.amira, name="Anderswo")
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)
    client = signed_in(cast.clara)
    lines = ["26.11.2026\tA\tFarben\t\tBlog\t\t", "26.11.2026\tB\tFarben\t\tAnderswo\t\t"]

    table = handed_over(client, pasted(*lines))
    assert [line[:2] for line in looks(client, table)] == [("new", "A"), ("cannot", "B")]
    brought_in(client, table)

    assert [(piece.title, piece.responsible) for piece in Piece.objects.all()] == [("A", cast.amira)]


def test_two_mandates_do_not_add_up(cast: Cast) -> None:
    """This channel with that topic, and that channel with this one: each name is known, together they are not."""
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    for channel, topic in ((cast.blog, cast.colours), (other, cast.everyday)):
        mandate = grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False, every_topic=False)
        mandate.channels.add(channel)
        mandate.topics.add(topic)
    client = signed_in(cast.clara)

    table = handed_over(
        client, pasted("26.11.2026\tA\tFarben\t\tBlog\t\t", "26.11.2026\tB\tFarben\t\tAnderswo\t\t")
    )

    found = looks(client, table)
    assert [line[:2] for line in found] == [("new", "A"), ("cannot", "B")]
    assert "Mandat" in found[1][2][0]


def test_a_right_that_ended_meanwhile_stops_the_row(cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)
    client = signed_in(cast.clara)
    table = handed_over(client, pasted(GOOD))
    mandate.ended_at, mandate.ended_by = timezone.now(), cast.amira
    mandate.save()

    assert client.post(f"{table.get_absolute_url()}brought-in/").status_code == 403
    assert not Piece.objects.exists()


def test_what_the_action_refuses_stays_with_its_row(cast: Cast) -> None:
    cast.ben.short_sign = "ba"
    cast.ben.save()
    client = signed_in(cast.amira)
    table = handed_over(client, pasted("26.11.2026\tA\tFarben\tText ^ba\tBlog\t\t", GOOD))

    brought_in(client, table)

    assert [piece.title for piece in Piece.objects.all()] == ["Fünf Farben"]
    assert "Kurzzeichen" in looks(client, table)[0][2][0] or "^ba" in looks(client, table)[0][2][0]


def test_nobody_else_sees_the_table(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    table = handed_over(signed_in(cast.amira), pasted(GOOD))

    for who in (cast.ben, cast.dora):
        client = signed_in(who)
        assert client.get(table.get_absolute_url()).status_code == 404
        for verb in ("columns", "corrected", "brought-in", "taken-back", "thrown-away"):
            assert client.post(f"{table.get_absolute_url()}{verb}/").status_code == 404
    assert table.rows.get().outcome == ""


def test_without_the_right_nothing_is_handed_over(cast: Cast) -> None:
    for who in (cast.ben, cast.clara):
        assert signed_in(who).get(IMPORT).status_code == 403
        assert signed_in(who).post(IMPORT, pasted(GOOD)).status_code == 403
        with pytest.raises(Denied):
            actions.bring_in(Import(company=cast.company), seen=timezone.now(), actor=cast.actor(who))
        with pytest.raises(Denied):
            actions.take_back(Import(company=cast.company), actor=cast.actor(who))
    assert not Import.objects.exists()


def test_after_two_weeks_it_is_gone(cast: Cast) -> None:
    table = handed_over(signed_in(cast.amira), pasted(GOOD))
    actions.tick(timezone.now() + timedelta(days=13))
    assert Import.objects.exists()

    with time_machine.travel(NOW + timedelta(days=14, minutes=1), tick=False):
        assert signed_in(cast.amira).get(table.get_absolute_url()).status_code == 404
        actions.tick(timezone.now())
    assert not Import.objects.exists()


def test_undo_drops_what_nobody_has_touched(cast: Cast) -> None:
    client, actor = signed_in(cast.amira), cast.actor(cast.amira)
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    names = ["unberührt", "verschoben", "besprochen", "gefragt"]
    table = handed_over(
        signed_in(cast.clara), pasted(*(f"26.11.2026\t{name}\tFarben\tText\tBlog\t\t" for name in names))
    )
    brought_in(signed_in(cast.clara), table)
    pieces = {piece.title: piece for piece in Piece.objects.all()}
    moved = pieces["verschoben"]
    plan.move_piece(moved, at=moved.planned_for, to=at(27), revision=1, actor=actor)
    plan.comment(pieces["besprochen"].versions.get(), text="Schön", actor=actor)
    handed_in(cast, pieces["gefragt"])

    answer = signed_in(cast.clara).post(f"{table.get_absolute_url()}taken-back/")

    assert answer.status_code == 302
    assert [piece.title for piece in Piece.objects.exclude(dropped_at=None)] == ["unberührt"]
    assert Entry.objects.get(verb="import.undone").params == {"count": 1}
    assert client.post(f"{table.get_absolute_url()}taken-back/").status_code == 404


def test_thrown_away_the_posts_stay(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, pasted(GOOD))
    brought_in(client, table)

    client.post(f"{table.get_absolute_url()}thrown-away/")

    assert (Import.objects.count(), Piece.objects.count()) == (0, 1)


@pytest.mark.parametrize("verdict", ["new", "changed", "unchanged", "cannot"])
def test_more_rows_need_no_more_queries(cast: Cast, verdict: str) -> None:
    client = signed_in(cast.amira)
    counts = []
    for number in (1, 5):
        lines = [_line(cast, verdict, each + 10 * number) for each in range(number)]
        headings = "Nr.\tFassung\tDatum\tUhrzeit\tArbeitstitel\tThema\tKanäle"
        table = handed_over(client, pasted(*lines, headings=headings))
        assert {line[0] for line in looks(client, table)} == {verdict}
        counts.append(queries_of(client, table.get_absolute_url()))

    assert counts[0] == counts[1] <= 24


def _line(cast: Cast, verdict: str, number: int) -> str:
    if verdict in {"changed", "unchanged"}:
        piece = a_piece_of_clara(cast, title=f"T{number}", planned_for=at(26, 8, number))
        title = piece.title if verdict == "unchanged" else "anders"
        return f"{piece.pk}\t1\t26.11.2026\t08:{number}\t{title}\tFarben\tBlog"
    return f"\t\t26.11.2026\t\tT{number}\t{'Farben' if verdict == 'new' else 'Blau'}\tBlog"
