"""What the pages about mandates show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from eigenstimme.mandates import words
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import NATURE, Permission, acts_for
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, Subject, decide


@dataclass(frozen=True)
class Told:
    """A mandate with its sentence and its state (``ui.states``)."""

    mandate: Mandate
    sentence: str
    state: str


@dataclass(frozen=True)
class Listed:
    """The mandates somebody sees, the latest first within each part."""

    ending: Sequence[Told]
    resting: Sequence[Told]
    running: Sequence[Told]
    upcoming: Sequence[Told]
    ended: Sequence[Told]


@dataclass(frozen=True)
class Possible:
    """One right, in words, and the answer for it."""

    phrase: str
    decision: Decision


@dataclass(frozen=True)
class Mine:
    """Everything somebody may and may not do here. ``may`` is what needs no mandate."""

    may: Sequence[Possible]
    mandates: Sequence[Told]
    not_by_nature: Sequence[Possible]
    not_now: Sequence[Possible]


PlannedUnder = Callable[[int], Iterable[object]]

_planned_under: PlannedUnder = lambda _mandate: ()  # noqa: E731 (replaced by publishing at start-up)


def list_planned_with(lister: PlannedUnder) -> None:
    """Publishing hands in what waits for its time under a mandate."""
    global _planned_under
    _planned_under = lister


def planned_under(mandate: Mandate) -> list[str]:
    """The posts that the end of the mandate would hold."""
    return [str(publication) for publication in _planned_under(mandate.pk)]


ENDED_SHOWN = 30
ROUTINE = "A"
"""What is published without a mandate and without an approval: nothing beyond this class."""


def listed(actor: Actor, now: datetime) -> Listed:
    """Of the ended ones the latest thirty."""
    visible = Mandate.objects.visible_to(actor).for_words()
    told = [tell(mandate, now) for mandate in visible.not_over(now)]
    over = visible.exclude(pk__in=visible.not_over(now).values("pk")).order_by("-ended_at", "-ends_at")
    return Listed(
        ending=[each for each in told if each.state == "ending"],
        resting=[each for each in told if each.state == "resting"],
        running=[each for each in told if each.state == "active"],
        upcoming=[each for each in told if each.state == "upcoming"],
        ended=[tell(mandate, now) for mandate in over[:ENDED_SHOWN]],
    )


def tell(mandate: Mandate, now: datetime) -> Told:
    return Told(mandate, words.sentence(mandate), mandate.state(now))


def tell_holder(mandate: Mandate, now: datetime) -> Told:
    """Addressed to whoever holds it."""
    return Told(mandate, words.sentence_to_holder(mandate), mandate.state(now))


def mine(actor: Actor) -> Mine:
    """Asks ``decide`` about every right there is, without a channel or topic: what is possible at all."""
    now = timezone.now()
    answers = [(right, decide(actor, right, Subject(actor.company_id), now)) for right in Permission]
    mandates = Mandate.objects.filter(holder_id=actor.membership_id).not_over(now).for_words()
    by_nature = set(acts_for(actor.kind))
    no = [(right, answer) for right, answer in answers if not answer]
    return Mine(
        may=[
            Possible(words.phrase(right, ROUTINE), yes)
            for right, yes in answers
            if yes and yes.mandate_id is None
        ],
        mandates=[tell_holder(mandate, now) for mandate in mandates],
        not_by_nature=[_possible(right, answer) for right, answer in no if right not in by_nature],
        not_now=[_possible(right, answer) for right, answer in no if right in by_nature],
    )


def _possible(right: Permission, decision: Decision) -> Possible:
    return Possible(words.phrase(right), decision)


def kept_inside(kind: str) -> list[str]:
    """What no mandate can give to somebody of this kind, and what they do not have anyway, in words."""
    theirs = {*acts_for(kind), *(right for right, nature in NATURE.items() if kind in nature.free)}
    return [words.phrase(right) for right in Permission if right not in theirs]
