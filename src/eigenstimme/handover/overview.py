"""The tasks that matter to us, in the groups of the catalogue, with who does them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eigenstimme.advisor.catalogue import BY_KEY, Group, Task
from eigenstimme.handover.gaps import Held


@dataclass(frozen=True)
class Line:
    task: Task
    held: Sequence[Held]


def overview(ours: Sequence[Task], held: Sequence[Held]) -> list[tuple[Group, list[Line]]]:
    """Without groups in which there is nothing."""
    chosen = {task.key for task in ours} | {each.task.key for each in held}
    lines = [
        Line(task, [each for each in held if each.task.key == task.key])
        for task in BY_KEY.values()
        if task.key in chosen
    ]
    grouped = [(group, [line for line in lines if line.task.group == group]) for group in Group]
    return [(group, some) for group, some in grouped if some]
