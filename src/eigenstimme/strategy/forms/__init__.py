from eigenstimme.strategy.forms.house import AddressForm, DepartmentForm, TopicForm, WordForm
from eigenstimme.strategy.forms.playbook import ChapterForm, CommentForm, CompareForm, KeepForm, PublishForm

__all__ = [
    "AddressForm",
    "ChapterForm",
    "CommentForm",
    "CompareForm",
    "DepartmentForm",
    "KeepForm",
    "PublishForm",
    "TopicForm",
    "WordForm",
]
