"""What people choose when the plan goes out or comes in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.exchange.sending import Form, What, Wish

A_DAY = {"type": "date"}


class ExportForm(forms.Form):
    """Which part of the plan, in which form."""

    says_optional = False

    what = forms.ChoiceField(label=gettext_lazy("What?"), choices=What.choices, widget=forms.RadioSelect)
    form = forms.ChoiceField(label=gettext_lazy("As what?"), choices=Form.choices, widget=forms.RadioSelect)
    first = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs=A_DAY, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("To"),
        required=False,
        widget=forms.DateInput(attrs=A_DAY, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave both empty: then everything is in it, also what has no time yet."),
    )

    def clean_last(self) -> date | None:
        first: date | None = self.cleaned_data.get("first")
        last: date | None = self.cleaned_data["last"]
        if first and last and last < first:
            raise forms.ValidationError(_("The last day lies before the first."))
        return last

    def wish(self) -> Wish:
        """Of a valid form."""
        chosen: dict[str, Any] = self.cleaned_data
        return Wish(What(chosen["what"]), Form(chosen["form"]), chosen["first"], chosen["last"])


class FeedForm(forms.Form):
    """What a calendar of one's own shows."""

    filtered = forms.BooleanField(
        label=gettext_lazy("Only what my filters in the plan show now"), required=False
    )
