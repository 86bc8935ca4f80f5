"""Goals: leads set them, their owner says where they stand, and they end with what was learnt."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people.models import Notice
from eigenstimme.people.responsibilities import held_by
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.strategy import actions, errors
from eigenstimme.strategy.models import Goal, Measured
from eigenstimme.strategy.standing import days_of, expected_on, standings, state
from eigenstimme.strategy.tests.goals import a_draft, a_goal, counted_goal, numbers, today


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def measure(cast: Cast, goal: Goal, value: int, days_ago: int = 0) -> Measured:
    day = today() - timedelta(days=days_ago)
    return actions.record_value(goal, Decimal(value), day=day, actor=cast.actor(cast.ben))


def end(cast: Cast, goal: Goal, outcome: str = "missed") -> Goal:
    return actions.end_goal(goal, outcome=outcome, learnt="Früher fragen.", actor=cast.actor(cast.ben))


# --- verbs ----------------------------------------------------------------------------------------------------


def test_goal_is_set_changed_measured_and_ended_on_record(cast: Cast) -> None:
    goal = a_goal(cast)
    amira = cast.actor(cast.amira)
    goal = actions.change_goal(goal, a_draft(cast, target_value=Decimal(40)), revision=1, actor=amira)
    measure(cast, goal, 25)
    goal = end(cast, goal)
    assert (goal.target_value, goal.outcome, goal.learnt, goal.ended_by) == (
        Decimal(40),
        "missed",
        "Früher fragen.",
        cast.ben,
    )
    entries = Entry.objects.order_by("number").values_list("verb", "membership_id")
    assert list(entries) == [
        ("goal.set", cast.amira.pk),
        ("goal.changed", cast.amira.pk),
        ("goal.measured", cast.ben.pk),
        ("goal.ended", cast.ben.pk),
    ]


def test_only_leads_set_and_change_goals(cast: Cast) -> None:
    goal = a_goal(cast)
    for member in (cast.ben, cast.clara, cast.robo):
        with pytest.raises(Denied):
            actions.set_goal(a_draft(cast), actor=cast.actor(member))
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        with pytest.raises(Denied):
            actions.change_goal(goal, a_draft(cast), revision=1, actor=cast.actor(member))


def test_only_owner_and_leads_measure_and_end(cast: Cast) -> None:
    goal = a_goal(cast, owner=cast.amira)
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        actor = cast.actor(member)
        with pytest.raises(Denied):
            actions.record_value(goal, Decimal(12), day=today(), actor=actor)
        with pytest.raises(Denied):
            actions.end_goal(goal, outcome="missed", learnt="Nichts", actor=actor)


def test_owner_is_of_this_company_and_of_the_house(cast: Cast) -> None:
    with pytest.raises(Denied):
        a_goal(cast, owner=cast.dora)
    with pytest.raises(errors.CannotOwn):
        a_goal(cast, owner=cast.clara)


@pytest.mark.parametrize("column", ["owner", "set_by", "ended_by"])
def test_database_keeps_outside_people_out(cast: Cast, column: str) -> None:
    goal = end(cast, a_goal(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=goal.pk).update(**{column: cast.clara})


def test_database_keeps_outside_people_from_measuring(cast: Cast) -> None:
    measured = measure(cast, a_goal(cast), 12)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measured.objects.filter(pk=measured.pk).update(recorded_by=cast.clara)


def test_new_owner_is_told(cast: Cast) -> None:
    goal = a_goal(cast, owner=cast.amira)
    assert not Notice.objects.exists()
    actions.change_goal(goal, a_draft(cast), revision=1, actor=cast.actor(cast.amira))
    assert [(each.membership, each.code) for each in Notice.objects.all()] == [(cast.ben, "goal.given")]


def test_same_form_twice_makes_one(cast: Cast) -> None:
    key, amira, ben = uuid4(), cast.actor(cast.amira), cast.actor(cast.ben)
    first, second = (actions.set_goal(a_draft(cast), form_key=key, actor=amira) for _time in range(2))
    assert first == second
    for _time in range(2):
        actions.record_value(first, Decimal(12), day=today(), form_key=key, actor=ben)
    assert (Goal.objects.count(), Measured.objects.count()) == (1, 1)
    assert Entry.objects.count() == 2


def test_ended_goal_stays_as_it_is(cast: Cast) -> None:
    goal = end(cast, a_goal(cast))
    assert end(cast, goal, "reached").outcome == "missed"
    with pytest.raises(errors.GoalEnded):
        measure(cast, goal, 12)
    with pytest.raises(errors.GoalEnded):
        actions.change_goal(goal, a_draft(cast), revision=1, actor=cast.actor(cast.amira))
    assert Entry.objects.filter(verb="goal.ended").count() == 1


def test_changes_of_somebody_else_are_not_lost(cast: Cast) -> None:
    goal, amira = a_goal(cast), cast.actor(cast.amira)
    actions.change_goal(goal, a_draft(cast, sentence="Viele Anfragen"), revision=1, actor=amira)
    with pytest.raises(errors.GoalStale):
        actions.change_goal(goal, a_draft(cast), revision=1, actor=amira)


def test_values_belong_to_the_days_of_the_goal(cast: Cast) -> None:
    goal = a_goal(cast)
    for days_ago in (11, -1):
        with pytest.raises(errors.OutsideGoal):
            measure(cast, goal, 12, days_ago)


def test_counted_goals_take_no_typed_value(cast: Cast) -> None:
    with pytest.raises(errors.CountsItself):
        measure(cast, counted_goal(cast), 12)
    with pytest.raises(errors.NoSuchMeasure):
        a_goal(cast, measure="nothing")


def test_owner_hands_it_over(cast: Cast) -> None:
    a_goal(cast), end(cast, a_goal(cast))
    (held,) = [each for each in held_by(cast.ben) if each.responsibility.code == "goals"]
    held.responsibility.hand_over(cast.ben, cast.amira, cast.actor(cast.amira))
    assert Goal.objects.open().get().owner == cast.amira
    assert Goal.objects.exclude(ended_at=None).get().owner == cast.ben


def test_own_people_and_whoever_sees_figures_read_goals(cast: Cast) -> None:
    goal = a_goal(cast)
    grant(cast.robo, ["figures.read"], by=cast.amira)
    readers = [
        member.person.name
        for member in (cast.amira, cast.ben, cast.clara, cast.robo, cast.dora)
        if Goal.objects.visible_to(cast.actor(member)).filter(pk=goal.pk).exists()
    ]
    assert readers == ["Amira Kern", "Ben Arndt", "Robo"]


# --- where it stands ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "target", "value", "word"),
    [
        (10, 30, 20, "goal_on_course"),  # on the line
        (10, 30, Decimal("18.01"), "goal_on_course"),  # less than a tenth of the way short
        (10, 30, 18, "goal_behind"),  # a tenth short
        (10, 30, 10, "goal_behind"),
        (10, 30, 30, "goal_reached"),
        (30, 10, 20, "goal_on_course"),  # less is better
        (30, 10, 22, "goal_behind"),
        (30, 10, 9, "goal_reached"),
        (10, 30, None, "goal_unknown"),
    ],
)
def test_state_after_half_the_time(
    cast: Cast, start: int, target: int, value: Decimal | None, word: str
) -> None:
    goal = a_goal(cast, start_value=Decimal(start), target_value=Decimal(target))
    assert expected_on(goal, today()) == 20
    assert state(goal, None if value is None else Decimal(value), today()) == word


def test_state_before_the_first_and_after_the_last_day(cast: Cast) -> None:
    goal = a_goal(cast)
    assert state(goal, Decimal(10), goal.starts_on - timedelta(days=1)) == "goal_ahead"
    assert state(goal, Decimal(29), goal.ends_on) == "goal_on_course"
    assert state(goal, Decimal(29), goal.ends_on + timedelta(days=1)) == "goal_behind"
    assert state(goal, Decimal(30), goal.ends_on + timedelta(days=1)) == "goal_reached"
    assert state(end(cast, goal), Decimal(30), today()) == "goal_ended_missed"


def test_typed_values_count_from_their_day_on(cast: Cast) -> None:
    goal = a_goal(cast)
    measure(cast, goal, 14, days_ago=5)
    measure(cast, goal, 99)
    measure(cast, goal, 21)
    (found,) = standings([goal], today())
    assert found.days[0] == goal.starts_on and found.days[-1] == today()
    assert found.state == "goal_on_course"
    assert list(dict.fromkeys(numbers(found.values))) == [10, 14, 21]


def test_what_adds_up_is_counted_from_the_first_day_and_the_rest_over_thirty(cast: Cast) -> None:
    (found,) = standings([counted_goal(cast)], today())
    assert (numbers(found.values)[0], numbers(found.values)[-1]) == (1, 11)
    (found,) = standings([counted_goal(cast, adds_up=False)], today())
    assert set(numbers(found.values)) == {30}


def test_figures_are_followed_to_the_last_day_or_the_end(cast: Cast) -> None:
    goal = a_goal(cast)
    assert days_of(goal, today() + timedelta(days=90))[-1] == goal.ends_on
    goal.ended_at = timezone.now() - timedelta(days=3)
    assert days_of(goal, today())[-1] == today() - timedelta(days=3)
    assert days_of(a_goal(cast, starts_on=today() + timedelta(days=2)), today()) == [
        today() + timedelta(days=2)
    ]
