from eigenstimme.strategy.models.department import Department, DepartmentQuerySet
from eigenstimme.strategy.models.goals import Goal, GoalQuerySet, Measured, Outcome
from eigenstimme.strategy.models.playbook import (
    Chapter,
    ChapterComment,
    ChapterCommentQuerySet,
    Playbook,
    PlaybookQuerySet,
    PlaybookRead,
    PlaybookVersion,
    PlaybookVersionQuerySet,
)
from eigenstimme.strategy.models.topic import ContentClass, Topic, TopicQuerySet
from eigenstimme.strategy.models.words import Address, HouseStyle, HouseWord, HouseWordQuerySet, Verdict

__all__ = [
    "Address",
    "Chapter",
    "ChapterComment",
    "ChapterCommentQuerySet",
    "ContentClass",
    "Department",
    "DepartmentQuerySet",
    "Goal",
    "GoalQuerySet",
    "HouseStyle",
    "HouseWord",
    "HouseWordQuerySet",
    "Measured",
    "Outcome",
    "Playbook",
    "PlaybookQuerySet",
    "PlaybookRead",
    "PlaybookVersion",
    "PlaybookVersionQuerySet",
    "Topic",
    "TopicQuerySet",
    "Verdict",
]
