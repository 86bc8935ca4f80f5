"""What the catalogue says about a task is what the rules say."""

from __future__ import annotations

import pytest

from eigenstimme.advisor.catalogue import BY_KEY, TASKS, Condition, Group, Task
from eigenstimme.advisor.criteria import Verdict
from eigenstimme.advisor.rules import judge
from eigenstimme.mandates.permissions import acts_for
from eigenstimme.people.models import Kind
from eigenstimme.skills.models import Skill

TURNS = [(task, condition) for task in TASKS for condition in task.conditions]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_verdict_of_a_task_is_that_of_the_rules(task: Task) -> None:
    assert judge(task.profile).verdict == task.verdict


@pytest.mark.parametrize(("task", "condition"), TURNS, ids=lambda each: getattr(each, "key", ""))
def test_condition_turns_the_verdict_as_the_rules_do(task: Task, condition: Condition) -> None:
    assert judge(condition.answers(task.profile)).verdict == condition.verdict != task.verdict


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_authority_of_a_task_can_be_granted(task: Task) -> None:
    """Law 3: own people get what own people can hold, outside people never more than theirs."""
    assert set(task.acts) <= set(acts_for(Kind.OWN))
    assert set(task.acts_outside) <= set(acts_for(Kind.OUTSIDE))


def test_keys_are_unique_and_every_group_verdict_and_skill_occurs() -> None:
    assert len(BY_KEY) == len(TASKS)
    assert {task.group for task in TASKS} == set(Group)
    assert {task.verdict for task in TASKS} == set(Verdict)
    assert {skill for task in TASKS for skill in task.skills} == set(Skill)
