from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from eigenstimme.connectors.text import one_line
from eigenstimme.practice.models import LONGEST_COMMENT, LONGEST_NAME, PracticeComment, PracticePost


class CommentForm(forms.Form):
    """What a visitor writes under a post, or under another comment there."""

    name = forms.CharField(label=_("Your name"), max_length=LONGEST_NAME)
    text = forms.CharField(
        label=_("Your comment"), max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 3})
    )
    parent = forms.ModelChoiceField(
        PracticeComment.objects.none(), required=False, widget=forms.HiddenInput, to_field_name="pk"
    )

    def __init__(self, *args: object, post: PracticePost, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = post.comments.all()

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])
