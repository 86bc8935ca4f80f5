from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.onboarding.actions import Agreed
from eigenstimme.onboarding.models import RegularDate, Rhythm, Side, Weekday


class StepForm(forms.Form):
    title = forms.CharField(label=_("What"), max_length=200)
    side = forms.ChoiceField(label=_("Who does it"), choices=Side.choices, initial=Side.HOLDER)


class RegularDateForm(forms.Form):
    weekday = forms.TypedChoiceField(label=_("Day"), choices=Weekday.choices, coerce=int)
    clock = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial="09:00"
    )
    weeks = forms.TypedChoiceField(label=_("How often"), choices=Rhythm.choices, coerce=int)
    first_day = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )
    how = forms.CharField(
        label=_("How"), max_length=120, help_text=_("By phone, or over a coffee; and how long.")
    )

    def agreed(self) -> Agreed:
        return Agreed(**self.cleaned_data)


def as_agreed(regular: RegularDate | None) -> dict[str, Any]:
    """What stands in the form at first."""
    fields = ("weekday", "clock", "weeks", "first_day", "how")
    return {name: getattr(regular, name) for name in fields} if regular else {}
