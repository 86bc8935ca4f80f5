"""What people type in about channels. Secrets go in and never come back, not even after an error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eigenstimme.channels.models import Channel
from eigenstimme.channels.words import SPANS, said, span
from eigenstimme.connectors.types import Field
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


class NewChannelForm(ChannelForm):
    """Beside the account's own fields. How late is too late is asked later."""

    class Meta(ChannelForm.Meta):
        help_texts = {
            **ChannelForm.Meta.help_texts,
            "name": gettext_lazy(
                "How you call it in the company. Left empty, it is called like the account."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        del self.fields["late_after"]


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


def _input(field: Field) -> forms.CharField:
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
