"""Formats: their slots and gaps, who decides on them, and what a new post of one begins with."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from eigenstimme.audit.models import Entry
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions, slots
from eigenstimme.plan.actions import FormatDraft, VariantDraft
from eigenstimme.plan.errors import FormatNameTaken, FormatRetired
from eigenstimme.plan.format_mix import mix
from eigenstimme.plan.models import Format, Piece
from eigenstimme.plan.rhythm import LAST, Pattern, Rhythm
from eigenstimme.plan.rhythm_words import in_words
from eigenstimme.plan.tests.pieces import a_piece, form, published, queries_of, signed_in
from eigenstimme.plan.versions import content_of, places
from eigenstimme.strategy.models import Topic

FORMATS, NEW = "/plan/formats/", "/plan/formats/new/"


def daily(**changes: Any) -> Rhythm:
    """Every day at six in the evening: there is always a slot tomorrow."""
    values: dict[str, Any] = {
        "pattern": Pattern.WEEKLY,
        "clock": time(18),
        "first_day": date(2026, 1, 1),
        "weekdays": tuple(range(7)),
    }
    return Rhythm(**values | changes)


def a_format(cast: Cast, name: str = "Farbtipp am Freitag", **changes: Any) -> Format:
    draft = FormatDraft(name, changes.pop("rhythm", daily()), **changes)
    return actions.add_format(draft, actor=cast.actor(cast.amira))


def slots_of(cast: Cast, number: int = 3) -> list[slots.Slot]:
    return slots.upcoming(Format.objects.in_use(), timezone.now(), number, cast.company.zone)


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Farbtipp am Freitag",
        "brief": "Eine Farbe und wozu sie passt.",
        "pattern": "weekly",
        "weekdays": ["4"],
        "step": "1",
        "clock": "18:00",
        "first_day": "2026-11-20",
        "form_key": str(uuid4()),
    } | changes


# --- slots ----------------------------------------------------------------------------------------------------


def test_slot_is_filled_by_a_piece_of_the_format_at_any_time_of_that_day(cast: Cast) -> None:
    mine = a_format(cast)
    first, second, _third = slots_of(cast)
    early = datetime.combine(second.at.date(), time(0, 5), cast.company.zone)
    piece = a_piece(cast, planned_for=early, format=mine)
    a_piece(cast, planned_for=first.at)

    assert [slot.piece_ids for slot in slots_of(cast)] == [(), (piece.pk,), ()]


def test_own_time_of_a_channel_fills_the_slot_of_that_day(cast: Cast) -> None:
    mine = a_format(cast)
    first, _second, third = slots_of(cast)
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    variants = [VariantDraft(cast.blog), VariantDraft(other, own_time=third.at)]
    piece = a_piece(cast, planned_for=first.at, format=mine, variants=variants)

    assert [slot.piece_ids for slot in slots_of(cast)] == [(piece.pk,), (), (piece.pk,)]


def test_piece_that_was_dropped_leaves_its_gap(cast: Cast) -> None:
    mine = a_format(cast)
    piece = a_piece(cast, planned_for=slots_of(cast)[0].at, format=mine)
    assert not slots_of(cast)[0].is_gap

    actions.drop_piece(piece, actor=cast.actor(cast.amira))

    assert slots_of(cast)[0].is_gap


def test_piece_of_another_format_fills_nothing(cast: Cast) -> None:
    other = a_format(cast, "Azubi der Woche")
    at = slots_of(cast, 1)[0].at
    a_format(cast)
    a_piece(cast, planned_for=at, format=other)

    assert {slot.format.name: slot.is_gap for slot in slots_of(cast, 1)} == {
        "Azubi der Woche": False,
        "Farbtipp am Freitag": True,
    }


# --- deciding on them -----------------------------------------------------------------------------------------


def test_lead_adds_one_and_it_is_on_record(cast: Cast) -> None:
    added = a_format(cast, topic=cast.colours, channels=[cast.blog])

    assert Format.objects.get().rhythm == daily()
    assert list(added.channels.all()) == [cast.blog]
    assert Entry.objects.latest("pk").verb == "format.added"


def test_own_person_without_the_right_is_refused(cast: Cast) -> None:
    with pytest.raises(Denied):
        actions.add_format(FormatDraft("Neu", daily()), actor=cast.actor(cast.ben))
    assert not Format.objects.exists()


def test_topic_of_another_company_is_refused(cast: Cast) -> None:
    theirs = Topic.objects.create(company=cast.elsewhere, name="Recht", content_class="B")
    with pytest.raises(Denied):
        a_format(cast, topic=theirs)


def test_name_is_there_once_while_it_is_in_use(cast: Cast) -> None:
    first = a_format(cast)
    with pytest.raises(FormatNameTaken):
        a_format(cast)

    actions.retire_format(first, actor=cast.actor(cast.amira))

    assert a_format(cast).pk != first.pk


def test_form_sent_twice_makes_one(cast: Cast) -> None:
    key = uuid4()
    made = [
        actions.add_format(FormatDraft("Neu", daily()), form_key=key, actor=cast.actor(cast.amira))
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Entry.objects.filter(verb="format.added").count() == 1


def test_retired_one_cannot_be_changed_and_has_no_slots(cast: Cast) -> None:
    retired = actions.retire_format(a_format(cast), actor=cast.actor(cast.amira))

    with pytest.raises(FormatRetired):
        actions.change_format(retired, FormatDraft("Neu", daily()), actor=cast.actor(cast.amira))
    assert slots_of(cast) == []


def test_piece_takes_only_a_format_of_its_company(cast: Cast) -> None:
    theirs = actions.add_format(FormatDraft("Fremd", daily()), actor=cast.actor(cast.dora))
    with pytest.raises(Denied):
        a_piece(cast, format=theirs)


# --- its pages ------------------------------------------------------------------------------------------------


def test_page_shows_rhythm_slots_and_gaps(cast: Cast) -> None:
    mine = a_format(cast)
    a_piece(cast, planned_for=slots_of(cast)[0].at, format=mine, title="Salbeigrün")

    page = signed_in(cast.amira).get(FORMATS)

    (row,) = page.context["rows"]
    assert (len(row.slots), row.gaps) == (8, 7)
    assert 'title="Salbeigrün"' in page.content.decode()
    assert f"/plan/new/?format={mine.pk}&at=" in page.content.decode()


def test_slot_taken_by_a_piece_one_may_not_see_is_no_gap_and_names_nothing(cast: Cast) -> None:
    mine = a_format(cast)
    elsewhere = make_channel(cast.company, cast.amira, name="Anderswo")
    at = slots_of(cast)[0].at
    a_piece(cast, planned_for=at, format=mine, title="Geheim", variants=[VariantDraft(elsewhere)])
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    page = signed_in(cast.clara).get(FORMATS)

    assert not page.context["rows"][0].slots[0].is_gap
    assert "Geheim" not in page.content.decode()


def test_another_company_sees_none(cast: Cast) -> None:
    mine = a_format(cast)
    assert signed_in(cast.dora).get(FORMATS).context["rows"] == []
    assert signed_in(cast.dora).get(mine.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["amira", "ben"])
def test_more_formats_need_no_more_queries(cast: Cast, who: str) -> None:
    counts = []
    for number in (1, 5):
        for each in range(number):
            mine = a_format(cast, f"{number}-{each}", topic=cast.colours, channels=[cast.blog])
            a_piece(cast, planned_for=slots_of(cast, 1)[0].at, format=mine)
        counts.append(queries_of(signed_in(getattr(cast, who)), FORMATS))

    assert counts[0] == counts[1] <= 16


def test_form_makes_one(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(NEW, typed(channels=[cast.blog.pk], topic=cast.colours.pk))

    assert answer.headers["Location"] == FORMATS
    made = Format.objects.get()
    assert made.rhythm == daily(weekdays=(4,), first_day=date(2026, 11, 20))
    assert (made.brief, made.topic) == ("Eine Farbe und wozu sie passt.", cast.colours)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"pattern": "monthly_day", "month_day": ""}, "month_day"),
        ({"pattern": "monthly_day", "month_day": "32"}, "month_day"),
        ({"clock": "25:00"}, "clock"),
        ({"step": "0"}, "step"),
        ({"last_day": "2026-11-01"}, "last_day"),
        ({"first_day": "irgendwann"}, "first_day"),
    ],
)
def test_wrong_input_comes_back_as_it_was_typed(cast: Cast, changes: dict[str, Any], field: str) -> None:
    answer = signed_in(cast.amira).post(NEW, typed(**changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Eine Farbe und wozu sie passt." in answer.content.decode()


def test_change_page_shows_what_is_saved_and_keeps_it(cast: Cast) -> None:
    rhythm = daily(pattern=Pattern.MONTHLY_WEEKDAY, weekdays=(2,), nth=LAST, step=2)
    mine = a_format(cast, rhythm=rhythm)
    browser = signed_in(cast.amira)
    shown = browser.get(mine.get_absolute_url()).context["form"]
    sent = {name: shown[name].value() for name in shown.fields if shown[name].value() not in (None, "")}

    assert browser.post(mine.get_absolute_url(), sent | {"clock": "18:00"}).status_code == 302
    mine.refresh_from_db()
    assert mine.rhythm == rhythm


# --- writing for one ------------------------------------------------------------------------------------------


def test_slot_opens_a_new_post_with_all_it_knows(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    mine = a_format(cast, topic=cast.colours, channels=[other], brief="Eine Farbe.")

    composer = (
        signed_in(cast.amira).get(f"/plan/new/?format={mine.pk}&at=2027-03-05T18:00").context["composer"]
    )

    assert [part.channel for part in composer.parts if part.chosen] == [other]
    values = {name: composer.form[name].value() for name in ("topic", "format", "brief")}
    assert values == {"topic": cast.colours.pk, "format": mine.pk, "brief": "Eine Farbe."}
    assert f"{composer.form['planned_for'].value():%d.%m.%Y %H:%M}" == "05.03.2027 18:00"


def test_composer_saves_the_format(cast: Cast) -> None:
    mine = a_format(cast)
    signed_in(cast.amira).post("/plan/new/", form(cast, format=mine.pk))
    assert Piece.objects.get().format == mine


def test_format_is_no_part_of_what_is_approved(cast: Cast) -> None:
    piece = a_piece(cast)
    before = piece.content_hash()
    Piece.objects.filter(pk=piece.pk).update(format=a_format(cast))
    assert Piece.objects.get(pk=piece.pk).content_hash() == before


def test_versions_name_the_format(cast: Cast) -> None:
    piece = a_piece(cast, format=a_format(cast))
    assert {"format": "Farbtipp am Freitag"}.items() <= {
        place.key: place.text for place in places(content_of(piece))
    }.items()


def test_retired_format_is_offered_only_where_it_is_already(cast: Cast) -> None:
    mine = a_format(cast)
    piece = a_piece(cast, format=mine)
    actions.retire_format(mine, actor=cast.actor(cast.amira))
    browser = signed_in(cast.amira)

    offered = "Farbtipp am Freitag"
    assert offered in browser.get(f"/plan/{piece.pk}/edit/").content.decode()
    assert offered not in browser.get("/plan/new/").content.decode()


# --- the mix --------------------------------------------------------------------------------------------------


def test_mix_counts_what_went_out(cast: Cast) -> None:
    mine, other = a_format(cast), a_format(cast, "Azubi der Woche")
    for format in (mine, mine, other, None):
        published(a_piece(cast, format=format), "sent")
    published(a_piece(cast, format=other), "planned")
    published(a_piece(cast, format=other), "sent", sent_at=timezone.now() - timedelta(days=91))

    shares = mix(cast.actor(cast.amira), timezone.now() - timedelta(days=90))

    assert [(share.name, share.percent) for share in shares] == [
        ("Farbtipp am Freitag", 50),
        ("Azubi der Woche", 25),
        ("", 25),
    ]


# --- in words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "english", "german"),
    [
        ({"weekdays": (4,)}, "every Friday at 18:00", "jeden Freitag um 18:00 Uhr"),
        (
            {"weekdays": (1, 3), "step": 2},
            "every 2 weeks on Tuesday and Thursday at 18:00",
            "alle 2 Wochen am Dienstag und Donnerstag um 18:00 Uhr",
        ),
        (
            {"weekdays": (1,), "step": 2, "last_day": date(2027, 3, 31)},
            "every second Tuesday at 18:00, until 31 March 2027",
            "jeden zweiten Dienstag um 18:00 Uhr, bis 31. März 2027",
        ),
        (
            {"pattern": Pattern.MONTHLY_WEEKDAY, "weekdays": (3,), "nth": LAST, "count": 12},
            "every last Thursday of the month at 18:00, 12 times",
            "jeden letzten Donnerstag im Monat um 18:00 Uhr, 12-mal",
        ),
        (
            {"pattern": Pattern.MONTHLY_WEEKDAY, "weekdays": (3,), "nth": 1, "step": 3},
            "every 3 months on the first Thursday at 18:00",
            "alle 3 Monate am ersten Donnerstag um 18:00 Uhr",
        ),
        (
            {"pattern": Pattern.MONTHLY_DAY, "month_day": 15},
            "on day 15 of every month at 18:00",
            "am 15. jedes Monats um 18:00 Uhr",
        ),
        (
            {"pattern": Pattern.MONTHLY_DAY, "month_day": 31},
            "on the last day of every month at 18:00",
            "am letzten Tag jedes Monats um 18:00 Uhr",
        ),
        (
            {"pattern": Pattern.MONTHLY_DAY, "month_day": 30, "step": 2},
            "every 2 months on day 30 (in shorter months on the last) at 18:00",
            "alle 2 Monate am 30. (in kürzeren Monaten am letzten Tag) um 18:00 Uhr",
        ),
    ],
)
def test_rhythm_in_words(changes: dict[str, Any], english: str, german: str) -> None:
    with translation.override("en"):
        assert in_words(daily(**changes)) == english
    with translation.override("de"):
        assert in_words(daily(**changes)) == german
