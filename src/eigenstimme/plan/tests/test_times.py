"""Deadlines that people can keep, and what does not fit in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from eigenstimme.connectors.types import Finding, Problem
from eigenstimme.plan.times import sensible_deadline
from eigenstimme.plan.words import sentence
from eigenstimme.plan.working_days import WorkingTime

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 10, 17, 42, tzinfo=BERLIN)
WORKS = WorkingTime(BERLIN)


@pytest.mark.parametrize(
    ("now", "deadline"),
    [
        (MONDAY, "2026-11-24 10:17"),
        (MONDAY + timedelta(days=4), "2026-11-30 10:17"),  # Friday
        (MONDAY + timedelta(days=5), "2026-11-30 10:17"),  # Saturday
    ],
)
def test_deadline_is_a_day_off_but_not_at_the_weekend(now: datetime, deadline: str) -> None:
    with timezone.override(BERLIN):
        assert sensible_deadline(now, None, WORKS).strftime("%Y-%m-%d %H:%M") == deadline


def test_deadline_comes_before_the_post_goes_out() -> None:
    soon = MONDAY + timedelta(hours=3)
    assert sensible_deadline(MONDAY, soon, WORKS) == soon.replace(second=0)


def test_deadline_leaves_half_an_hour_at_least() -> None:
    assert sensible_deadline(MONDAY, MONDAY, WORKS) >= MONDAY + timedelta(minutes=29)


@pytest.mark.parametrize("problem", list(Problem))
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_problem_has_its_sentence(problem: Problem, language: str) -> None:
    with translation.override(language):
        assert sentence(Finding(problem, 1234, 500)).endswith((".",))


def test_sentence_carries_the_figures() -> None:
    with translation.override("en"):
        text = sentence(Finding(Problem.TOO_LONG, 501, 500))
    assert text == "The text is 1 character too long (501 of 500)."
