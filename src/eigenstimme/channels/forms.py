"""What people type in about channels. Secrets go in and never come back, not even after an error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eigenstimme.channels.actions import ProfileDraft, TimeDraft, Wish
from eigenstimme.channels.models import Channel, ChannelProfile
from eigenstimme.channels.tending import Room, rooms
from eigenstimme.channels.words import SPANS, hours, said, span
from eigenstimme.connectors.types import Field
from eigenstimme.core.forms import AmountField, TextField
from eigenstimme.people.models import Membership


class AccountForm(forms.Form):
    """The fields a network declares, in the reader's language."""

    def __init__(self, *args: Any, fields: Sequence[Field], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": "account"})
        self.fields.update({field.name: _input(field) for field in fields})
        self.error_heading = ""

    def refuse(self, sentence: str) -> None:
        """The network, or we, said no to what is otherwise complete."""
        self.error_heading = _("This account could not be connected")
        self.add_error(None, sentence)


class ChannelForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What the company itself says about a channel."""

    late_after = forms.TypedChoiceField(
        label=gettext_lazy("Too late after"),
        choices=SPANS,
        coerce=lambda minutes: timedelta(minutes=int(minutes)),
        help_text=gettext_lazy(
            "A post that could not go out for so long is not sent by itself any more: somebody decides."
        ),
    )

    class Meta:
        model = Channel
        fields = ("name", "purpose", "responsible", "late_after")
        labels = {
            "responsible": gettext_lazy("Who answers for it?"),
            "purpose": gettext_lazy("What is it for?"),
        }
        help_texts = {
            "purpose": gettext_lazy("One sentence: whom it reaches, and with what."),
            "responsible": gettext_lazy("Responsibility stays in the company: only own people can carry it."),
        }

    def __init__(self, *args: Any, company_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Membership.objects.present().own().filter(company_id=company_id)
        responsible: forms.ModelChoiceField[Membership] = self.fields["responsible"]  # type: ignore[assignment]
        responsible.queryset = own.select_related("person")
        if self.instance.pk:
            self._offer_as_it_is(int(self.instance.late_after.total_seconds()) // 60)

    def _offer_as_it_is(self, minutes: int) -> None:
        late_after: forms.TypedChoiceField = self.fields["late_after"]  # type: ignore[assignment]
        if minutes not in dict(SPANS):
            late_after.choices = [*SPANS, (minutes, span(self.instance.late_after))]
        self.initial["late_after"] = minutes


class CloseForm(forms.Form):
    """With posts still planned, closing has to be meant."""

    with_planned = forms.BooleanField(required=False)

    def __init__(self, *args: Any, planned: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not planned:
            del self.fields["with_planned"]
            return
        self.fields["with_planned"].label = ngettext(
            "%(count)s post is still planned here. It is held and waits for a decision.",
            "%(count)s posts are still planned here. They are held and wait for a decision.",
            planned,
        ) % {"count": planned}


class HoursField(AmountField):
    """Typed in hours, with a comma or a point; kept in minutes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_value": 168, "max_digits": 5, **options})

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        return None if typed is None else round(typed * 60)

    def prepare_value(self, value: Any) -> Any:
        """Minutes handed in as initial; what was typed stays as it is."""
        return (
            (Decimal(value) / 60).quantize(Decimal("0.01")).normalize() if isinstance(value, int) else value
        )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """An own person, with the time they have not promised yet."""

    def __init__(self, *, company_id: int, **options: Any) -> None:
        self.rooms: dict[int, Room] = {each.person.pk: each for each in rooms(company_id)}
        own = Membership.objects.present().own().filter(company_id=company_id).select_related("person")
        super().__init__(own, empty_label=_("Please choose"), **options)

    def label_from_instance(self, obj: Membership) -> str:
        room = self.rooms.get(obj.pk)
        if room is None:
            return str(obj)
        places = {"name": obj, "left": hours(max(room.left, 0)), "in_all": hours(room.in_all)}
        return _("%(name)s – %(left)s of %(in_all)s a week free") % places


class LinkField(forms.URLField):
    """The address of a page outside; it may stay empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=500, required=False, assume_scheme="https", **options)


class QuestionsForm(forms.Form):
    """What is asked before an account is connected (ST4): what for, for whom, and who tends it with how much time.

    Where nothing is real (``usual`` 0), only a responsible person is needed.
    """

    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=200,
        help_text=gettext_lazy("One sentence: what should come of it?"),
    )
    audience = forms.CharField(
        label=gettext_lazy("For whom?"),
        max_length=200,
        help_text=gettext_lazy("People you could call by name, like “owners of old houses around Ulm”."),
    )
    minutes = HoursField(label=gettext_lazy("Hours a week for this channel"))
    in_all = HoursField(
        label=gettext_lazy("Hours a week for all channels together"),
        required=False,
        help_text=gettext_lazy("Half an hour a day are 2.5 hours. Left empty, it stays as it is."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("How you call it in the company. Left empty, it is called like the account."),
    )
    all_the_same = forms.BooleanField(
        label=gettext_lazy("We open it all the same, and know why. History keeps it."), required=False
    )

    def __init__(self, *args: Any, company_id: int, usual: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"] = PersonField(
            company_id=company_id,
            label=_("Who tends it and answers for it?"),
            help_text=_("Responsibility stays in the company: only own people can carry it."),
        )
        if not usual:
            for name in ("purpose", "audience", "minutes"):
                self.fields[name].required = False

    def wish(self, company_id: int, network: str) -> Wish:
        """Of a valid form."""
        said = dict(self.cleaned_data)
        person, minutes = said.pop("responsible"), said.pop("minutes")
        return Wish(company_id, network, responsible_id=person.pk, minutes=minutes or 0, **said)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    says_optional = False
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("One sentence: what should come of it?"),
    )
    imprint_url = LinkField(
        label=gettext_lazy("Address of the imprint"),
        help_text=gettext_lazy("It has to be found from the profile with two clicks at most."),
    )
    netiquette_url = LinkField(label=gettext_lazy("Address of the netiquette"))
    privacy_url = LinkField(label=gettext_lazy("Address of the privacy notice"))
    label_notes = TextField(
        longest=1000,
        rows=3,
        label=gettext_lazy("How posts are labelled"),
        required=False,
        help_text=gettext_lazy(
            "For example when “Anzeige” has to stand there, and where the network has a switch."
        ),
    )

    class Meta:
        model = ChannelProfile
        fields = (
            "audience",
            "answer_hours",
            "business_hours",
            "formats",
            "posts_a_week",
            "imprint_url",
            "netiquette_url",
            "privacy_url",
            "label_notes",
        )
        labels = {
            "audience": gettext_lazy("For whom?"),
            "formats": gettext_lazy("What does it show?"),
            "posts_a_week": gettext_lazy("Posts a week"),
            "answer_hours": gettext_lazy("We want to answer within (hours)"),
            "business_hours": gettext_lazy("Only business hours count"),
        }
        help_texts = {
            "audience": gettext_lazy(
                "People you could call by name, like “owners of old houses around Ulm”."
            ),
            "formats": gettext_lazy("Like “before and after, one tip a week”."),
            "posts_a_week": gettext_lazy("As many as you can keep up. 0,5 is one every two weeks."),
            "answer_hours": "",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts_a_week"] = AmountField(
            label=self.fields["posts_a_week"].label,
            help_text=self.fields["posts_a_week"].help_text,
            max_digits=3,
            max_value=99,
            required=False,
        )

    def draft(self) -> ProfileDraft:
        """Of a valid form."""
        said = dict(self.cleaned_data)
        del said["purpose"]
        return ProfileDraft(**said)


class PromiseForm(forms.Form):
    minutes = HoursField(label=gettext_lazy("Hours a week for this channel"), min_value=Decimal("0.1"))
    in_all = HoursField(
        label=gettext_lazy("Hours a week for all channels together"),
        required=False,
        help_text=gettext_lazy("Half an hour a day are 2.5 hours. Left empty, it stays as it is."),
    )
    field_order = ("person", "minutes", "in_all")

    def __init__(self, *args: Any, company_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonField(company_id=company_id, label=_("Who gives the time?"))
        self.order_fields(self.field_order)


class TimeForm(forms.Form):
    """Time the reader gave themselves."""

    channel = forms.ModelChoiceField(Channel.objects.none(), label=gettext_lazy("Channel"))
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Only its week is kept."),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=3000)
    what = forms.CharField(
        label=gettext_lazy("What did you do?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only for yourself: like “answered comments, one picture story”."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, channels: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["channel"]
        chosen.queryset = channels

    def draft(self) -> TimeDraft:
        """Of a valid form."""
        return TimeDraft(*(self.cleaned_data[name] for name in ("day", "minutes", "what")))


class RateForm(forms.Form):
    euros = AmountField(
        label=gettext_lazy("An hour costs (€)"),
        max_digits=6,
        help_text=gettext_lazy(
            "Wage with everything that comes on top. 45 € is an assumption until you type your own figure."
        ),
    )


def _input(field: Field) -> forms.Field:
    if field.kind == "choice":
        return forms.ChoiceField(
            label=said(field.label),
            help_text=said(field.help),
            required=field.required,
            choices=[("", _("Please choose")), *((value, said(label)) for value, label in field.choices)],
            error_messages={"required": _("Please choose one.")},
        )
    return forms.CharField(
        label=said(field.label),
        help_text=said(field.help),
        required=field.required,
        max_length=500,
        widget=_widget(field),
        error_messages={"required": _("Please fill this in.")},
    )


def _widget(field: Field) -> forms.Widget:
    attrs = {"placeholder": field.placeholder, "autocomplete": "off", "spellcheck": "false"}
    if field.secret or field.kind == "password":
        return forms.PasswordInput(attrs={**attrs, "autocomplete": "new-password"})
    # Not type="url": browsers would refuse "blog.example", which connectors understand.
    return forms.TextInput(attrs={**attrs, "inputmode": "url"} if field.kind == "url" else attrs)
