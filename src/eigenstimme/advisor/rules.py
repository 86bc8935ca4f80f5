"""How the advisor decides: twenty rules as data, each with its sentence and the demand it comes from.

A rule fires when every question it names has one of the answers it lists. The strictest that fires decides; all that
fire are shown. If none fires, nothing speaks for handing over, and the cautious answer is given. Descriptions of a task
decide nothing: they only suggest answers (``likeness``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.criteria import (
    QUESTIONS,
    About,
    Answers,
    Check,
    Knowledge,
    Mishap,
    Power,
    Privacy,
    Question,
    Sender,
    Speed,
    Verdict,
)


@dataclass(frozen=True)
class Rule:
    """``when`` names the answers that make it fire, by question. ``demand`` is an id of the demands."""

    key: str
    when: Mapping[str, frozenset[str]]
    verdict: Verdict
    because: str | Promise
    demand: str

    def fires(self, answers: Answers) -> bool:
        return all(getattr(answers, question) in listed for question, listed in self.when.items())

    def conditions(self) -> list[tuple[Question, list[str]]]:
        """In words: each question with the answers that make the rule fire."""
        asked = [question for question in QUESTIONS if question.key in self.when]
        return [
            (each, [str(answer.label) for answer in each.answers if answer.value in self.when[each.key]])
            for each in asked
        ]


@dataclass(frozen=True)
class Judgement:
    """The verdict, and every rule that fired, the strictest first."""

    verdict: Verdict
    fired: tuple[Rule, ...]

    @property
    def reasons(self) -> list[str | Promise]:
        return [rule.because for rule in self.fired] or [NOTHING_SPEAKS_FOR_IT]

    @property
    def deciding(self) -> tuple[Rule, ...]:
        """Those that led to the verdict."""
        return tuple(rule for rule in self.fired if rule.verdict == self.verdict)

    @property
    def also(self) -> tuple[Rule, ...]:
        """Those that fired and would have allowed more."""
        return tuple(rule for rule in self.fired if rule.verdict != self.verdict)


def _when(**answers: str | Sequence[str]) -> Mapping[str, frozenset[str]]:
    return {
        question: frozenset([listed] if isinstance(listed, str) else listed)
        for question, listed in answers.items()
    }


RULES = (
    Rule(
        "relationship",
        _when(about=About.PERSON),
        Verdict.OWN_ONLY,
        _(
            "It is meant for one particular person. A relationship lives between people; nobody can keep "
            "it up for you."
        ),
        "DI4",
    ),
    Rule(
        "approval",
        _when(power=Power.APPROVES),
        Verdict.OWN_ONLY,
        _(
            "It says what may appear and who may do what. That is responsibility, and responsibility "
            "cannot be handed over."
        ),
        "DE4",
    ),
    Rule(
        "commitment",
        _when(power=Power.COMMITS),
        Verdict.OWN_ONLY,
        _("It promises something or spends money. Only whoever has to keep the promise may give it."),
        "DE4",
    ),
    Rule(
        "core",
        _when(power=Power.STEERS, knowledge=Knowledge.ONLY_US),
        Verdict.OWN_ONLY,
        _("It says what the company stands for and where it wants to go. Nobody but you can know that."),
        "ST1",
    ),
    Rule(
        "crisis",
        _when(speed=Speed.CRISIS),
        Verdict.OWN_ONLY,
        _("When something bad has happened, the company speaks, and nobody else."),
        "CR2",
    ),
    Rule(
        "private_voice",
        _when(sender=Sender.SPEAKS, privacy=Privacy.MESSAGES),
        Verdict.OWN_ONLY,
        _("Whoever writes to you in private trusts that one of you reads it and answers."),
        "DE5",
    ),
    Rule(
        "voice_at_once",
        _when(sender=Sender.SPEAKS, speed=Speed.MINUTES),
        Verdict.OWN_ONLY,
        _("It speaks to people, and within minutes: there is no time for a recommendation to go to and fro."),
        "PU2",
    ),
    Rule(
        "being_there",
        _when(knowledge=Knowledge.ONLY_US, speed=Speed.MINUTES),
        Verdict.OWN_ONLY,
        _("It lives from the moment, and only whoever is there can catch it."),
        "PL6",
    ),
    Rule(
        "voice",
        _when(sender=Sender.SPEAKS),
        Verdict.OWN_WITH_PREPARATION,
        _(
            "It speaks to people as the company. Somebody else may recommend the words; one of you "
            "decides and sends them."
        ),
        "DE5",
    ),
    Rule(
        "borrowed_name",
        _when(sender=Sender.COLLEAGUE),
        Verdict.OWN_WITH_PREPARATION,
        _(
            "It appears under the name of one of you. A draft may come from outside; the last word is "
            "theirs, or it is a mask."
        ),
        "DE7",
    ),
    Rule(
        "last_step",
        _when(sender=Sender.COMPANY, about=[About.VARIED, About.PERSON]),
        Verdict.OWN_WITH_PREPARATION,
        _(
            "It goes out in your name and is different each time. The last step belongs to one of you; "
            "only a pattern agreed beforehand does without."
        ),
        "PL3",
    ),
    Rule(
        "direction",
        _when(power=Power.STEERS),
        Verdict.OWN_WITH_PREPARATION,
        _("It sets the course. An adviser may work out proposals; you choose."),
        "DE12",
    ),
    Rule(
        "serious",
        _when(mishap=Mishap.SERIOUS),
        Verdict.OWN_WITH_PREPARATION,
        _("If it goes wrong, people, money or the law are concerned. One of you has to have looked at it."),
        "PL5",
    ),
    Rule(
        "personal_data",
        _when(privacy=[Privacy.DATA, Privacy.MESSAGES]),
        Verdict.OWN_WITH_PREPARATION,
        _(
            "One sees what people have entrusted to you. Whoever helps from outside needs an agreement "
            "on data processing, and no more than what is necessary."
        ),
        "TR1",
    ),
    Rule(
        "own_knowledge",
        _when(knowledge=Knowledge.ONLY_US),
        Verdict.OWN_WITH_PREPARATION,
        _(
            "What makes it good lies in your house. From outside one can ask, order and polish it, not know it."
        ),
        "PL6",
    ),
    Rule(
        "feel",
        _when(mishap=Mishap.EMBARRASSING, check=Check.FEEL),
        Verdict.OWN_WITH_PREPARATION,
        _(
            "Only a feel for it tells whether it fits, and it would be embarrassing if not. One of you "
            "looks before it appears."
        ),
        "DE6",
    ),
    Rule(
        "standard",
        _when(about=About.STANDARD),
        Verdict.HANDOVER,
        _("It goes by a pattern and needs no relationship: exactly what can be handed over."),
        "DE1",
    ),
    Rule(
        "craft",
        _when(knowledge=Knowledge.CRAFT),
        Verdict.HANDOVER,
        _("It is a trade of its own. Somebody who has learnt it does it better and faster."),
        "PL2",
    ),
    Rule(
        "briefed",
        _when(knowledge=Knowledge.BRIEFABLE, check=Check.REGULAR),
        Verdict.HANDOVER,
        _(
            "It can be explained, and it comes up often enough for the explaining to pay. Whether it is "
            "right can be seen."
        ),
        "ST6",
    ),
    Rule(
        "open_sender",
        _when(sender=Sender.MAKER),
        Verdict.HANDOVER,
        _("Readers see who it comes from. Nobody borrows your voice."),
        "DE7",
    ),
)

NOTHING_SPEAKS_FOR_IT = _(
    "Nothing speaks clearly for handing it over: explaining it would take longer than doing it, or only a feel tells "
    "whether it is right. Do it yourselves, and have it prepared where that helps."
)
CAUTIOUS = Verdict.OWN_WITH_PREPARATION
"""The verdict where no rule fires."""


def judge(answers: Answers, rules: Sequence[Rule] = RULES) -> Judgement:
    """The strictest rule that fires decides."""
    fired = sorted((rule for rule in rules if rule.fires(answers)), key=lambda rule: rule.verdict.strictness)
    return Judgement(fired[0].verdict if fired else CAUTIOUS, tuple(fired))


def by_key(keys: Sequence[str]) -> list[Rule]:
    """The rules of these keys that still exist."""
    return [rule for rule in RULES if rule.key in keys]
