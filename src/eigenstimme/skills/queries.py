"""What the pages about skills show, each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.skills.catalogue import MEANING
from eigenstimme.skills.models import Can, ShouldLearn, Skill, SkillSaid, Wants


@dataclass(frozen=True)
class Voices:
    """Who says the same of a skill, by name."""

    label: str
    people: Sequence[Membership]


@dataclass(frozen=True)
class Told:
    """A skill, what it means, and who says what of it."""

    skill: Skill
    meaning: str | Promise
    voices: Sequence[Voices]


def by_skill(actor: Actor) -> list[Told]:
    """Every skill in the list's order, also those of which nobody said anything."""
    said: defaultdict[str, list[SkillSaid]] = defaultdict(list)
    for each in SkillSaid.objects.visible_to(actor).of_present():
        said[each.skill].append(each)
    return [Told(skill, MEANING[skill], _voices(said[skill])) for skill in Skill]


def _voices(said: Sequence[SkillSaid]) -> list[Voices]:
    kinds = [
        (_("Can do it well"), [each for each in said if each.can == Can.WELL]),
        (_("Can do it a little"), [each for each in said if each.can == Can.SOME]),
        (_("Would like to do it"), [each for each in said if each.wants == Wants.YES]),
        (_("Perhaps would like to"), [each for each in said if each.wants == Wants.MAYBE]),
        (_("Would like to learn it"), [each for each in said if each.would_learn]),
    ]
    return [Voices(label, [each.membership for each in those]) for label, those in kinds if those]


def said_by(member: Membership, actor: Actor) -> list[SkillSaid]:
    """In the order of the list of skills."""
    place = {str(skill): number for number, skill in enumerate(Skill)}
    rows = SkillSaid.objects.visible_to(actor).filter(membership=member)
    return sorted(rows, key=lambda row: place[row.skill])


def wishes_for(member: Membership, actor: Actor) -> list[ShouldLearn]:
    rows = ShouldLearn.objects.visible_to(actor).filter(membership=member)
    return list(rows.select_related("wished_by__person"))
