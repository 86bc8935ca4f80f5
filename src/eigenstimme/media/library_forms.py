"""Finding files, and saying what they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from eigenstimme.core.forms import TextField
from eigenstimme.media import queries
from eigenstimme.media.actions import Description, Licence
from eigenstimme.media.models import Asset, Origin
from eigenstimme.media.models.asset import LONGEST_ALT, LONGEST_TAG
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership


class TagsField(forms.CharField):
    """Words with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = (" ".join(word.split()) for word in (super().to_python(value) or "").split(","))
        return list(dict.fromkeys(filter(None, words)))

    def run_validators(self, value: Any) -> None:
        if any(len(tag) > LONGEST_TAG for tag in value):
            raise forms.ValidationError(
                _("A tag has at most %(limit)s characters. Please put commas between tags.")
                % {"limit": LONGEST_TAG}
            )


class LibraryFilter(forms.Form):
    """What to look for. Whatever is wrong in the address counts as not asked for."""

    says_optional = False

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Description, tag, file name")}
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[
            ("", gettext_lazy("pictures and videos")),
            ("image", gettext_lazy("pictures")),
            ("video", gettext_lazy("videos")),
        ],
    )
    tag = forms.ChoiceField(label=gettext_lazy("Tag"), required=False)
    added_by = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Added by"),
        required=False,
        empty_label=gettext_lazy("everyone"),
    )
    use = forms.ChoiceField(
        label=gettext_lazy("Used?"),
        required=False,
        choices=[
            ("", gettext_lazy("does not matter")),
            (queries.Use.USED, pgettext_lazy("file", "used")),
            (queries.Use.UNUSED, pgettext_lazy("file", "not used yet")),
        ],
    )

    people = forms.ChoiceField(
        label=gettext_lazy("People shown?"),
        required=False,
        choices=[
            ("", gettext_lazy("does not matter")),
            (queries.People.SHOWN, gettext_lazy("people can be recognised")),
            (queries.People.NO_CONSENT, gettext_lazy("consent is missing")),
            (queries.People.AGREED, gettext_lazy("with consent")),
        ],
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        tag: Any = self.fields["tag"]
        tag.choices = [("", _("every tag")), *((each, each) for each in queries.tags(actor))]
        people: Any = self.fields["added_by"]
        people.queryset = (
            Membership.objects.visible_to(actor).select_related("person").order_by("person__name")
        )

    def wanted(self) -> queries.Wanted:
        self.is_valid()
        return queries.Wanted(**self.cleaned_data)


class DescriptionForm(forms.Form):
    """What a file shows and where it comes from."""

    says_optional = False

    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=120)
    alt = TextField(
        longest=LONGEST_ALT,
        rows=2,
        label=gettext_lazy("Describe the picture (alt text)"),
        required=False,
        help_text=gettext_lazy("For people who cannot see the picture: one sentence."),
    )
    tags = TagsField(
        label=gettext_lazy("Tags"),
        required=False,
        help_text=gettext_lazy("With commas between them: staircase, lime paint, before and after"),
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Where does it come from?"),
        required=False,
        choices=[("", gettext_lazy("not said yet")), *Origin.choices],
    )
    author = forms.CharField(label=gettext_lazy("Who made it?"), required=False, max_length=120)
    made_by_ai = forms.BooleanField(label=gettext_lazy("An AI made it or visibly changed it"), required=False)

    def __init__(self, data: QueryDict | None, *, asset: Asset) -> None:
        super().__init__(data, initial={name: getattr(asset, name) for name in self.base_fields})

    def description(self) -> Description:
        return Description(**self.cleaned_data)


class LicenceForm(forms.Form):
    """Under what it may be shown; for the company's own people."""

    says_optional = False

    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For example: unlimited, editorial only, CC BY 4.0"),
    )
    licence_until = forms.DateField(
        label=gettext_lazy("Licence ends on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day on which it may be shown."),
    )
    licence_note = TextField(longest=1000, rows=2, label=gettext_lazy("Note on the licence"), required=False)

    def __init__(self, data: QueryDict | None, *, asset: Asset) -> None:
        super().__init__(data, initial={name: getattr(asset, name) for name in self.base_fields})

    def terms(self) -> Licence:
        return Licence(**self.cleaned_data)
