"""Describing a task, and answering the eight questions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue import BY_KEY, Task
from eigenstimme.advisor.criteria import QUESTIONS, Answers, stored_answers
from eigenstimme.advisor.models import A_DESCRIPTION
from eigenstimme.core.forms import TextField


class DescribeForm(forms.Form):
    words = TextField(
        longest=A_DESCRIPTION,
        rows=2,
        label=_("Which task is it?"),
        help_text=_(
            "As you would say it to a colleague: “Answer comments in English”. No names of customers, please."
        ),
    )


class WeighForm(DescribeForm):
    known_as = forms.CharField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=str(question.text),
                help_text=str(question.help),
                choices=question.answers.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose what comes nearest.")},
            )

    def clean_known_as(self) -> str:
        """A task that is not known is none: the field is ours, nobody typed it."""
        key: str = self.cleaned_data["known_as"]
        return key if key in BY_KEY else ""

    def given(self) -> Answers:
        """Of a valid form."""
        return stored_answers(self.cleaned_data)


def suggested(words: str, task: Task | None) -> dict[str, Any]:
    """What the form begins with: the answers of the known task, all to be changed; without one, none."""
    answers = task.profile.stored() if task else {}
    return {"words": words, "known_as": task.key if task else "", "form_key": uuid4(), **answers}
