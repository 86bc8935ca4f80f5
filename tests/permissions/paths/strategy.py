"""Topics, the words of the house, the playbook, and goals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from eigenstimme.strategy import actions as strategy
from eigenstimme.strategy.models import ChapterComment, Goal, Playbook, PlaybookVersion
from tests.permissions.scene import Scene
from tests.permissions.ways import Path, act, get, opens, other, post, reads

TOPIC = strategy.TopicDraft("Neu", "B")
WORD = strategy.WordDraft("billig", "avoided", "günstig")
TYPED = {"phrase": "billig", "verdict": "avoided"}
DEPARTMENT = strategy.DepartmentDraft("Vertrieb")
VERSION = strategy.VersionDraft("Neu")


def begun(scene: Scene) -> list[object]:
    scene.playbook()
    return []


def published(scene: Scene) -> list[object]:
    scene.version()
    return []


def goal_there(scene: Scene) -> list[object]:
    scene.goal()
    return []


def a_goal(scene: Scene) -> strategy.GoalDraft:
    goal = scene.goal()
    days = (goal.starts_on, goal.ends_on)
    return strategy.GoalDraft("Neu", "Winter", Decimal(20), *days, owner=scene.lead, unit="Anfragen")


def goal_typed(scene: Scene) -> dict[str, Any]:
    goal = scene.goal()
    return {
        "sentence": "Neu",
        "serves": "Winter",
        "unit": "Anfragen",
        "target_value": 20,
        "starts_on": goal.starts_on.isoformat(),
        "ends_on": goal.ends_on.isoformat(),
        "owner": scene.lead.pk,
        "revision": 1,
    }


PATHS: list[Path] = [
    act("topic.manage", strategy.add_topic, lambda s, a: strategy.add_topic(TOPIC, actor=a)),
    act(
        "topic.manage", strategy.change_topic, lambda s, a: strategy.change_topic(s.cast.law, TOPIC, actor=a)
    ),
    act("topic.manage", strategy.retire_topic, lambda s, a: strategy.retire_topic(s.cast.law, actor=a)),
    post("topic.manage", "strategy:add_topic", lambda s: ([], {"name": "Neu", "content_class": "B"})),
    post(
        "topic.manage", "strategy:topic", lambda s: ([s.cast.law.pk], {"name": "Neu", "content_class": "B"})
    ),
    post("topic.manage", "strategy:retire_topic", lambda s: ([s.cast.law.pk], {})),
    act("strategy.write", strategy.add_word, lambda s, a: strategy.add_word(WORD, actor=a)),
    act("strategy.write", strategy.change_word, lambda s, a: strategy.change_word(s.word(), WORD, actor=a)),
    act("strategy.write", strategy.remove_word, lambda s, a: strategy.remove_word(s.word(), actor=a)),
    act("strategy.write", strategy.change_address, lambda s, a: strategy.change_address("sie", actor=a)),
    post("strategy.write", "strategy:add_word", lambda s: ([], TYPED)),
    post("strategy.write", "strategy:word", lambda s: ([s.word().pk], TYPED)),
    post("strategy.write", "strategy:remove_word", lambda s: ([s.word().pk], {})),
    post("strategy.write", "strategy:change_address", lambda s: ([], {"address": "sie"})),
    act("topic.manage", strategy.add_department, lambda s, a: strategy.add_department(DEPARTMENT, actor=a)),
    act(
        "topic.manage",
        strategy.change_department,
        lambda s, a: strategy.change_department(s.department(), DEPARTMENT, actor=a),
    ),
    act(
        "topic.manage",
        strategy.retire_department,
        lambda s, a: strategy.retire_department(s.department(), actor=a),
    ),
    post("topic.manage", "strategy:add_department", lambda s: ([], {"name": "Neu"})),
    post("topic.manage", "strategy:department", lambda s: ([s.department().pk], {"name": "Neu"})),
    post("topic.manage", "strategy:retire_department", lambda s: ([s.department().pk], {})),
    act("strategy.write", strategy.start_playbook, lambda s, a: strategy.start_playbook(actor=a)),
    act(
        "strategy.write",
        strategy.write_chapter,
        lambda s, a: strategy.write_chapter(
            s.playbook(), "legal", {"imprint": "kern.example"}, language="de", actor=a
        ),
    ),
    act(
        "strategy.write",
        strategy.publish_version,
        lambda s, a: strategy.publish_version(s.playbook(), VERSION, actor=a),
    ),
    act(
        "strategy.write",
        strategy.add_language,
        lambda s, a: strategy.add_language(s.playbook(), "en", actor=a),
    ),
    act(
        "strategy.write",
        strategy.look_after,
        lambda s, a: strategy.look_after(s.playbook(), responsible=s.lead, review_on=None, actor=a),
    ),
    act(
        "strategy.comment",
        strategy.comment_on_chapter,
        lambda s, a: strategy.comment_on_chapter(s.playbook(), "voice", "Gut", actor=a),
    ),
    act(
        "strategy.write",
        strategy.settle_comment,
        lambda s, a: strategy.settle_comment(s.chapter_comment(), actor=a),
    ),
    post("strategy.write", "strategy:start_playbook", lambda s: ([], {})),
    post("strategy.write", "strategy:chapter", lambda s: ([s.chapter("legal")], {"imprint": "kern.example"})),
    post(
        "strategy.write",
        "strategy:chapter_in",
        lambda s: ([s.chapter("legal"), "de"], {"imprint": "kern.example"}),
    ),
    post("strategy.write", "strategy:publish_playbook", lambda s: ([], {"note": s.playbook() and "Neu"})),
    post(
        "strategy.write",
        "strategy:add_playbook_language",
        lambda s: ([], {"language": s.playbook() and "en"}),
    ),
    post(
        "strategy.write",
        "strategy:playbook_care",
        lambda s: ([], {"responsible": s.playbook().responsible_id}),
    ),
    post("strategy.write", "strategy:settle_comment", lambda s: ([s.chapter_comment().pk], {})),
    post("strategy.comment", "strategy:comment_chapter", lambda s: ([s.chapter("voice")], {"text": "Gut"})),
    get("playbook.read", "strategy:playbook", published),
    get("playbook.read", "strategy:playbook_version", lambda s: [s.version().number]),
    opens("playbook.read", "strategy:playbook_versions", published),
    opens("playbook.read", "strategy:playbook_difference", published),
    opens("strategy.read", "strategy:playbook_draft", begun),
    get("strategy.read", "strategy:chapter", lambda s: [s.chapter("voice")]),
    act("strategy.write", strategy.set_goal, lambda s, a: strategy.set_goal(a_goal(s), actor=a)),
    act(
        "strategy.write",
        strategy.change_goal,
        lambda s, a: strategy.change_goal(s.goal(), a_goal(s), revision=1, actor=a),
    ),
    act(
        "goal.record",
        strategy.record_value,
        lambda s, a: strategy.record_value(s.goal(), Decimal(5), day=timezone.localdate(), actor=a),
    ),
    act(
        "goal.record",
        strategy.end_goal,
        lambda s, a: strategy.end_goal(s.goal(), outcome="missed", learnt="Neu", actor=a),
    ),
    post("strategy.write", "strategy:new_goal", lambda s: ([], goal_typed(s))),
    post("strategy.write", "strategy:change_goal", lambda s: ([s.goal().pk], goal_typed(s))),
    post(
        "goal.record",
        "strategy:measure_goal",
        lambda s: ([s.goal().pk], {"value": 5, "day": timezone.localdate().isoformat()}),
    ),
    post(
        "goal.record", "strategy:end_goal", lambda s: ([s.goal().pk], {"outcome": "missed", "learnt": "Neu"})
    ),
    get("figures.read", "strategy:goals", goal_there),
    get("figures.read", "strategy:goal", lambda s: [s.goal().pk]),
    other("figures.read", "goals", reads(Goal, lambda s: s.goal())),
    other("playbook.read", "versions", reads(PlaybookVersion, lambda s: s.version())),
    other("strategy.read", "the playbook", reads(Playbook, lambda s: s.playbook())),
    other("strategy.read", "comments on chapters", reads(ChapterComment, lambda s: s.chapter_comment())),
]

OPEN_ADDRESSES: dict[str, str] = {
    "mute": "is about one's own notices; whoever is in no department of the topic finds nothing",
    "topics": "everyone in a company knows what it speaks about",
    "words": "whoever writes for a company knows its words",
}
