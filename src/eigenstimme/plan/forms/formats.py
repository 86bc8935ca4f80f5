"""What people say about a format that comes back."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.core.forms import TextField
from eigenstimme.people.actor import Actor
from eigenstimme.plan.actions import FormatDraft
from eigenstimme.plan.forms.rhythm import RhythmForm, initial_of
from eigenstimme.plan.models import Format
from eigenstimme.plan.models.format import LONGEST_BRIEF
from eigenstimme.strategy.models import Topic

MORNING = time(10)


class FormatForm(RhythmForm):
    """A Rubrik: its name, what belongs into it, and when it comes back."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    brief = TextField(
        longest=LONGEST_BRIEF,
        label=gettext_lazy("What belongs into it"),
        required=False,
        rows=3,
        help_text=gettext_lazy("Whoever writes a post for it finds this as the brief."),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topic"),
        required=False,
        empty_label=gettext_lazy("chosen with each post"),
    )
    channels = forms.ModelMultipleChoiceField(
        Channel.objects.none(),
        label=gettext_lazy("Channels"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = ("name", "brief", "topic", "channels")

    def __init__(self, data: QueryDict | None = None, *, format: Format | None = None, actor: Actor) -> None:
        super().__init__(data, initial=_of(format) if format else _fresh())
        topic, channels = self.fields["topic"], self.fields["channels"]
        topics = Topic.objects.visible_to(actor).in_use()
        open_channels = Channel.objects.visible_to(actor).open()
        if format:
            topics = topics | Topic.objects.filter(pk=format.topic_id or 0)
        topic.queryset = topics  # type: ignore[attr-defined]
        channels.queryset = open_channels  # type: ignore[attr-defined]

    def draft(self) -> FormatDraft:
        """Of a valid form."""
        typed = self.cleaned_data
        return FormatDraft(
            typed["name"], self.rhythm(), typed["brief"], typed["topic"], list(typed["channels"])
        )


def _fresh() -> dict[str, Any]:
    return {"form_key": uuid4(), "clock": MORNING, "first_day": timezone.localdate(), "step": 1}


def _of(format: Format) -> dict[str, Any]:
    names = ("name", "brief", "topic")
    return {name: getattr(format, name) for name in names} | {
        "channels": list(format.channels.all()),
        **initial_of(format.rhythm),
    }
