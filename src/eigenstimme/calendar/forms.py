"""What people choose to see of the plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.plan.stage import Group
from eigenstimme.strategy.models import Topic


class FilterForm(forms.Form):
    """What of the plan to show."""

    channel = forms.ModelChoiceField(
        Channel.objects.none(), label=gettext_lazy("Channel"), required=False, empty_label=gettext_lazy("all")
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=gettext_lazy("Topic"), required=False, empty_label=gettext_lazy("all")
    )
    person = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Person"),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *Group.choices]
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = {
            "channel": Channel.objects.visible_to(actor),
            "topic": Topic.objects.visible_to(actor),
            "person": Membership.objects.visible_to(actor).present().select_related("person"),
        }
        for name, queryset in choices.items():
            field: Any = self.fields[name]
            field.queryset = queryset
