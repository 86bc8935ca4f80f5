"""Where the month goes: the warning comes before the limit is crossed, and says what would help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation

from eigenstimme.audit.models import Entry
from eigenstimme.people.models import Notice
from eigenstimme.publishing.models import State
from eigenstimme.reports import actions, warnings
from eigenstimme.reports.models import VoiceWarning
from eigenstimme.reports.outlook import Course, Outlook, outlook_for, outlook_of
from eigenstimme.reports.tests.conftest import NOON, Past
from eigenstimme.reports.voice import Posts

MONTH = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("so_far", "ahead", "limit", "course"),
    [
        (Posts(), Posts(), 60, Course.NOTHING),
        (Posts(shared=3), Posts(), 60, Course.NOTHING),
        (Posts(own=1), Posts(), None, Course.FREE),
        (Posts(own=6, outside=4), Posts(), 60, Course.KEPT),
        (Posts(own=7, outside=3), Posts(outside=2), 60, Course.SINKING),
        (Posts(), Posts(outside=2), 60, Course.SINKING),
        (Posts(own=1, outside=3), Posts(own=1), 60, Course.BELOW),
        (Posts(own=1, outside=3), Posts(own=9), 60, Course.KEPT),
    ],
)
def test_course_compares_what_is_expected_with_the_limit(
    so_far: Posts, ahead: Posts, limit: int | None, course: Course
) -> None:
    assert Outlook(MONTH, so_far, ahead, limit).course == course


@pytest.mark.parametrize(
    ("own", "outside", "limit", "missing"), [(7, 5, 60, 1), (1, 3, 60, 4), (0, 1, 99, 99), (3, 2, 60, 0)]
)
def test_missing_says_how_many_own_posts_would_keep_the_limit(
    own: int, outside: int, limit: int, missing: int
) -> None:
    assert Outlook(MONTH, Posts(own=own, outside=outside), Posts(), limit).missing == missing
    if missing:
        assert Outlook(MONTH, Posts(own=own + missing, outside=outside), Posts(), limit).course == Course.KEPT
        assert Outlook(MONTH, Posts(own=own + missing - 1, outside=outside), Posts(), limit).warns


def test_sentence_says_where_the_month_ends() -> None:
    outlook = Outlook(MONTH, Posts(own=7, outside=3), Posts(outside=2), 60)
    assert outlook.sentence == (
        "Mit den 2 geplanten Beiträgen endet der März bei 58\xa0%, unter Ihrer Grenze von 60\xa0%."
    )
    assert outlook.advice == "Ein weiterer Beitrag, den Sie selbst schreiben, würde sie halten."


@pytest.mark.parametrize(
    ("ahead", "limit", "sentence"),
    [
        (Posts(own=1), None, "Mit dem 1 geplanten Beitrag endet der März bei 72\xa0%."),
        (
            Posts(own=1),
            60,
            "Mit dem 1 geplanten Beitrag endet der März bei 72\xa0%; Ihre Grenze liegt bei 60\xa0%.",
        ),
        (Posts(), 60, "Der März steht bei 70\xa0%; weitere Beiträge sind nicht geplant."),
        (
            Posts(),
            80,
            "Der März steht bei 70\xa0%, unter Ihrer Grenze von 80\xa0%; weitere Beiträge sind nicht geplant.",
        ),
    ],
)
def test_sentence_for_each_course(ahead: Posts, limit: int | None, sentence: str) -> None:
    assert Outlook(MONTH, Posts(own=7, outside=3), ahead, limit).sentence == sentence


def test_rounding_does_not_hide_a_crossed_limit() -> None:
    outlook = Outlook(MONTH, Posts(own=119, outside=81), Posts(), 60)  # 59.5 %
    assert outlook.warns
    assert "59" in outlook.sentence


def test_today_and_the_page_say_the_same(past: Past) -> None:
    actions.set_voice_limit(60, actor=past.cast.actor(past.cast.amira))
    for author in (past.cast.ben, past.cast.ben, past.cast.clara):
        past.post(author)
    past.post(past.cast.clara, at=NOON - timedelta(days=30))
    past.post(past.cast.clara, at=NOON + timedelta(days=1), state=State.PLANNED)
    on_today = outlook_of(past.cast.company, NOON)
    assert on_today == outlook_for(past.counts(), 60)
    assert on_today.course == Course.SINKING


def test_leads_are_warned_once_a_month(past: Past) -> None:
    limit = actions.set_voice_limit(60, actor=past.cast.actor(past.cast.amira))
    past.post(past.cast.ben)
    past.post(past.cast.clara, at=NOON + timedelta(days=1), state=State.PLANNED)
    for hours in (0, 2, 24):
        type(limit).objects.update(look_at=NOON)
        warnings.tick(NOON + timedelta(hours=hours))
    [notice] = Notice.objects.all()
    assert (notice.code, notice.membership) == ("voice.sinking", past.cast.amira)
    assert notice.params == {"name": "Malerbetrieb Kern", "share": "50\xa0%", "limit": "60\xa0%"}
    assert VoiceWarning.objects.get().expected == 50
    assert Entry.objects.filter(verb="voice_limit.warned").count() == 1


def test_a_kept_limit_is_looked_at_again_in_an_hour(past: Past) -> None:
    limit = actions.set_voice_limit(60, actor=past.cast.actor(past.cast.amira))
    type(limit).objects.update(look_at=NOON)
    past.post(past.cast.ben)
    assert warnings.tick(NOON) == NOON + timedelta(hours=1)
    assert not Notice.objects.exists()


def test_a_limit_of_one_channel_looks_at_that_channel(past: Past) -> None:
    limit = actions.set_voice_limit(60, channel=past.cast.blog, actor=past.cast.actor(past.cast.amira))
    type(limit).objects.update(look_at=NOON)
    past.post(past.cast.clara)
    warnings.tick(NOON)
    assert Notice.objects.get().params["name"] == "Blog"
