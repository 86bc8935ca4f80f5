"""A campaign, in a few lines; and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.core.forms import AmountField, DayField, TextField
from eigenstimme.people.actor import Actor
from eigenstimme.people.forms import own_people
from eigenstimme.people.models import Membership
from eigenstimme.plan.actions import CampaignDraft
from eigenstimme.plan.models import Campaign
from eigenstimme.plan.models.campaign import A_GOAL, A_RESULT
from eigenstimme.plan.queries import possible_team

FIELDS = ("name", "goal", "audience", "starts_on", "ends_on", "budget", "responsible", "team")


class CampaignForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("A short one that everybody recognises, like “Facade weeks”."),
    )
    goal = TextField(
        longest=A_GOAL,
        rows=2,
        label=gettext_lazy("Goal"),
        help_text=gettext_lazy("What should be different afterwards? One figure is enough."),
    )
    audience = forms.CharField(label=gettext_lazy("Audience"), max_length=300, required=False)
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))
    budget = AmountField(
        label=gettext_lazy("Budget (€)"),
        max_digits=9,
        required=False,
        help_text=gettext_lazy("What orders for it cost counts against it."),
    )
    team = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Team"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "Whoever is in it is told. From outside they see the campaign, and of its posts those they may see anyway."
        ),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, actor: Actor, campaign: Campaign | None = None
    ) -> None:
        super().__init__(data, initial=_from(campaign) if campaign else _fresh(actor))
        responsible = self.fields["responsible"] = own_people(actor.company_id)
        responsible.label = _("Who is responsible?")
        responsible.help_text = _("Someone of the company: responsibility cannot be handed over.")
        team: Any = self.fields["team"]
        team.queryset = possible_team(actor, also=campaign)
        team.label_from_instance = Membership.introduced

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def accept_revision(self, revision: int) -> None:
        """Saving again goes on top of ``revision``: the writer has now seen it."""
        assert isinstance(self.data, QueryDict)
        sent = self.data.copy()
        sent["revision"] = str(revision)
        self.data = sent

    def draft(self) -> CampaignDraft:
        """Of a valid form."""
        return CampaignDraft(**{name: self.cleaned_data[name] for name in FIELDS})


class ResultForm(forms.Form):
    """Closing a campaign takes words, not only figures."""

    result = TextField(
        longest=A_RESULT,
        rows=5,
        label=gettext_lazy("What came of it, and what did you learn?"),
        help_text=gettext_lazy("Was the goal reached? What would you do again, what not?"),
    )


def _from(campaign: Campaign) -> dict[str, Any]:
    plain = {name: getattr(campaign, name) for name in (*FIELDS, "revision") if name != "team"}
    return plain | {"team": list(campaign.team.all())}


def _fresh(actor: Actor) -> dict[str, Any]:
    return {"form_key": uuid4(), "responsible": actor.membership_id}
