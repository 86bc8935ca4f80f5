"""Which tasks are ours, and who does them."""

from __future__ import annotations

from typing import Any

from eigenstimme.handover import actions as handover
from eigenstimme.handover.models import OurTask, TaskHolder
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from tests.permissions.scene import Scene
from tests.permissions.ways import Path, act, opens, post

KEY = "answer_comments"


def ours(scene: Scene) -> OurTask:
    return OurTask.objects.create(company=scene.cast.company, task=KEY, chosen_by=scene.lead)


def holder(scene: Scene) -> TaskHolder:
    return TaskHolder.objects.create(
        company=scene.cast.company, task=KEY, membership=scene.writer, named_by=scene.lead
    )


def _drop(scene: Scene, actor: Actor) -> None:
    handover.drop_task(ours(scene), actor=actor)


def _named(_scene: Scene) -> list[Any]:
    return [KEY]


def _named_and_ours(scene: Scene) -> tuple[list[Any], dict[str, Any]]:
    ours(scene)
    return [KEY], {}


def _member(scene: Scene) -> Membership:
    return scene.writer


PATHS: list[Path] = [
    act("mandate.grant", handover.choose_task, lambda s, a: handover.choose_task(KEY, actor=a)),
    act("mandate.grant", handover.drop_task, _drop),
    act(
        "mandate.grant",
        handover.name_holder,
        lambda s, a: handover.name_holder(_member(s), KEY, actor=a),
    ),
    act("mandate.grant", handover.end_holding, lambda s, a: handover.end_holding(holder(s), actor=a)),
    act("mandate.grant", handover.leave_alone, lambda s, a: handover.leave_alone(s.mandate(), actor=a)),
    post("mandate.grant", "handover:who", lambda s: ([], {"task": KEY})),
    post("mandate.grant", "handover:task", lambda s: ([KEY], {"member": s.writer.pk})),
    post("mandate.grant", "handover:drop", _named_and_ours),
    post("mandate.grant", "handover:end", lambda s: ([holder(s).pk], {})),
    post("mandate.grant", "handover:leave", lambda s: ([s.mandate().pk], {})),
    opens("mandate.grant", "handover:comparison", _named),
    opens("skill.read", "handover:task", _named),
]

OPEN_ADDRESSES: dict[str, str] = {}
