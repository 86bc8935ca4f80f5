"""What people type in the inbox. Rights and the network's limits are asked by the actions, in this order."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eigenstimme.inbox.models import Contact, Conversation
from eigenstimme.people.models import Membership

LONGEST_RECOMMENDATION = 10_000
LONGEST_NOTE = 5_000


class AnswerForm(forms.Form):
    """An answer, and what the person had before their eyes when they began it."""

    text = forms.CharField(label=_("Your answer"), widget=forms.Textarea(attrs={"dir": "auto"}))
    sign = forms.BooleanField(required=False, initial=True)
    message = forms.IntegerField(widget=forms.HiddenInput)
    recommendation = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, signature: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["sign"].label = _("Sign with %(sign)s, so that readers know who speaks") % {
            "sign": signature.strip()
        }


class RecommendationForm(forms.Form):
    text = forms.CharField(
        label=_("Recommended answer"),
        max_length=LONGEST_RECOMMENDATION,
        widget=forms.Textarea(attrs={"dir": "auto"}),
        help_text=_("Someone of the company can take it over, change it and send it under their own name."),
    )
    message = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Internal note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stays here: nobody outside ever sees it."),
    )


class ResponsibleForm(forms.Form):
    to = forms.ModelChoiceField(Membership.objects.none(), label=_("Responsible"), empty_label=None)

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"to": conversation.responsible_id}
        own = Membership.objects.present().own().filter(company_id=conversation.company_id)
        people: Any = self.fields["to"]
        people.queryset = own.select_related("person").only("person__name")
        people.choices = [(member.pk, str(member)) for member in people.queryset]  # the field would ask twice


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Contact
        fields = ["name", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "notes": _("What is good to know for the next talk. Everybody who reads the inbox sees it.")
        }
