"""Weighing which tasks can be handed over: for own people, all of them."""

from __future__ import annotations

from eigenstimme.advisor import actions as advisor
from eigenstimme.advisor.criteria import Answers
from eigenstimme.advisor.models import Weighing
from eigenstimme.people.actor import Actor
from tests.permissions.scene import MARK, Scene
from tests.permissions.ways import Path, act, get, nothing, opens, other, post, reads

ANSWERS = Answers()


def _weighed(scene: Scene) -> Weighing:
    return advisor.weigh(MARK, ANSWERS, actor=Actor.of(scene.lead))


PATHS: list[Path] = [
    act("task.weigh", advisor.weigh, lambda s, a: advisor.weigh("x", ANSWERS, actor=a)),
    act("task.weigh", advisor.suggest, lambda s, a: advisor.suggest(_weighed(s), actor=a)),
    act(
        "mandate.grant",
        advisor.note_mandate,
        lambda s, a: advisor.note_mandate(_weighed(s), s.mandate(), actor=a),
    ),
    opens("task.weigh", "advisor:catalogue", nothing),
    opens("task.weigh", "advisor:task", lambda s: ["crop_pictures"]),
    opens("task.weigh", "advisor:rules", nothing),
    opens("task.weigh", "advisor:describe", nothing),
    other("task.weigh", "reading what was weighed", reads(Weighing, _weighed)),
    get("task.weigh", "advisor:weighing", lambda s: [_weighed(s).pk]),
    opens("task.weigh", "advisor:weighings", nothing),
    post("task.weigh", "advisor:questions", lambda s: ([], {"words": "x", **ANSWERS.stored()})),
    post("task.weigh", "advisor:suggestion", lambda s: ([_weighed(s).pk], {})),
]

OPEN_ADDRESSES: dict[str, str] = {}
