"""The definition of the own-voice share, case by case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from eigenstimme.people.models import Kind
from eigenstimme.people.tests.cast import join, make_channel
from eigenstimme.plan.models import Piece, Series
from eigenstimme.publishing.models import State
from eigenstimme.reports.tests.conftest import NOON, Past
from eigenstimme.reports.voice import Answers, Posts

YESTERDAY = NOON - timedelta(days=1)
BEFORE = NOON - timedelta(days=2)
NOVEMBER = date(2026, 11, 1)
Tell = Callable[[Past], object]


def own_draft(past: Past) -> None:
    past.post(past.cast.ben)


def own_draft_reworked_outside(past: Past) -> None:
    past.saved(past.post(past.cast.ben), past.cast.clara, "Die Fassade hält sehr gut.", BEFORE)


def outside_draft(past: Past) -> None:
    past.post(past.cast.clara)


def machine_draft(past: Past) -> None:
    past.post(past.cast.robo)


def words_changed(past: Past) -> None:
    past.saved(past.post(past.cast.clara), past.cast.ben, "Unsere Fassade hält.", BEFORE)


def only_a_comma(past: Past) -> None:
    past.saved(past.post(past.cast.clara), past.cast.ben, "Die  Fassade, hält!", BEFORE)


def words_changed_on_the_channel(past: Past) -> None:
    past.saved(past.post(past.cast.clara), past.cast.ben, "Die Fassade hält.", BEFORE, own_text="Sie hält.")


def words_changed_on_another_channel(past: Past) -> None:
    variant = past.post(past.cast.clara)
    variant.channel_id += 1_000
    past.saved(variant, past.cast.ben, "Die Fassade hält.", BEFORE, own_text="Sie hält.")


def words_changed_outside_again(past: Past) -> None:
    variant = past.post(past.cast.clara)
    past.saved(variant, past.cast.ben, "Unsere Fassade hält.", BEFORE)
    past.saved(variant, past.cast.clara, "Unsere neue Fassade hält.", BEFORE)


def words_changed_after_it_went_out(past: Past) -> None:
    past.saved(past.post(past.cast.clara), past.cast.ben, "Unsere Fassade hält.", NOON)


def only_outside_changed_words(past: Past) -> None:
    past.saved(past.post(past.cast.clara), past.cast.robo, "Unsere Fassade hält.", BEFORE)


def shared_by_own(past: Past) -> None:
    past.post(past.cast.ben, source_url="https://handwerk.example/1")


def series_word_for_word(past: Past) -> None:
    series = Series.objects.create(
        company=past.cast.company,
        started_by=past.cast.ben,
        pattern="weekly",
        clock=time(8),
        first_day=NOVEMBER,
        count=3,
    )
    past.post(past.cast.ben, series=series)
    past.post(past.cast.ben, series=series)
    past.post(past.cast.ben, text="Diesmal anders.", series=series)


def not_out(past: Past) -> None:
    for state in (State.FAILED, State.HELD, State.WITHDRAWN, None):
        past.post(past.cast.ben, state=state)


@pytest.mark.parametrize(
    ("tell", "expected"),
    [
        (own_draft, Posts(own=1)),
        (own_draft_reworked_outside, Posts(own=1)),
        (outside_draft, Posts(outside=1)),
        (machine_draft, Posts(outside=1)),
        (words_changed, Posts(reworked=1)),
        (only_a_comma, Posts(outside=1)),
        (words_changed_on_the_channel, Posts(reworked=1)),
        (words_changed_on_another_channel, Posts(outside=1)),
        (words_changed_outside_again, Posts(reworked=1)),
        (words_changed_after_it_went_out, Posts(outside=1)),
        (only_outside_changed_words, Posts(outside=1)),
        (shared_by_own, Posts(shared=1)),
        (series_word_for_word, Posts(own=2, repeated=1)),
        (not_out, Posts()),
    ],
)
def test_a_post_is_counted_by_who_wrote_it(past: Past, tell: Tell, expected: Posts) -> None:
    tell(past)
    assert past.counts().posts(NOVEMBER) == expected


def test_share_leaves_out_shared_and_repeated_ones() -> None:
    assert Posts(own=3, reworked=1, outside=2, repeated=9, shared=9).percent == 50
    assert Posts(repeated=1, shared=1).percent is None


def test_months_are_those_of_the_companys_clock(past: Past) -> None:
    past.post(past.cast.ben, at=datetime(2026, 10, 31, 22, 59, tzinfo=UTC))  # 23:59 in Berlin
    past.post(past.cast.clara, at=datetime(2026, 10, 31, 23, 1, tzinfo=UTC))  # 00:01
    counts = past.counts()
    assert counts.posts(date(2026, 10, 1)) == Posts(own=1)
    assert counts.posts(NOVEMBER) == Posts(outside=1)


def test_twelve_months_are_counted(past: Past) -> None:
    past.post(past.cast.ben, at=datetime(2025, 12, 1, tzinfo=UTC))
    past.post(past.cast.ben, at=datetime(2025, 11, 30, 12, tzinfo=UTC))
    counts = past.counts()
    assert counts.months[0] == date(2025, 12, 1)
    assert sum(each.all for each in counts.out.values()) == 1


def test_channels_are_counted_apart_and_together(past: Past) -> None:
    wall = make_channel(past.cast.company, past.cast.amira, name="Wand")
    past.post(past.cast.ben)
    past.post(past.cast.clara, channel=wall)
    counts = past.counts()
    assert counts.posts(NOVEMBER, past.cast.blog.pk) == Posts(own=1)
    assert counts.posts(NOVEMBER, wall.pk) == Posts(outside=1)
    assert counts.posts(NOVEMBER) == Posts(own=1, outside=1)


def test_another_company_is_not_counted(past: Past) -> None:
    past.post(past.cast.ben)
    Piece.objects.update(company=past.cast.elsewhere)
    theirs = make_channel(past.cast.elsewhere, past.cast.dora, name="Kanzlei")
    past.post(past.cast.ben, channel=theirs)
    assert past.counts().posts(NOVEMBER) == Posts(own=1)


def test_planned_is_what_can_still_go_out_this_month(past: Past) -> None:
    tomorrow = NOON + timedelta(days=1)
    past.post(past.cast.ben, at=tomorrow, state=None)
    past.post(past.cast.clara, at=tomorrow, state=State.PLANNED)
    past.post(past.cast.clara, at=tomorrow, state=State.HELD)
    past.post(past.cast.clara, at=tomorrow, state=None, dropped_at=NOON)
    past.post(past.cast.clara, at=NOON + timedelta(days=20), state=State.PLANNED)
    past.post(past.cast.clara, at=YESTERDAY, state=None)
    assert past.counts().planned() == Posts(own=1, outside=1)


def test_expected_is_what_is_out_with_what_is_planned(past: Past) -> None:
    past.post(past.cast.ben)
    past.post(past.cast.clara, at=NOON + timedelta(days=1), state=State.PLANNED)
    assert past.counts().expected().percent == 50


@pytest.mark.parametrize(
    ("recommended", "sent", "expected"),
    [
        ("", "Ja, gern. AK", Answers(own_words=1)),
        ("Ja, gern.", "Ja, gern. AK", Answers(unchanged=1)),
        ("ja gern", "@hedi Ja, gern! 🙂 AK", Answers(unchanged=1)),
        ("Ja, gern.", "Ja, sehr gern. AK", Answers(changed=1)),
    ],
)
def test_an_answer_is_counted_by_what_it_was_made_from(
    past: Past, recommended: str, sent: str, expected: Answers
) -> None:
    past.answer(sent, recommended)
    assert past.counts().answered(NOVEMBER) == expected


def test_what_own_people_recommend_is_own(past: Past) -> None:
    past.answer(recommended="Ja, gern.", by=past.cast.ben)
    assert past.counts().answered(NOVEMBER) == Answers(own_words=1)


def test_what_a_machine_recommends_counts_like_outside(past: Past) -> None:
    past.answer(recommended="Ja, gern.", by=past.cast.robo)
    assert past.counts().answered(NOVEMBER) == Answers(unchanged=1)


def test_answers_that_never_went_out_are_not_counted(past: Past) -> None:
    past.answer(recommended="Ja, gern.", state=State.FAILED)
    assert past.counts().answered(NOVEMBER) == Answers()


def test_fewer_than_three_people_are_not_shown_apart(past: Past) -> None:
    for said in (past.cast.amira, past.cast.ben):
        past.answer(said=said)
    assert not past.counts().answers_by_channel

    past.answer(said=join(past.cast.company, "Petra Pohl", Kind.OWN))
    assert past.counts().answers_by_channel
