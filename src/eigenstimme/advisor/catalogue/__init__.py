"""The tasks of social media work, each with its verdict, why, and when it changes (demand DE1).

Data, no rows: the catalogue is the same for every company and comes with the program.
"""

from __future__ import annotations

from eigenstimme.advisor.catalogue import (
    crisis,
    dialogue,
    figures,
    listening,
    planning,
    producing,
    publishing,
    strategy,
    technical,
)
from eigenstimme.advisor.catalogue.task import Condition as Condition
from eigenstimme.advisor.catalogue.task import Group as Group
from eigenstimme.advisor.catalogue.task import Per as Per
from eigenstimme.advisor.catalogue.task import Task as Task

TASKS: tuple[Task, ...] = (
    *strategy.TASKS,
    *planning.TASKS,
    *producing.TASKS,
    *publishing.TASKS,
    *dialogue.TASKS,
    *listening.TASKS,
    *crisis.TASKS,
    *figures.TASKS,
    *technical.TASKS,
)
BY_KEY: dict[str, Task] = {task.key: task for task in TASKS}
