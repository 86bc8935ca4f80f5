"""Asking for an approval, and answering."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.core.forms import TextField
from eigenstimme.people.models import Membership
from eigenstimme.plan.times import LocalTimeField


class HandInForm(forms.Form):
    """Whom to ask, and until when."""

    approver = forms.ModelChoiceField(Membership.objects.none(), label=gettext_lazy("Who looks at it?"))
    deputy = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Deputy"),
        required=False,
        empty_label=gettext_lazy("nobody"),
        help_text=gettext_lazy("Is asked when the time has run out."),
    )
    deadline = LocalTimeField(label=gettext_lazy("Answer until"))

    def __init__(self, *args: Any, approvers: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        able = Membership.objects.filter(pk__in=[member.pk for member in approvers]).select_related("person")
        for name in ("approver", "deputy"):
            field: Any = self.fields[name]
            field.queryset = able
            empty = [("", field.empty_label)] if field.empty_label is not None else []
            field.choices = [*empty, *((member.pk, str(member)) for member in approvers)]  # not fetched again
        if len(approvers) < 2:
            del self.fields["deputy"]

    def clean_deadline(self) -> datetime:
        deadline: datetime = self.cleaned_data["deadline"]
        if deadline <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Choose a later one."))
        return deadline

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("deputy") and cleaned["deputy"] == cleaned.get("approver"):
            self.add_error("deputy", _("The deputy has to be somebody else."))
        return cleaned


class AnswerForm(forms.Form):
    """An answer to a request for approval. Whoever says no says what should change."""

    APPROVE, RETURN, REFUSE = "approve", "return", "refuse"

    answer = forms.ChoiceField(choices=[(APPROVE, ""), (RETURN, ""), (REFUSE, "")])
    wish = TextField(
        longest=2000,
        rows=3,
        label=gettext_lazy("What should change?"),
        error_messages={"required": gettext_lazy("Please say in a sentence what should change, or why not.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["wish"].required = self.data.get("answer") != self.APPROVE
