"""A goal in a few lines, a value of it, and its end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.core.forms import AmountField, DayField, TextField
from eigenstimme.people.actor import Actor
from eigenstimme.people.forms import own_people
from eigenstimme.strategy.actions import GoalDraft
from eigenstimme.strategy.measures import measure, measures
from eigenstimme.strategy.models import Goal, Outcome
from eigenstimme.strategy.models.goals import A_LESSON, A_NOTE, A_SENTENCE

FIELDS = (
    "sentence",
    "serves",
    "measure",
    "unit",
    "start_value",
    "target_value",
    "starts_on",
    "ends_on",
    "owner",
)


class GoalForm(forms.Form):
    sentence = forms.CharField(
        label=gettext_lazy("What do you want to reach?"),
        max_length=A_SENTENCE,
        help_text=gettext_lazy(
            "A sentence that everybody understands, like “More people ask us for a quote”."
        ),
    )
    serves = forms.CharField(
        label=gettext_lazy("Which goal of the company does it serve?"),
        max_length=A_SENTENCE,
        help_text=gettext_lazy("Like “Fill the winter months”. If there is none, leave the goal."),
    )
    measure = forms.ChoiceField(label=gettext_lazy("Which figure shows it?"), required=False)
    unit = forms.CharField(
        label=gettext_lazy("What is counted?"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Only for a figure typed in by hand: a word like “inquiries”."),
    )
    start_value = AmountField(
        label=gettext_lazy("Start value"),
        max_digits=12,
        required=False,
        help_text=gettext_lazy(
            "Where you stand today. Whatever is counted from the first day on begins at 0."
        ),
    )
    target_value = AmountField(label=gettext_lazy("Target value"), max_digits=12)
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, actor: Actor, goal: Goal | None = None) -> None:
        super().__init__(data, initial=_from(goal) if goal else _fresh(actor))
        figure: Any = self.fields["measure"]
        figure.choices = [
            ("", _("Typed in by hand")),
            *((each.key, _capital(each.label)) for each in measures()),
        ]
        owner = self.fields["owner"] = own_people(actor.company_id)
        owner.label = _("Who answers for it?")
        owner.help_text = _("They are told when nobody has written down a figure for 30 days.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_days(cleaned)
        if "measure" in cleaned and "start_value" in cleaned:
            self._check_figure(cleaned)
        return cleaned

    def accept_revision(self, revision: int) -> None:
        """Saving again goes on top of ``revision``: the writer has now been told."""
        assert isinstance(self.data, QueryDict)
        sent = self.data.copy()
        sent["revision"] = str(revision)
        self.data = sent

    def draft(self) -> GoalDraft:
        """Of a valid form."""
        return GoalDraft(**{name: self.cleaned_data[name] for name in FIELDS})

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The last day has to lie after the first."))

    def _check_figure(self, cleaned: dict[str, Any]) -> None:
        known, start = measure(cleaned["measure"]), cleaned["start_value"]
        if known is None and not cleaned.get("unit"):
            self.add_error("unit", _("Say in a word what is counted, like “inquiries”."))
        if known and known.adds_up and start:
            self.add_error(
                "start_value",
                _("This figure is counted from the first day on: it starts at 0. Leave it empty."),
            )
        if known and not known.adds_up and start is None:
            self.add_error("start_value", _("Say where you stand today: from there the way is measured."))
        cleaned["start_value"] = start or Decimal(0)
        if cleaned.get("target_value") == cleaned["start_value"] and "start_value" not in self.errors:
            self.add_error("target_value", _("The target has to be another value than the start."))


class ValueForm(forms.Form):
    value = AmountField(max_digits=12)
    day = DayField(label=gettext_lazy("On which day?"))
    note = forms.CharField(
        label=gettext_lazy("A word on it"),
        max_length=A_NOTE,
        required=False,
        help_text=gettext_lazy("Where the figure is from, or what moved it."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, goal: Goal) -> None:
        super().__init__(data, initial={"day": min(timezone.localdate(), goal.ends_on), "form_key": uuid4()})
        self.fields["value"].label = _("Where does it stand? (%(unit)s)") % {"unit": goal.unit}


class EndForm(forms.Form):
    """Ending a goal takes a sentence, whichever way it ended."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    learnt = TextField(
        longest=A_LESSON,
        rows=4,
        label=gettext_lazy("What did you learn?"),
        help_text=gettext_lazy("A sentence is enough. It helps whoever sets the next goal."),
    )


def _from(goal: Goal) -> dict[str, Any]:
    return {name: getattr(goal, name) for name in (*FIELDS, "revision")}


def _fresh(actor: Actor) -> dict[str, Any]:
    return {"form_key": uuid4(), "owner": actor.membership_id, "starts_on": timezone.localdate()}


def _capital(label: object) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
