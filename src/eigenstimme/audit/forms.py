from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.audit.queries import THINGS, Wanted
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership


class HistoryFilter(forms.Form):
    """What of the history to show. What cannot be understood is left out."""

    since = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Membership.objects.visible_to(actor).select_related("person")
        self.fields["person"] = forms.ModelChoiceField(
            people, label=_("Who"), required=False, empty_label=_("Everyone")
        )
        self.fields["thing_type"] = forms.ChoiceField(
            label=_("About"), required=False, choices=[("", _("Everything")), *THINGS.items()]
        )
        self.order_fields(["person", "thing_type", "since", "until"])

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()
