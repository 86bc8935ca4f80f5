from eigenstimme.strategy.models.department import Department, DepartmentQuerySet
from eigenstimme.strategy.models.topic import ContentClass, Topic, TopicQuerySet
from eigenstimme.strategy.models.words import Address, HouseStyle, HouseWord, HouseWordQuerySet, Verdict

__all__ = [
    "Address",
    "ContentClass",
    "Department",
    "DepartmentQuerySet",
    "HouseStyle",
    "HouseWord",
    "HouseWordQuerySet",
    "Topic",
    "TopicQuerySet",
    "Verdict",
]
