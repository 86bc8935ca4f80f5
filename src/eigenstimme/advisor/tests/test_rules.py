"""The advisor against a table of described tasks; every rule is needed; and what never leaves the house."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eigenstimme.advisor.catalogue import BY_KEY, TASKS
from eigenstimme.advisor.criteria import QUESTIONS, Answers, Verdict, stored_answers
from eigenstimme.advisor.likeness import WORDS, like
from eigenstimme.advisor.rules import CAUTIOUS, RULES, Rule, judge
from eigenstimme.advisor.tests.described_tasks import CASES, Case

ANY_ANSWERS = st.builds(Answers, **{each.key: st.sampled_from(each.answers) for each in QUESTIONS})
KEPT_INSIDE = [
    pytest.param({"about": "person"}, id="relationship"),
    pytest.param({"sender": "speaks"}, id="voice"),
    pytest.param({"speed": "crisis"}, id="crisis"),
    pytest.param({"power": "approves"}, id="approval"),
    pytest.param({"power": "steers"}, id="strategy"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_described_task_gets_the_verdict_of_the_demands(case: Case) -> None:
    assert judge(case.answers).verdict == case.verdict


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_rule_is_needed(rule: Rule) -> None:
    """Without it at least one described task gets another verdict."""
    others = [each for each in RULES if each is not rule]
    assert [case for case in CASES if judge(case.answers, others).verdict != case.verdict]


def test_table_is_long_and_names_each_task_once() -> None:
    assert len({case.words for case in CASES}) == len(CASES) >= 70
    assert {case.verdict for case in CASES} == set(Verdict)
    assert [case for case in CASES if not judge(case.answers).fired], "the cautious answer is tried too"


@pytest.mark.parametrize("stays", KEPT_INSIDE)
@settings(deadline=None)  # the machine is shared
@given(answers=ANY_ANSWERS)
def test_what_is_the_companys_own_never_leaves_it(stays: dict[str, str], answers: Answers) -> None:
    assert judge(replace(answers, **stays)).verdict != Verdict.HANDOVER  # type: ignore[arg-type]


@settings(deadline=None)  # the machine is shared
@given(answers=ANY_ANSWERS)
def test_strictest_rule_decides_and_all_that_fire_are_named(answers: Answers) -> None:
    judged = judge(answers)
    firing = {rule.key for rule in RULES if rule.fires(answers)}
    assert {rule.key for rule in judged.fired} == firing
    assert judged.verdict.strictness == min(
        (r.verdict.strictness for r in judged.fired), default=CAUTIOUS.strictness
    )
    assert [*judged.deciding, *judged.also] == list(judged.fired)


@settings(deadline=None)  # the machine is shared
@given(answers=ANY_ANSWERS)
def test_answers_are_stored_and_read_again(answers: Answers) -> None:
    assert stored_answers(answers.stored()) == answers


def test_every_answer_matters() -> None:
    """Each question changes a verdict somewhere: none is asked for nothing."""
    for question in QUESTIONS:
        assert any(
            judge(changed(case.answers, question.key, answer)).verdict != case.verdict
            for case in CASES
            for answer in question.answers
        ), question.key


def changed(answers: Answers, question: str, answer: Any) -> Answers:
    return replace(answers, **{question: answer})


def test_rules_name_demands_and_existing_answers() -> None:
    asked = {question.key: set(question.answers.values) for question in QUESTIONS}
    for rule in RULES:
        assert re.fullmatch(r"[A-Z]{2}\d+", rule.demand), rule.key
        for question, answers in rule.when.items():
            assert answers <= asked[question], rule.key


def test_description_suggests_the_known_task() -> None:
    known = [case for case in CASES if case.like]
    first = [case for case in known if [task.key for task in like(case.words, 1)] == [case.like]]
    among = [case for case in known if case.like in [task.key for task in like(case.words)]]
    missed = [case.words for case in known if case not in among]
    assert len(first) / len(known) >= 0.85, [str(case) for case in known if case not in first]
    assert not missed


def test_every_known_task_is_found_by_its_own_name() -> None:
    assert set(WORDS) == set(BY_KEY)
    lost = {str(task) for task in TASKS if task not in like(str(task))}
    assert not lost


def test_what_nobody_knows_suggests_nothing() -> None:
    assert like("Rasen mähen") == []


def test_words_decide_nothing() -> None:
    """Law of the advisor: a description only suggests; the rules never see it."""
    rules = (Path(__file__).parent.parent / "rules.py").read_text(encoding="utf-8")
    assert "import" in rules and "likeness import" not in rules
