"""An idea, caught in a sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from eigenstimme.core.forms import TextField


class IdeaForm(forms.Form):
    """A sentence from everyday work; the picture stands beside it."""

    text = TextField(
        longest=2000,
        rows=3,
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("One sentence is enough."),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Share with specialists"),
        required=False,
        help_text=gettext_lazy("Whoever works on an order for you from outside sees it among the news."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, may_share: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_share:
            del self.fields["shared"]
