"""The catalogue as it is looked through, and what was weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from eigenstimme.advisor.catalogue import TASKS, Group, Task
from eigenstimme.advisor.likeness import like
from eigenstimme.advisor.models import Weighing
from eigenstimme.people.actor import Actor


@dataclass(frozen=True)
class Shelf:
    """A group with those of its tasks that were asked for."""

    name: str | Promise
    tasks: Sequence[Task]


def shelves(verdict: str, sought: str) -> list[Shelf]:
    """The catalogue by groups, of one verdict ("" for all), with these words in it; empty groups are left out."""
    found = [task for task in TASKS if _fits(task, verdict, sought.casefold().split())]
    near = like(sought) if sought and not found else []
    wanted = found or [task for task in near if not verdict or task.verdict == verdict]
    each = [Shelf(group.label, [task for task in wanted if task.group == group]) for group in Group]
    return [shelf for shelf in each if shelf.tasks]


def _fits(task: Task, verdict: str, sought: Sequence[str]) -> bool:
    text = f"{task.name} {task.what}".casefold()
    return (not verdict or task.verdict == verdict) and all(word in text for word in sought)


def weighed(actor: Actor) -> QuerySet[Weighing]:
    """The newest first, with everything a line of them says."""
    return (
        Weighing.objects.visible_to(actor)
        .select_related("by__person", "mandate__holder__person", "suggestion")
        .order_by("-at", "-pk")
    )
