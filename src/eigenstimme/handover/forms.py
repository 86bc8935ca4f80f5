from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.advisor.catalogue import TASKS, Task
from eigenstimme.advisor.criteria import Verdict
from eigenstimme.core.forms import AmountField
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership


class TaskForm(forms.Form):
    """Another task of the catalogue that matters to us."""

    task = forms.ChoiceField(label=gettext_lazy("Another task that matters to us"))

    def __init__(self, data: QueryDict | None = None, *, ours: list[Task]) -> None:
        super().__init__(data)
        field: Any = self.fields["task"]
        groups: dict[str, list[tuple[str, str]]] = {}
        for task in TASKS:
            if task not in ours:
                groups.setdefault(str(task.group.label), []).append((task.key, str(task.name)))
        field.choices = [("", _("Please choose")), *groups.items()]


class HolderForm(forms.Form):
    """Who does it; for a task that stays inside only own people are offered."""

    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Who does it?"),
        empty_label=gettext_lazy("Please choose"),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, data: QueryDict | None = None, *, task: Task, actor: Actor) -> None:
        super().__init__(data)
        here = Membership.objects.visible_to(actor).present()
        field: Any = self.fields["member"]
        field.queryset = (here.own() if task.verdict == Verdict.OWN_ONLY else here).inside_first()
        field.label_from_instance = Membership.introduced


class ComparisonForm(forms.Form):
    """What is known better than from experience. Everything may stay empty."""

    says_optional = False

    hours = AmountField(
        label=gettext_lazy("Hours it takes us"), max_digits=6, min_value=Decimal("0.25"), required=False
    )
    offer = AmountField(label=gettext_lazy("Offer from outside (€, net)"), max_digits=9, required=False)
    specialist = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("From whom?"),
        empty_label=gettext_lazy("anybody from outside"),
        required=False,
    )
    creative = forms.BooleanField(
        label=gettext_lazy(
            "Self-employed and creative (text, picture, design): the artists’ social levy is due"
        ),
        required=False,
        initial=True,
    )

    def __init__(self, data: QueryDict | None, *, actor: Actor) -> None:
        super().__init__(data)
        outside = Membership.objects.visible_to(actor).present().filter(kind="outside")
        field: Any = self.fields["specialist"]
        field.queryset = outside.select_related("person").order_by("person__name")
