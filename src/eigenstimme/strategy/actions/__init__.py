"""The verbs of the strategy. Leads decide on it; each asks for the right, makes the change and records it."""

from eigenstimme.strategy.actions.comments import comment_on_chapter, settle_comment
from eigenstimme.strategy.actions.departments import (
    DepartmentDraft,
    add_department,
    change_department,
    retire_department,
)
from eigenstimme.strategy.actions.goals import GoalDraft, change_goal, end_goal, record_value, set_goal
from eigenstimme.strategy.actions.playbook import (
    VersionDraft,
    add_language,
    look_after,
    publish_version,
    start_playbook,
    write_chapter,
)
from eigenstimme.strategy.actions.topics import TopicDraft, add_topic, change_topic, mute_topic, retire_topic
from eigenstimme.strategy.actions.words import WordDraft, add_word, change_address, change_word, remove_word

__all__ = [
    "DepartmentDraft",
    "GoalDraft",
    "TopicDraft",
    "VersionDraft",
    "WordDraft",
    "add_department",
    "add_language",
    "add_topic",
    "add_word",
    "change_address",
    "change_department",
    "change_goal",
    "change_topic",
    "change_word",
    "comment_on_chapter",
    "end_goal",
    "look_after",
    "mute_topic",
    "publish_version",
    "record_value",
    "remove_word",
    "retire_department",
    "retire_topic",
    "set_goal",
    "settle_comment",
    "start_playbook",
    "write_chapter",
]
