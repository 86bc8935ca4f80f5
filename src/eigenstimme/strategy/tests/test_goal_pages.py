"""The pages of goals, as whoever opens them finds them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.strategy import actions
from eigenstimme.strategy.models import Goal
from eigenstimme.strategy.tests.goals import a_draft, a_goal, counted_goal, numbers, today, typed

GOALS = "/strategy/goals/"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def as_(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def test_lead_sets_a_goal(cast: Cast) -> None:
    answer = as_(cast.amira).post(GOALS + "new/", typed(cast), follow=True)
    goal = Goal.objects.get()
    assert (goal.owner, goal.unit) == (cast.ben, "Anfragen")
    assert numbers([goal.start_value, goal.target_value]) == [10, 30]
    assert "Mehr Anfragen" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"target_value": "10"}, "target_value"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"measure": "publishing.published", "start_value": "4"}, "start_value"),
        ({"measure": "inbox.first_answer", "start_value": ""}, "start_value"),
        ({"serves": ""}, "serves"),
    ],
)
def test_wrong_input_costs_nothing(cast: Cast, wrong: dict[str, str], field: str) -> None:
    answer = as_(cast.amira).post(GOALS + "new/", typed(cast, sentence="Viele Fragen", **wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Viele Fragen" in answer.content.decode()


def test_stale_change_is_kept_on_the_page_and_saved_the_second_time(cast: Cast) -> None:
    goal = a_goal(cast)
    actions.change_goal(goal, a_draft(cast), revision=1, actor=cast.actor(cast.amira))
    page = reverse("strategy:change_goal", args=[goal.pk])
    answer = as_(cast.amira).post(page, typed(cast, sentence="Noch mehr"))
    assert answer.status_code == 422 and "Noch mehr" in answer.content.decode()
    revision = answer.context["form"]["revision"].value()
    as_(cast.amira).post(page, typed(cast, sentence="Noch mehr", revision=revision))
    goal.refresh_from_db()
    assert goal.sentence == "Noch mehr"


def test_owner_measures_and_ends(cast: Cast) -> None:
    goal, ben = a_goal(cast), as_(cast.ben)
    value = {"value": "20,5", "day": today().isoformat(), "note": "Aus dem Kalender"}
    ben.post(reverse("strategy:measure_goal", args=[goal.pk]), value)
    page = ben.get(goal.get_absolute_url()).content.decode()
    assert "20,5" in page and "Aus dem Kalender" in page
    ending = reverse("strategy:end_goal", args=[goal.pk])
    assert ben.post(ending, {"outcome": "missed", "learnt": ""}).status_code == 422
    ben.post(ending, {"outcome": "missed", "learnt": "Früher fragen."})
    assert "Früher fragen." in ben.get(GOALS).content.decode()


def test_refused_value_keeps_what_was_typed(cast: Cast) -> None:
    page = reverse("strategy:measure_goal", args=[a_goal(cast).pk])
    tomorrow = (today() + timedelta(days=1)).isoformat()
    answer = as_(cast.ben).post(page, {"value": "20", "day": tomorrow, "note": "Zu früh"})
    assert answer.status_code == 422 and "Zu früh" in answer.content.decode()


def test_whoever_may_not_write_reads_why(cast: Cast) -> None:
    goal = a_goal(cast, owner=cast.amira)
    page = as_(cast.ben).get(goal.get_absolute_url()).content.decode()
    assert reverse("strategy:measure_goal", args=[goal.pk]) not in page
    assert reverse("strategy:change_goal", args=[goal.pk]) not in page
    assert "refusal" in page


def test_outside_goals_are_not_there(cast: Cast) -> None:
    goal = a_goal(cast)
    names = ("goal", "change_goal", "measure_goal", "end_goal")
    for member in (cast.clara, cast.dora):
        for name in names:
            assert as_(member).get(reverse(f"strategy:{name}", args=[goal.pk])).status_code == 404
    assert as_(cast.clara).get(GOALS).status_code == 403
    assert "Mehr Anfragen" not in as_(cast.dora).get(GOALS).content.decode()
    grant(cast.clara, ["figures.read"], by=cast.amira)
    assert "Mehr Anfragen" in as_(cast.clara).get(GOALS).content.decode()


def test_more_than_three_open_goals_are_too_many(cast: Cast) -> None:
    for _time in range(3):
        goal = a_goal(cast)
    lead = as_(cast.amira)
    assert not lead.get(GOALS).context["too_many"]
    a_goal(cast)
    assert lead.get(GOALS).context["too_many"]
    actions.end_goal(goal, outcome="dropped", learnt="Zu viel.", actor=cast.actor(cast.ben))
    assert not lead.get(GOALS).context["too_many"]


def test_pages_ask_the_same_number_of_questions_with_one_goal_and_five(cast: Cast) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as found:
            answer = lead.get(path)
        assert answer.status_code == 200 and len(answer.content) < 60_000
        return len(found)

    def measured(days_ago: int) -> None:
        day = today() - timedelta(days=days_ago)
        actions.record_value(goal, Decimal(12), day=day, actor=cast.actor(cast.ben))

    lead, goal = as_(cast.amira), a_goal(cast)
    counted_goal(cast)
    measured(5)
    lead.get(GOALS)
    before = asked(GOALS), asked(goal.get_absolute_url())
    for days in range(4):
        a_goal(cast)
        counted_goal(cast)
        measured(days)
    assert (asked(GOALS), asked(goal.get_absolute_url())) == before
    assert max(before) <= 12
