"""Topics."""

from __future__ import annotations

from eigenstimme.strategy import actions as strategy
from tests.permissions.ways import Path, act, post

TOPIC = strategy.TopicDraft("Neu", "B")


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
]

OPEN_ADDRESSES: dict[str, str] = {
    "topics": "everyone in a company knows what it speaks about",
}
