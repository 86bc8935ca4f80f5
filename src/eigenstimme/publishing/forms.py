"""What people type in when they decide on publications."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.people.actor import Actor
from eigenstimme.plan.times import LocalTimeField
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.queries import channels_to_hold, may_hold_everything

NOW, TIME, DISCARD = "now", "time", "discard"
EVERYTHING = "everything"


class TimeField(LocalTimeField):
    """A time still to come."""

    def clean(self, value: object) -> Any:
        at = super().clean(value)
        if at is not None and at <= timezone.now():
            raise ValidationError(_("The new time has to be in the future."), code="past")
        return at


class NewTimeForm(forms.Form):
    at = TimeField(label=gettext_lazy("New time"))


class LinkForm(forms.Form):
    """Where the post is to be seen."""

    url = forms.URLField(
        label=gettext_lazy("Link to the post"),
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"invalid": gettext_lazy("Please give the full address, beginning with https://.")},
    )


class DecisionForm(forms.Form):
    """One post of the list. Left open, nothing happens to it."""

    says_optional = False

    choice = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        required=False,
        choices=[
            ("", pgettext_lazy("decision", "leave it for now")),
            (NOW, pgettext_lazy("decision", "send it now")),
            (TIME, pgettext_lazy("decision", "send it at a new time")),
            (DISCARD, pgettext_lazy("decision", "discard it")),
        ],
    )
    at = TimeField(label=gettext_lazy("New time"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": str(publication.pk)})
        self.publication = publication
        self.initial["seen"] = publication.state

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("choice") == TIME and "at" not in self.errors and not cleaned.get("at"):
            self.add_error("at", _("Please give the new time."))
        return cleaned


class HoldForm(forms.Form):
    """Only places the person may hold are offered."""

    place = forms.ChoiceField(label=gettext_lazy("What is to stop?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        help_text=gettext_lazy("Everyone in the company sees it above every page."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channels = {str(channel.pk): channel for channel in channels_to_hold(actor)}
        place: forms.ChoiceField = self.fields["place"]  # type: ignore[assignment]
        everything = [(EVERYTHING, _("Everything, on every channel"))]
        named = [
            (pk, _("Only “%(channel)s”") % {"channel": channel}) for pk, channel in self.channels.items()
        ]
        place.choices = [*(everything if may_hold_everything(actor) else []), *named]
        self.offers_something = bool(place.choices)

    def channel(self) -> Channel | None:
        """None: the whole company."""
        return self.channels.get(self.cleaned_data["place"])
