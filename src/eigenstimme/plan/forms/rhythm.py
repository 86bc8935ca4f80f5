"""The fields of a rhythm, for every form that has one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from eigenstimme.plan.models.recurring import PATTERNS
from eigenstimme.plan.rhythm import LAST, Pattern, Rhythm

MOST_STEPS = 12
NTH = {
    1: pgettext_lazy("a Tuesday", "first"),
    2: pgettext_lazy("a Tuesday", "second"),
    3: pgettext_lazy("a Tuesday", "third"),
    4: pgettext_lazy("a Tuesday", "fourth"),
    LAST: pgettext_lazy("a Tuesday", "last"),
}


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class RhythmForm(forms.Form):
    """How something recurs. Of the fields for the three patterns only those of the chosen one count."""

    pattern = forms.ChoiceField(
        label=gettext_lazy("Rhythm"),
        choices=PATTERNS,
        widget=forms.RadioSelect,
        initial=Pattern.WEEKLY,
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    nth = forms.TypedChoiceField(
        label=gettext_lazy("Which one"), choices=list(NTH.items()), coerce=int, required=False
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Weekday"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
    )
    month_day = forms.IntegerField(
        label=gettext_lazy("Day of the month"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=gettext_lazy("31 is the last day; a shorter month takes its last one."),
    )
    step = forms.IntegerField(
        label=gettext_lazy("Every so many weeks or months"),
        min_value=1,
        max_value=MOST_STEPS,
        initial=1,
        help_text=gettext_lazy("1 is each, 2 every second."),
    )
    clock = forms.TimeField(
        label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    first_day = day_field(label=gettext_lazy("First day"))
    last_day = day_field(label=gettext_lazy("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pattern = cleaned.get("pattern")
        if pattern == Pattern.WEEKLY and not cleaned.get("weekdays") and "weekdays" not in self.errors:
            self.add_error("weekdays", _("Choose at least one day of the week."))
        if pattern == Pattern.MONTHLY_DAY and not cleaned.get("month_day") and "month_day" not in self.errors:
            self.add_error("month_day", _("Say which day of the month."))
        first: date | None = cleaned.get("first_day")
        if first and cleaned.get("last_day") and cleaned["last_day"] < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return cleaned

    def rhythm(self) -> Rhythm:
        """Of a valid form."""
        typed = self.cleaned_data
        pattern = Pattern(typed["pattern"])
        by_weekday = {Pattern.WEEKLY: typed["weekdays"], Pattern.MONTHLY_WEEKDAY: [typed["weekday"] or 0]}
        return Rhythm(
            pattern,
            typed["clock"],
            typed["first_day"],
            typed["step"],
            tuple(sorted(by_weekday.get(pattern, []))),
            typed["nth"] or 1,
            typed["month_day"] or 1,
            typed["last_day"],
            typed.get("count"),
        )


def initial_of(rhythm: Rhythm) -> dict[str, Any]:
    """What a form shows of it."""
    shown = {name: value for name, value in vars(rhythm).items() if name != "weekdays"}
    weekly = rhythm.pattern == Pattern.WEEKLY
    return shown | {
        "pattern": rhythm.pattern.value,
        "weekdays": list(rhythm.weekdays) if weekly else [],
        "weekday": rhythm.weekdays[0] if rhythm.weekdays else 0,
    }
