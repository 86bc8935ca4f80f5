"""Repeating a piece: when, with what, by whom; and what can be done with those that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.actions.pieces import draft_of
from eigenstimme.plan.errors import Dropped, InSeries, NotReady, SeriesEmpty, SeriesTooLong
from eigenstimme.plan.models import Outcome, Piece, Series
from eigenstimme.plan.rhythm import Pattern, Rhythm
from eigenstimme.plan.tests.pieces import (
    a_piece,
    a_piece_of_clara,
    handed_in,
    published,
    queries_of,
    signed_in,
)
from eigenstimme.plan.tests.test_formats import a_format

NOW = datetime(2026, 11, 22, 8, tzinfo=timezone.get_fixed_timezone(60))


@pytest.fixture(autouse=True)
def _in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def at(cast: Cast, day: date, hour: int = 18) -> datetime:
    return datetime.combine(day, time(hour), cast.company.zone)


def tuesdays(**changes: Any) -> Rhythm:
    values: dict[str, Any] = {
        "pattern": Pattern.WEEKLY,
        "clock": time(18),
        "first_day": date(2026, 11, 25),
        "weekdays": (1,),
        "count": 3,
    }
    return Rhythm(**values | changes)


def first(cast: Cast, **changes: Any) -> Piece:
    """Of Tuesday, 24 November 2026."""
    return a_piece(cast, planned_for=at(cast, date(2026, 11, 24)), **changes)


def repeated(cast: Cast, piece: Piece, **changes: Any) -> list[Piece]:
    """Those that were made, in their order."""
    series = actions.repeat_piece(piece, tuesdays(**changes), actor=cast.actor(piece.author))
    return list(series.pieces.exclude(pk=piece.pk).order_by("planned_for"))


def times(pieces: list[Piece], cast: Cast) -> list[str]:
    return [
        f"{piece.planned_for.astimezone(cast.company.zone):%d.%m. %H:%M}"
        for piece in pieces
        if piece.planned_for
    ]


# --- repeating ------------------------------------------------------------------------------------------------


def test_pieces_are_made_at_their_times_with_everything_copied(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    variants = [
        VariantDraft(cast.blog),
        VariantDraft(other, own_text="Anders", own_time=at(cast, date(2026, 11, 25), 9)),
    ]
    mine = a_format(cast)
    piece = first(cast, variants=variants, format=mine, brief="Kurz", raised_class="C")

    made = repeated(cast, piece)

    assert times(made, cast) == ["01.12. 18:00", "08.12. 18:00", "15.12. 18:00"]
    for each in made:
        assert (each.title, each.text, each.brief) == (piece.title, piece.text, "Kurz")
        assert (each.topic, each.format, each.raised_class) == (piece.topic, mine, "C")
    own = made[0].variants.get(channel=other)
    assert (own.own_text, own.own_time) == ("Anders", at(cast, date(2026, 12, 2), 9))
    assert made[0].versions.count() == 1
    assert Entry.objects.latest("pk").verb == "series.started"


def test_clock_is_kept_over_the_night_in_march_also_by_times_of_their_own(cast: Cast) -> None:
    with time_machine.travel(datetime(2027, 3, 20, 8, tzinfo=NOW.tzinfo), tick=False):
        own = at(cast, date(2027, 3, 24), 9)
        piece = a_piece(
            cast, planned_for=at(cast, date(2027, 3, 23)), variants=[VariantDraft(cast.blog, own_time=own)]
        )
        (made,) = repeated(cast, piece, first_day=date(2027, 3, 24), count=1)

    assert made.planned_for == datetime.fromisoformat("2027-03-30T18:00:00+02:00")
    assert made.variants.get().own_time == datetime.fromisoformat("2027-03-31T09:00:00+02:00")


def test_until_a_day_ends_on_that_day(cast: Cast) -> None:
    made = repeated(cast, first(cast), count=None, last_day=date(2026, 12, 8))
    assert times(made, cast) == ["01.12. 18:00", "08.12. 18:00"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"count": 61}, SeriesTooLong),
        ({"count": None}, SeriesTooLong),
        ({"count": None, "last_day": date(2028, 6, 30)}, SeriesTooLong),
        ({"count": 40, "step": 2}, SeriesTooLong),
        ({"count": None, "last_day": date(2026, 11, 26)}, SeriesEmpty),
    ],
)
def test_series_has_its_bounds(cast: Cast, changes: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        repeated(cast, first(cast), **changes)
    assert Piece.objects.count() == 1


def test_sixty_in_eighteen_months_are_possible(cast: Cast) -> None:
    assert len(repeated(cast, first(cast), count=60)) == 60


def test_database_keeps_no_series_without_an_end(cast: Cast) -> None:
    series = Series(company=cast.company, started_by=cast.amira)
    series.rhythm = tuesdays(count=None)
    with pytest.raises(IntegrityError, match="series_has_an_end"), transaction.atomic():
        series.save()


def test_outside_person_repeats_where_the_mandate_lets_them_and_is_the_author(cast: Cast) -> None:
    made = repeated(cast, a_piece_of_clara(cast, planned_for=at(cast, date(2026, 11, 24))))
    assert {(each.author, each.responsible) for each in made} == {(cast.clara, cast.amira)}


def test_without_the_right_nothing_is_made(cast: Cast) -> None:
    piece = first(cast)
    with pytest.raises(Denied):
        actions.repeat_piece(piece, tuesdays(), actor=cast.actor(cast.ben))
    with pytest.raises(Denied):
        actions.repeat_piece(piece, tuesdays(), actor=cast.actor(cast.dora))
    assert Piece.objects.count() == 1


def test_sign_of_another_is_not_repeated(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    piece = first(cast, by=cast.ben, signed=True)
    series = actions.repeat_piece(piece, tuesdays(), actor=cast.actor(cast.amira))
    assert {each.sign for each in series.pieces.exclude(pk=piece.pk)} == {""}


def test_form_sent_twice_makes_one_series(cast: Cast) -> None:
    piece, key = first(cast), uuid4()
    for _ in range(2):
        actions.repeat_piece(piece, tuesdays(), form_key=key, actor=cast.actor(cast.amira))
    assert (Series.objects.count(), Piece.objects.count()) == (1, 4)


def test_at_the_wrong_moment(cast: Cast) -> None:
    actor = cast.actor(cast.amira)
    made = repeated(cast, first(cast))
    with pytest.raises(InSeries):
        actions.repeat_piece(made[0], tuesdays(), actor=actor)
    with pytest.raises(NotReady):
        actions.repeat_piece(a_piece(cast, planned_for=None), tuesdays(), actor=actor)
    gone = first(cast)
    actions.drop_piece(gone, actor=actor)
    with pytest.raises(Dropped):
        actions.repeat_piece(gone, tuesdays(), actor=actor)


# --- those that follow ----------------------------------------------------------------------------------------


def test_words_go_to_those_that_follow_and_are_not_out(cast: Cast) -> None:
    piece = first(cast)
    before, here, public, after = repeated(cast, piece, count=4)
    published(public, "sent")
    asked = handed_in(cast, after, approver=_approver(cast))
    here = actions.edit_piece(
        here, replace(draft_of(here), text="Neu"), revision=1, actor=cast.actor(cast.amira)
    )

    count = actions.carry_on(here, actor=cast.actor(cast.amira))

    texts = [Piece.objects.get(pk=each.pk).text for each in (piece, before, here, public, after)]
    assert (count, texts) == (1, [piece.text, piece.text, "Neu", piece.text, "Neu"])
    assert Piece.objects.get(pk=after.pk).planned_for == after.planned_for
    asked.refresh_from_db()
    assert asked.outcome == Outcome.REOPENED


def test_words_that_are_there_already_change_nothing(cast: Cast) -> None:
    piece = first(cast)
    (made, *_rest) = repeated(cast, piece)
    assert actions.carry_on(piece, actor=cast.actor(cast.amira)) == 0
    assert Piece.objects.get(pk=made.pk).revision == 1


def test_end_takes_out_what_follows_and_leaves_the_rest(cast: Cast) -> None:
    piece = first(cast)
    here, public, after = repeated(cast, piece)
    published(public, "sent")

    assert actions.end_series(here, actor=cast.actor(cast.amira)) == 1

    kept = Piece.objects.filter(dropped_at=None).order_by("planned_for")
    assert list(kept) == [piece, here, public]
    assert Entry.objects.latest("pk").verb == "series.ended"
    assert after not in kept


@pytest.mark.parametrize("act", [actions.carry_on, actions.end_series])
def test_without_the_right_those_that_follow_stay(cast: Cast, act: Any) -> None:
    piece = first(cast)
    repeated(cast, piece)
    with pytest.raises(Denied):
        act(piece, actor=cast.actor(cast.ben))
    assert not Piece.objects.exclude(dropped_at=None).exists()


# --- its pages ------------------------------------------------------------------------------------------------


def address(piece: Piece) -> str:
    return f"/plan/{piece.pk}/repetition/"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "pattern": "weekly",
        "weekdays": ["4"],
        "step": "1",
        "clock": "18:00",
        "first_day": "2026-11-25",
        "count": "6",
        "form_key": str(uuid4()),
    } | changes


def test_days_are_shown_with_holidays_before_anything_is_made(cast: Cast) -> None:
    cast.company.region = "DE-BW"
    cast.company.save()
    piece, browser = first(cast), signed_in(cast.amira)

    page = browser.post(address(piece), typed())

    assert [(f"{each.at:%d.%m.}", each.holiday) for each in page.context["shown"]][4:] == [
        ("25.12.", "Erster Weihnachtstag"),
        ("01.01.", "Neujahr"),
    ]
    assert Piece.objects.count() == 1
    sent = typed(seen=page.context["form"].seen)
    assert browser.post(address(piece), sent).headers["Location"] == f"/plan/{piece.pk}/"
    assert Piece.objects.count() == 7


def test_other_days_than_those_shown_are_not_made(cast: Cast) -> None:
    piece, browser = first(cast), signed_in(cast.amira)
    seen = browser.post(address(piece), typed()).context["form"].seen

    page = browser.post(address(piece), typed(seen=seen, count="7"))

    assert (page.status_code, len(page.context["shown"]), Piece.objects.count()) == (200, 7, 1)


@pytest.mark.parametrize(
    "changes", [{"count": ""}, {"last_day": "2026-12-24"}, {"count": "61"}, {"weekdays": []}]
)
def test_wrong_input_comes_back(cast: Cast, changes: dict[str, Any]) -> None:
    page = signed_in(cast.amira).post(address(first(cast)), typed(**changes))
    assert page.status_code == 422
    assert 'value="2026-11-25"' in page.content.decode()


def test_page_says_where_in_the_series_it_stands(cast: Cast) -> None:
    piece = first(cast)
    before, here, after = repeated(cast, piece)

    page = signed_in(cast.amira).get(f"/plan/{here.pk}/").content.decode()

    assert "3 von 4 einer Reihe" in page
    assert f'href="/plan/{before.pk}/"' in page
    assert f'href="/plan/{after.pk}/"' in page


def test_longer_series_needs_no_more_queries(cast: Cast) -> None:
    counts = []
    for count in (2, 10):
        piece = first(cast)
        repeated(cast, piece, count=count)
        counts.append(queries_of(signed_in(cast.amira), f"/plan/{piece.pk}/"))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("step", "changed"), [("words", "edited"), ("end", "dropped")])
def test_step_asks_before_and_then_does(cast: Cast, step: str, changed: str) -> None:
    piece, browser = first(cast), signed_in(cast.amira)
    made = repeated(cast, piece)
    actions.edit_piece(piece, replace(draft_of(piece), text="Neu"), revision=1, actor=cast.actor(cast.amira))
    page = browser.get(f"/plan/{piece.pk}/series/{step}/")
    assert list(page.context["later"]) == made
    acts = Entry.objects.filter(verb=f"piece.{changed}")
    before = acts.count()

    browser.post(f"/plan/{piece.pk}/series/{step}/")

    assert acts.count() - before == 3


def test_page_to_repeat_is_not_there_for_others(cast: Cast) -> None:
    piece = first(cast)
    assert signed_in(cast.dora).get(address(piece)).status_code == 404
    assert signed_in(cast.ben).get(address(piece)).status_code == 403


def _approver(cast: Cast) -> Any:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    return cast.ben
