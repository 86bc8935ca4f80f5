"""The rules of the channel check, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from eigenstimme.channels.verdicts import RULES, Facts, Judgement, Verdict, judge

FINE = Facts(
    weeks=20,
    described=True,
    usual=120,
    promised=120,
    promised_then=360,
    given=400,
    wanted=4,
    posts=4,
)
CASES = [
    ({"promised": 0}, Verdict.NEGLECTED, "Nobody has promised time for it."),
    ({"given": 0, "posts": 0}, Verdict.NEGLECTED, "For four weeks nobody has given it time, and nothing"),
    ({"posts": 0}, Verdict.NEGLECTED, "Nothing was posted for four weeks, although"),
    ({"promised": 60}, Verdict.THIN, "Promised are 1 h a week; such a channel usually takes 2 h."),
    ({"given": 179}, Verdict.THIN, "Less than half of the promised time is really given."),
    ({"given": 0}, Verdict.THIN, "It is posted here, but nobody has written down any time"),
    ({"posts": 1}, Verdict.THIN, "Less than half of the posts you want come about."),
    ({"described": False}, Verdict.THIN, "Nobody has written down what it is for, and for whom."),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def judged(**changes: object) -> Judgement:
    return judge(replace(FINE, **changes))  # type: ignore[arg-type]


def test_channel_that_is_looked_after_is_good() -> None:
    assert judge(FINE) == Judgement(Verdict.GOOD, ())


@pytest.mark.parametrize(("changes", "verdict", "reason"), CASES)
def test_each_rule_fits_alone(changes: dict[str, object], verdict: Verdict, reason: str) -> None:
    found = judged(**changes)
    assert found.verdict is verdict
    assert [finding.reason.startswith(reason) for finding in found.findings] == [True]


def test_every_rule_has_its_case() -> None:
    assert len(CASES) == len(RULES)


def test_the_worst_verdict_is_told_with_all_its_reasons() -> None:
    found = judged(promised=0, given=0, posts=0, described=False)
    assert found.verdict is Verdict.NEGLECTED
    assert len(found.findings) == 2


def test_half_is_enough() -> None:
    assert judged(given=180, posts=2).verdict is Verdict.GOOD


def test_new_channel_is_not_called_quiet() -> None:
    assert judged(weeks=3, given=0, posts=0, promised_then=0).verdict is Verdict.GOOD


def test_channel_that_only_listens_is_good() -> None:
    assert judged(wanted=None, posts=0).verdict is Verdict.GOOD
    assert judged(wanted=0, posts=0).verdict is Verdict.GOOD


def test_practice_channel_needs_no_promise() -> None:
    assert judged(usual=0, promised=0, promised_then=0, given=0, wanted=None, posts=0).verdict is Verdict.GOOD
