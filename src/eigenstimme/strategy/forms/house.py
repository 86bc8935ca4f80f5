from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.people.models import Membership
from eigenstimme.strategy.actions import DepartmentDraft, TopicDraft, WordDraft
from eigenstimme.strategy.models import Address, ContentClass, Department, HouseWord, Topic, Verdict

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
        fields = ("name", "content_class", "expert", "departments")

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

        departments: Any = self.fields["departments"]
        departments.queryset = Department.objects.in_use().filter(company_id=company_id)
        departments.help_text = _(
            "Their people hear of posts about it and can comment. They approve nothing."
        )
        departments.widget = forms.CheckboxSelectMultiple(choices=departments.choices)
        if not departments.queryset:
            del self.fields["departments"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("content_class") == ContentClass.DELICATE and not cleaned.get("expert"):
            self.add_error("expert", _("A delicate topic names its expert."))
        return cleaned

    def draft(self) -> TopicDraft:
        return TopicDraft(**self.cleaned_data)


class WordForm(forms.Form):
    """What the house has decided about a word."""

    phrase = forms.CharField(
        label=gettext_lazy("Word or phrase"),
        max_length=80,
        help_text=gettext_lazy("As it stands in a dictionary; it is found with endings, too."),
    )
    verdict = forms.ChoiceField(
        label=gettext_lazy("What have you decided?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        initial=Verdict.AVOIDED,
    )
    instead = forms.CharField(label=gettext_lazy("Say instead"), max_length=120, required=False)
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Whoever writes reads it beside the hint: a reason is easier to follow."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, word: HouseWord | None = None, **kwargs: Any) -> None:
        if word:
            kwargs["initial"] = {
                name: getattr(word, name) for name in ("phrase", "verdict", "instead", "why")
            }
        super().__init__(*args, **kwargs)

    def clean_phrase(self) -> str:
        phrase = " ".join(str(self.cleaned_data["phrase"]).split())
        if not any(letter.isalnum() for letter in phrase):
            raise forms.ValidationError(_("Please type a word, or several."))
        return phrase

    def draft(self) -> WordDraft:
        return WordDraft(**self.cleaned_data)


class AddressForm(forms.Form):
    address = forms.ChoiceField(
        label=gettext_lazy("How do German texts speak to their readers?"),
        choices=[*Address.choices, ("", gettext_lazy("As it comes"))],
        widget=forms.RadioSelect,
        required=False,
    )


class DepartmentForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Department
        fields = ("name", "people")
        widgets = {"people": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, company_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        own = Membership.objects.present().own().filter(company_id=company_id).select_related("person")
        people.queryset = own.order_by("person__name")

    def draft(self) -> DepartmentDraft:
        """Of a valid form."""
        return DepartmentDraft(**self.cleaned_data)
