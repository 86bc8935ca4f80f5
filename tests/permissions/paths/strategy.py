"""Topics, the words of the house, and the playbook."""

from __future__ import annotations

from eigenstimme.strategy import actions as strategy
from tests.permissions.ways import Path, act, post

TOPIC = strategy.TopicDraft("Neu", "B")
WORD = strategy.WordDraft("billig", "avoided", "günstig")
TYPED = {"phrase": "billig", "verdict": "avoided"}
DEPARTMENT = strategy.DepartmentDraft("Vertrieb")
VERSION = strategy.VersionDraft("Neu")


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
]

OPEN_ADDRESSES: dict[str, str] = {
    "mute": "is about one's own notices; whoever is in no department of the topic finds nothing",
    "topics": "everyone in a company knows what it speaks about",
    "words": "whoever writes for a company knows its words",
}
