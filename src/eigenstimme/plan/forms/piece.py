"""The fields of a piece, and of what one channel has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.core.forms import TextField
from eigenstimme.media.crops import Crop
from eigenstimme.media.models import Attachment
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Campaign, Format
from eigenstimme.plan.models.piece import LONGEST_COMMENT, LONGEST_TEXT
from eigenstimme.plan.queries import campaigns_to_write_for, formats_to_write_for, topics_to_draft_on
from eigenstimme.plan.times import LocalTimeField, unless_changed
from eigenstimme.strategy.models import ContentClass, Topic


class Patient(forms.Form):
    """A form that can be shown while it is ``unfinished``, before anybody asks whether it is right."""

    unfinished = False

    @property
    def errors(self) -> ErrorDict:
        return ErrorDict() if self.unfinished else super().errors


class VariantForm(Patient):
    """What one channel has of its own. Empty fields inherit."""

    own_title = forms.CharField(label=gettext_lazy("Own title"), required=False, max_length=200)
    own_text = TextField(longest=LONGEST_TEXT, label=gettext_lazy("Own text"), required=False, rows=4)
    own_first_comment = TextField(
        longest=LONGEST_COMMENT, label=gettext_lazy("Own first comment"), required=False, rows=2
    )
    own_time = LocalTimeField(label=gettext_lazy("Own time"), required=False)
    without_media = forms.BooleanField(label=gettext_lazy("Without pictures here"), required=False)

    def clean_own_time(self) -> datetime | None:
        return unless_changed(self.cleaned_data["own_time"], self.initial.get("own_time"))

    def draft(
        self, channel: Channel, attachments: list[Attachment], crops: Mapping[int, Crop]
    ) -> VariantDraft:
        return VariantDraft(channel=channel, attachments=attachments, crops=crops, **self.cleaned_data)


class PieceForm(Patient):
    """The piece itself, for all its channels."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("So it is called in the plan, and on blogs."),
    )
    text = TextField(
        longest=LONGEST_TEXT,
        label=gettext_lazy("Text"),
        required=False,
        rows=8,
        help_text=gettext_lazy("A line with only --- begins the next post of a thread."),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topic"),
        empty_label=gettext_lazy("Please choose"),
        help_text=gettext_lazy("The topic says how closely others look before it goes out."),
    )
    planned_for = LocalTimeField(
        label=gettext_lazy("When?"),
        required=False,
        help_text=gettext_lazy("Leave it empty: then it goes out as soon as it may."),
    )
    format = forms.ModelChoiceField(
        Format.objects.none(),
        label=gettext_lazy("Format"),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("A series your readers know; the post fills its slot on that day."),
    )
    raised_class = forms.ChoiceField(
        label=gettext_lazy("Look more closely"),
        required=False,
        choices=[("", gettext_lazy("as the topic says")), *ContentClass.choices[1:]],
    )
    responsible = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Responsible"),
        required=False,
        empty_label=gettext_lazy("chosen by itself"),
        help_text=gettext_lazy("Someone of the company: responsibility cannot be handed over."),
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=gettext_lazy("Campaign"),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    brief = TextField(longest=5000, label=gettext_lazy("Brief"), required=False, rows=3)
    first_comment = TextField(
        longest=LONGEST_COMMENT,
        label=gettext_lazy("First comment"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Goes out right below the post, on networks that have comments."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Link to it"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    source_name = forms.CharField(
        label=gettext_lazy("Newspaper, blog, association"), required=False, max_length=120
    )
    source_author = forms.CharField(label=gettext_lazy("Who wrote it"), required=False, max_length=120)
    plain_links = forms.BooleanField(
        label=gettext_lazy("Leave links as they are, without marks"), required=False
    )
    signed = forms.BooleanField(label=gettext_lazy("Sign it"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)  # plan.merging

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.initial.get("rules"):
            del self.fields["plain_links"]
        if sign := self.initial.get("sign"):
            self.fields["signed"].label = _("Sign with %(sign)s, so that readers know who speaks") % {
                "sign": sign
            }
        else:
            del self.fields["signed"]
        topics: Any = self.fields["topic"]
        topics.queryset = topics_to_draft_on(actor, also=self.initial.get("topic"))
        topics.label_from_instance = _topic_with_class
        self._offer("campaign", campaigns_to_write_for(actor, also=self.initial.get("campaign")))
        self._offer("format", formats_to_write_for(actor, also=self.initial.get("format")))
        people: Any = self.fields["responsible"]
        people.queryset = (
            Membership.objects.visible_to(actor)
            .present()
            .own()
            .select_related("person")
            .order_by("person__name")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = cleaned.get("source_name") or cleaned.get("source_author")
        if named and not cleaned.get("source_url") and "source_url" not in self.errors:
            self.add_error("source_url", _("Please add the link: readers want to get there."))
        return cleaned

    def _offer(self, name: str, there: QuerySet[Any]) -> None:
        """Those in use are known already; the one a piece has may be out of use, or not for the writer to see."""
        own: Campaign | Format | None = self.initial.get(name)
        offered = dict(self.initial.get(f"{name}s", [])) | ({own.pk: own.name} if own else {})
        if not offered:
            del self.fields[name]
            return
        field: Any = self.fields[name]
        field.queryset = there
        field.choices = [("", field.empty_label), *offered.items()]

    def clean_planned_for(self) -> datetime | None:
        """A new time lies ahead; one that was there before may have passed."""
        before: datetime | None = self.initial.get("planned_for")
        planned: datetime | None = unless_changed(self.cleaned_data["planned_for"], before)
        if planned and planned < timezone.now() and planned != before:
            raise forms.ValidationError(_("This time has passed. Choose a later one, or leave it empty."))
        return planned


def _topic_with_class(topic: Topic) -> str:
    return f"{topic.name} ({topic.get_content_class_display()})"
