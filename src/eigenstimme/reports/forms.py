"""The limit for the own-voice share, and which posts to list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.people.actor import Actor
from eigenstimme.reports.words import GROUPS

EVERY_CHANNEL = _("all channels together")


class LimitForm(forms.Form):
    percent = forms.IntegerField(
        label=_("At least, in percent"),
        min_value=1,
        max_value=100,
        help_text=_("Of the posts you write, so many shall come from your own people."),
    )
    channel = forms.ModelChoiceField(
        label=_("For"), queryset=Channel.objects.none(), required=False, empty_label=EVERY_CHANNEL
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.says_optional = False
        channels: forms.ModelChoiceField[Channel] = self.fields["channel"]  # type: ignore[assignment]
        channels.queryset = Channel.objects.open().filter(company_id=actor.company_id)


class PostsForm(forms.Form):
    """What the list of posts shows; what is not understood filters nothing."""

    month = forms.DateField(required=False, input_formats=["%Y-%m"])
    channel = forms.ModelChoiceField(
        label=_("Channel"), queryset=Channel.objects.none(), required=False, empty_label=EVERY_CHANNEL
    )
    writing = forms.ChoiceField(
        label=_("Written"),
        required=False,
        choices=[("", _("all")), *((key, words) for key, words in GROUPS.items())],
    )
    ahead = forms.BooleanField(label=_("still planned"), required=False)
