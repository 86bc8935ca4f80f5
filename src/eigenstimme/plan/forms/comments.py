"""What people say about a version of a piece."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from eigenstimme.core.forms import TextField
from eigenstimme.plan.models.version import LONGEST_QUOTE


class AnswerCommentForm(forms.Form):
    """What somebody says in a talk about a piece."""

    text = TextField(longest=2000, rows=2, label=gettext_lazy("Your answer"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class CommentForm(forms.Form):
    """A comment on a version; ``place`` and ``near`` come from selecting the passage, where there is script."""

    quote = forms.CharField(
        label=gettext_lazy("About which passage?"),
        required=False,
        max_length=LONGEST_QUOTE,
        help_text=gettext_lazy("Select it in the text, or copy it here."),
        strip=False,
    )
    text = TextField(longest=2000, rows=3, label=gettext_lazy("Your comment"))
    place = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    near = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_quote(self) -> str:
        return str(self.cleaned_data["quote"]).replace("\r\n", "\n").strip("\n")

    def clean_near(self) -> int:
        return self.cleaned_data["near"] or 0
