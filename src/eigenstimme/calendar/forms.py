"""What people choose to see of the plan, and what they enter in the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.calendar.actions import Happening
from eigenstimme.calendar.models import Event
from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Membership
from eigenstimme.plan.models import Piece
from eigenstimme.plan.queries import in_group
from eigenstimme.plan.stage import Group
from eigenstimme.plan.times import LocalTimeField
from eigenstimme.strategy.models import Topic

OWN = "own"


def _on_channel(pieces: QuerySet[Piece], channel: int) -> QuerySet[Piece]:
    return pieces.filter(pk__in=Piece.objects.filter(variants__channel=channel).values("pk"))


def _about_topic(pieces: QuerySet[Piece], topic: int) -> QuerySet[Piece]:
    return pieces.filter(topic=topic)


def _of_campaign(pieces: QuerySet[Piece], campaign: int) -> QuerySet[Piece]:
    return pieces.filter(campaign=campaign)


def _of_format(pieces: QuerySet[Piece], format: int) -> QuerySet[Piece]:
    return pieces.filter(format=format)


def _of_department(pieces: QuerySet[Piece], department: int) -> QuerySet[Piece]:
    return pieces.filter(topic__in=Topic.objects.filter(departments=department).values("pk"))


def _of_person(pieces: QuerySet[Piece], person: int) -> QuerySet[Piece]:
    return pieces.filter(Q(author=person) | Q(responsible=person))


def _where(pieces: QuerySet[Piece], group: str) -> QuerySet[Piece]:
    return pieces.filter(in_group(group))


def _whose_content(pieces: QuerySet[Piece], whose: str) -> QuerySet[Piece]:
    return pieces.filter(source_url="") if whose == OWN else pieces.exclude(source_url="")


WAYS: dict[str, Callable[[QuerySet[Piece], Any], QuerySet[Piece]]] = {
    "channel": _on_channel,
    "topic": _about_topic,
    "campaign": _of_campaign,
    "format": _of_format,
    "department": _of_department,
    "person": _of_person,
    "group": _where,
    "content": _whose_content,
}
"""How each field of ``FilterForm`` narrows the plan. A new filter is a field there and a line here."""


class FilterForm(forms.Form):
    """What of the plan to show. The choices are handed in, because the cards need the same rows."""

    says_optional = False

    channel = forms.TypedChoiceField(
        label=gettext_lazy("Channel"), required=False, coerce=int, empty_value=None
    )
    topic = forms.TypedChoiceField(label=gettext_lazy("Topic"), required=False, coerce=int, empty_value=None)
    campaign = forms.TypedChoiceField(
        label=gettext_lazy("Campaign"), required=False, coerce=int, empty_value=None
    )
    format = forms.TypedChoiceField(
        label=gettext_lazy("Format"), required=False, coerce=int, empty_value=None
    )
    department = forms.TypedChoiceField(
        label=gettext_lazy("Department"), required=False, coerce=int, empty_value=None
    )
    person = forms.TypedChoiceField(
        label=gettext_lazy("Person"), required=False, coerce=int, empty_value=None
    )
    group = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    content = forms.ChoiceField(
        label=gettext_lazy("Content"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            (OWN, gettext_lazy("own")),
            ("shared", gettext_lazy("others’ content")),
        ],
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        channels: Iterable[Channel],
        topics: Iterable[Topic],
        campaigns: Mapping[int, str],
        formats: Mapping[int, str],
        people: Iterable[Membership],
        departments: Mapping[int, str],
    ) -> None:
        super().__init__(data)
        self._offer("channel", ((channel.pk, channel.name) for channel in channels))
        self._offer("topic", ((topic.pk, topic.name) for topic in topics))
        offered = {"campaign": campaigns, "format": formats, "department": departments}
        for name, there in offered.items():
            self._offer(name, there.items())
            if not there and name not in data:
                del self.fields[name]
        self._offer("person", ((each.pk, each.person.name) for each in people if each.present))
        self._offer("group", Group.choices)

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("all")), *choices]

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set and make sense, as plain values to keep."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def narrowed(self, pieces: QuerySet[Piece]) -> QuerySet[Piece]:
        """What was dropped is shown only to whoever asks for it. A filter that makes no sense finds nothing."""
        if not self.is_valid():
            return pieces.none()
        if self.cleaned_data["group"] != Group.DROPPED:
            pieces = pieces.filter(dropped_at=None)
        for name, value in self.chosen.items():
            pieces = WAYS[name](pieces, value)
        return pieces


class MomentField(LocalTimeField):
    """A local time as people type it, or an exact one with its offset, as our own pages send it."""

    def to_python(self, value: object) -> datetime | None:
        try:
            exact = parse_datetime(value) if isinstance(value, str) else None
        except ValueError:
            exact = None
        return exact if exact and exact.tzinfo else super().to_python(value)


class MoveForm(forms.Form):
    """Another time for what stands at ``at``; empty is none at all."""

    to = MomentField(
        label=gettext_lazy("Date and time"),
        required=False,
        help_text=gettext_lazy("Leave it empty: then it lies beside the calendar, without a time."),
    )
    at = MomentField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    back = forms.CharField(widget=forms.HiddenInput, required=False)

    says_optional = False


class EventForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """An event of the company's own."""

    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty if it is one day."),
    )

    class Meta:
        model = Event
        fields = ("title", "starts_on", "ends_on")
        widgets = {"starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("starts_on")
        if "ends_on" in cleaned:
            cleaned["ends_on"] = cleaned["ends_on"] or first
        if first and cleaned.get("ends_on") and cleaned["ends_on"] < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def happening(self) -> Happening:
        """Of a valid form."""
        return Happening(**self.cleaned_data)
