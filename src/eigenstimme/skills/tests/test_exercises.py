"""Small tasks that teach: done where rows show it, or where the learner says so; nobody else sees the ticks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Idea
from eigenstimme.practice.actions import create_wall
from eigenstimme.skills import actions, proofs
from eigenstimme.skills.actions import Said
from eigenstimme.skills.exercises import BY_KEY, EXERCISES, PRACTICE_WALL
from eigenstimme.skills.learning import Task, lessons
from eigenstimme.skills.models import ExerciseDone, Skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def task_of(cast: Cast, key: str) -> Task:
    return next(
        task for lesson in lessons(cast.actor(cast.ben)) for task in lesson.tasks if task.exercise.key == key
    )


def test_every_skill_has_two_or_three_exercises_in_places_that_exist() -> None:
    for skill in Skill:
        assert 2 <= sum(each.skill == skill for each in EXERCISES) <= 3
    assert len(BY_KEY) == len(EXERCISES)
    assert proofs.known() <= set(BY_KEY)
    assert all(reverse(each.place) for each in EXERCISES if each.place != PRACTICE_WALL)


def test_an_idea_caught_is_seen_and_somebody_elses_is_not(cast: Cast) -> None:
    Idea.objects.create(company=cast.company, text="Kalk", caught_by=cast.amira)
    assert not task_of(cast, "idea_by_phone").done

    Idea.objects.create(company=cast.company, text="Kalk", caught_by=cast.ben)
    assert task_of(cast, "idea_by_phone").seen


def test_ticking_twice_is_ticking_once_and_is_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben.person)
    for _again in range(2):
        assert client.post("/skills/exercises/half_as_long/").status_code == 302
    assert list(ExerciseDone.objects.values_list("membership", "exercise")) == [(cast.ben.pk, "half_as_long")]

    client.post("/skills/exercises/half_as_long/", {"undone": "1"})
    assert not task_of(cast, "half_as_long").done
    assert client.post("/skills/exercises/unknown/").status_code == 404


def test_what_one_would_like_to_learn_or_should_comes_first(cast: Cast) -> None:
    actions.say_skills([Said("web", would_learn=True)], actor=cast.actor(cast.ben))
    actions.wish_to_learn(cast.ben, "law", "", actor=cast.actor(cast.amira))
    found = lessons(cast.actor(cast.ben))
    assert (
        [each.skill for each in found if each.wanted]
        == [Skill.LAW, Skill.WEB]
        == [each.skill for each in found[:2]]
    )


def test_links_lead_to_the_own_practice_page_and_say_what_is_missing(client: Client, cast: Cast) -> None:
    wall, _token = create_wall(cast.company, "Kern")
    client.force_login(cast.ben.person)
    page = client.get("/skills/exercises/").content.decode()
    assert wall.get_absolute_url() not in page  # Ben may not answer people
    assert "Bitten Sie die Leitung um ein Mandat." in page

    client.force_login(cast.amira.person)
    assert wall.get_absolute_url() in client.get("/skills/exercises/").content.decode()


def test_page_costs_the_same_however_much_was_done(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben.person)
    counts = []
    for keys in (["half_as_long"], ["imprint", "on_the_phone", "simple_words", "find_gaps"]):
        for key in keys:
            actions.tick_exercise(cast.ben, key, done=True)
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/skills/exercises/")
        counts.append(len(queries))
        assert page.status_code == 200 and len(page.content) < 60_000
    assert counts[0] == counts[1] <= 12
