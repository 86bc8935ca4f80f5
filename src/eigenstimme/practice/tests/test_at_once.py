"""Several writers at the same instant, in transactions of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from eigenstimme.practice import actions
from eigenstimme.practice.models import PracticeComment, PracticePost
from eigenstimme.practice.tests.conftest import make_wall

WRITERS = 6
Written = TypeVar("Written")


def _at_once(write: Callable[[int], Written]) -> list[Written]:
    def once(number: int) -> Written:
        try:
            return write(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(once, range(WRITERS)))


@pytest.mark.django_db(transaction=True)
def test_same_key_from_many_at_once_is_one_post() -> None:
    wall = make_wall("Malerbetrieb Kern").wall

    posts = _at_once(lambda number: actions.publish(wall, key="k", text=f"Nummer {number}", uploads=[]))

    assert {post.pk for post in posts} == {PracticePost.objects.get(key="k").pk}


@pytest.mark.django_db(transaction=True)
def test_same_key_from_many_at_once_is_one_answer() -> None:
    post = make_wall("Malerbetrieb Kern").post

    answers = _at_once(lambda number: actions.answer(post, None, key="k", text=f"Nummer {number}"))

    assert {answer.pk for answer in answers} == {PracticeComment.objects.get().pk}


@pytest.mark.django_db(transaction=True)
def test_flood_at_once_stays_below_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_COMMENTS_A_MINUTE", 2)
    post = make_wall("Malerbetrieb Kern").post

    def write(number: int) -> bool:
        try:
            actions.comment(post, None, visitor=f"{number:032}", name="Gerda", text="Hallo")
        except actions.TooMany:
            return False
        return True

    assert sorted(_at_once(write)) == [False] * (WRITERS - 2) + [True] * 2
