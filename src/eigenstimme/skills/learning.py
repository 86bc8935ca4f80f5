"""What one person could practise, and what of it they have done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, Subject, decide
from eigenstimme.practice.models import Wall
from eigenstimme.skills import proofs
from eigenstimme.skills.exercises import EXERCISES, PRACTICE_WALL, Exercise
from eigenstimme.skills.models import ExerciseDone, ShouldLearn, Skill, SkillSaid

NO_RIGHT_NEEDED = Decision(True, "")


@dataclass(frozen=True)
class Task:
    """One exercise for one person. ``seen``: rows show that it was done; ``ticked``: they said so themselves."""

    exercise: Exercise
    url: str
    may: Decision
    seen: bool
    ticked: bool

    @property
    def done(self) -> bool:
        return self.seen or self.ticked


@dataclass(frozen=True)
class Lesson:
    """The exercises of one skill; ``wanted`` where this person would like to learn it, or should."""

    skill: Skill
    wanted: bool
    tasks: Sequence[Task]


def lessons(actor: Actor) -> list[Lesson]:
    """What this person would like to learn, or should, comes first."""
    me, wanted = actor.member, _wanted(actor.member)
    seen = proofs.done_by(me)
    ticked = set(ExerciseDone.objects.filter(membership_id=me).values_list("exercise", flat=True))
    wall = _wall(actor)
    tasks = [
        Task(
            each,
            wall if each.place == PRACTICE_WALL else reverse(each.place),
            _may(actor, each),
            seen=each.key in seen,
            ticked=each.key in ticked,
        )
        for each in EXERCISES
    ]
    found = [
        Lesson(skill, skill in wanted, [task for task in tasks if task.exercise.skill == skill])
        for skill in Skill
    ]
    return sorted(found, key=lambda lesson: not lesson.wanted)


def _wanted(me: int) -> set[str]:
    said = SkillSaid.objects.filter(membership_id=me, would_learn=True).values_list("skill")
    return {
        skill for (skill,) in ShouldLearn.objects.filter(membership_id=me).values_list("skill").union(said)
    }


def _wall(actor: Actor) -> str:
    """The company's page on the practice network, or where one is opened."""
    wall = Wall.objects.filter(company_id=actor.company_id).order_by("pk").first()
    return wall.get_absolute_url() if wall else reverse("channels:channels")


def _may(actor: Actor, exercise: Exercise) -> Decision:
    return decide(actor, exercise.right, Subject(actor.company_id)) if exercise.right else NO_RIGHT_NEEDED
