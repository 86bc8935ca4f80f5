from eigenstimme.strategy.forms.goals import EndForm, GoalForm, ValueForm
from eigenstimme.strategy.forms.house import AddressForm, DepartmentForm, TopicForm, WordForm
from eigenstimme.strategy.forms.playbook import ChapterForm, CommentForm, CompareForm, KeepForm, PublishForm

__all__ = [
    "AddressForm",
    "ChapterForm",
    "CommentForm",
    "CompareForm",
    "DepartmentForm",
    "EndForm",
    "GoalForm",
    "KeepForm",
    "PublishForm",
    "TopicForm",
    "ValueForm",
    "WordForm",
]
