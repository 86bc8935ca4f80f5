"""What people say of themselves, and what a lead wishes they learned."""

from __future__ import annotations

from typing import Any

from eigenstimme.people.actor import Actor
from eigenstimme.skills import actions as skills
from eigenstimme.skills.models import ShouldLearn, SkillSaid
from tests.permissions.scene import MARK, Scene
from tests.permissions.ways import Path, act, get, nothing, opens, other, post, reads

SAID = [skills.Said("photo", can="well")]
TYPED = {"photo-can": "well", "photo-wants": "yes"}


def said(scene: Scene) -> SkillSaid:
    return SkillSaid.objects.get_or_create(membership=scene.writer, skill="photo", defaults={"note": MARK})[0]


def wish(scene: Scene) -> ShouldLearn:
    return ShouldLearn.objects.create(membership=scene.writer, skill="photo", wished_by=scene.lead)


def _takes_back(scene: Scene, actor: Actor) -> None:
    skills.take_wish_back(wish(scene), actor=actor)


def _page(scene: Scene) -> list[Any]:
    return [said(scene).membership_id]


PATHS: list[Path] = [
    act("skill.say", skills.say_skills, lambda s, a: skills.say_skills(SAID, actor=a)),
    post("skill.say", "skills:mine", lambda s: ([], TYPED)),
    other("skill.read", "rows SkillSaid", reads(SkillSaid, said)),
    opens("skill.read", "skills:skills", nothing),
    get("skill.read", "skills:person", _page),
    act(
        "people.manage",
        skills.wish_to_learn,
        lambda s, a: skills.wish_to_learn(s.writer, "photo", "", actor=a),
    ),
    act("people.manage", skills.take_wish_back, _takes_back),
    other("people.manage", "rows ShouldLearn", reads(ShouldLearn, wish)),
    post("people.manage", "skills:wish_taken_back", lambda s: ([wish(s).pk], {})),
    post("people.manage", "skills:person", lambda s: ([s.writer.pk], {"skill": "photo"})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "exercises": "one's own, for whoever may speak of their skills",
    "tick": "one's own, and stands in no history",
}
