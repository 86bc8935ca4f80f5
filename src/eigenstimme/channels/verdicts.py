"""Is a channel looked after? The rules of the channel check (ST4), to be read from top to bottom.

All rules of the worst verdict that fits are told, each with its reason and what to do. "Neglected" is said kindly and
clearly: better no channel than one nobody tends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.words import hours

RECENT = 4  # weeks: a channel that new is not called quiet, and what is older does not excuse it
ENOUGH = 0.5  # of what was promised, or wanted


class Verdict(StrEnum):
    """Values are keys of ``ui.states``."""

    GOOD = "channel_good"
    THIN = "channel_thin"
    NEGLECTED = "channel_neglected"


@dataclass(frozen=True)
class Facts:
    """Minutes are a week's. ``given``, ``promised_then`` and ``posts`` are sums of the last ``RECENT`` weeks.

    ``usual``: what such a channel takes, 0 where nothing is real. ``wanted``: posts in ``RECENT`` weeks, None: nobody
    said. ``weeks``: how long it has been there.
    """

    weeks: int
    described: bool
    usual: int
    promised: int
    promised_then: int
    given: int
    wanted: float | None
    posts: int


@dataclass(frozen=True)
class Rule:
    """``reason`` has places for the hours ``usual`` and ``promised``."""

    verdict: Verdict
    fits: Callable[[Facts], bool]
    reason: str | Promise
    advice: str | Promise


@dataclass(frozen=True)
class Finding:
    """What a rule said, in the reader's words."""

    reason: str
    advice: str


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    findings: Sequence[Finding]


RULES: tuple[Rule, ...] = (
    Rule(
        Verdict.NEGLECTED,
        lambda each: each.usual > 0 and each.promised == 0,
        _("Nobody has promised time for it."),
        _("Let somebody promise hours, or close the channel with a clear conscience."),
    ),
    Rule(
        Verdict.NEGLECTED,
        lambda each: each.usual > 0 and each.weeks >= RECENT and each.given == 0 and each.posts == 0,
        _("For four weeks nobody has given it time, and nothing was posted."),
        _("Name a helper, pause it, or close it: better none than a neglected one."),
    ),
    Rule(
        Verdict.NEGLECTED,
        lambda each: bool(each.wanted) and each.weeks >= RECENT and each.posts == 0 and each.given > 0,
        _("Nothing was posted for four weeks, although posts are wanted."),
        _("Plan the next post now, or say that the channel only listens and want none."),
    ),
    Rule(
        Verdict.THIN,
        lambda each: 0 < each.promised < each.usual,
        _("Promised are %(promised)s a week; such a channel usually takes %(usual)s."),
        _("Promise more hours, or name a helper."),
    ),
    Rule(
        Verdict.THIN,
        lambda each: each.usual > 0 and 0 < each.given < ENOUGH * each.promised_then,
        _("Less than half of the promised time is really given."),
        _("Put the time into the calendar as a fixed half hour, or promise what is possible."),
    ),
    Rule(
        Verdict.THIN,
        lambda each: each.usual > 0 and each.given == 0 and each.promised_then > 0 and each.posts > 0,
        _("It is posted here, but nobody has written down any time for weeks."),
        _("Write down what you give. One line a week is enough, and the promise can be looked at."),
    ),
    Rule(
        Verdict.THIN,
        lambda each: (
            each.wanted is not None and each.weeks >= RECENT and 0 < each.posts < ENOUGH * each.wanted
        ),
        _("Less than half of the posts you want come about."),
        _("Plan ahead together, or want fewer posts: a calm rhythm that holds is worth more."),
    ),
    Rule(
        Verdict.THIN,
        lambda each: each.usual > 0 and not each.described,
        _("Nobody has written down what it is for, and for whom."),
        _("Two sentences are enough. Whoever writes here works from them."),
    ),
)

WORST_FIRST = (Verdict.NEGLECTED, Verdict.THIN)


def judge(facts: Facts) -> Judgement:
    for verdict in WORST_FIRST:
        fitting = [rule for rule in RULES if rule.verdict is verdict and rule.fits(facts)]
        if fitting:
            return Judgement(verdict, [_told(rule, facts) for rule in fitting])
    return Judgement(Verdict.GOOD, ())


def _told(rule: Rule, facts: Facts) -> Finding:
    places = {"usual": hours(facts.usual), "promised": hours(facts.promised)}
    return Finding(str(rule.reason) % places, str(rule.advice))
