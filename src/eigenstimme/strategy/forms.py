from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.people.models import Membership
from eigenstimme.strategy.actions import TopicDraft
from eigenstimme.strategy.models import ContentClass, Topic

CLASSES = [
    (ContentClass.ROUTINE.value, gettext_lazy("Routine: a form agreed beforehand; a mandate can let it out")),
    (ContentClass.NORMAL.value, gettext_lazy("Normal: one approval by somebody else")),
    (ContentClass.DELICATE.value, gettext_lazy("Delicate: the expert’s eye and one approval")),
]


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    content_class = forms.ChoiceField(
        label=gettext_lazy("What does a post about it need?"),
        choices=CLASSES,
        widget=forms.RadioSelect,
        initial=ContentClass.NORMAL,
    )

    class Meta:
        model = Topic
        fields = ("name", "content_class", "expert")

    def __init__(self, *args: Any, company_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Membership.objects.present().own().filter(company_id=company_id).select_related("person")
        self.fields["expert"] = forms.ModelChoiceField(
            own,
            label=_("Expert"),
            required=False,
            empty_label=_("Nobody"),
            help_text=_("Needed for a delicate topic: whoever knows the law, the people, the prices."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("content_class") == ContentClass.DELICATE and not cleaned.get("expert"):
            self.add_error("expert", _("A delicate topic names its expert."))
        return cleaned

    def draft(self) -> TopicDraft:
        return TopicDraft(**self.cleaned_data)
