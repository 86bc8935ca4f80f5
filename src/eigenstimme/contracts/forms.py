"""What people type into contracts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.base import File
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.contracts.actions import FeeTyped, Terms
from eigenstimme.contracts.levy import LegalForm
from eigenstimme.contracts.models import BY_HAND, Contract, ContractKind, Pay, Span
from eigenstimme.contracts.models.contract import A_LINE, A_PARAGRAPH
from eigenstimme.contracts.queries import possible_parties
from eigenstimme.core.forms import AmountField, DayField, TextField
from eigenstimme.mandates.models import Mandate
from eigenstimme.orders.documents import PDF, Document, known
from eigenstimme.orders.errors import BadFile
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Membership

USUAL = {
    Kind.OWN: ContractKind.COLLEAGUE,
    Kind.OUTSIDE: ContractKind.FREELANCER,
    Kind.MACHINE: ContractKind.PROVIDER,
}


def _line(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=A_LINE, required=False, help_text=help_text)


def _yes(label: Any, help_text: Any = "", *, initial: bool = False) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text, initial=initial)


class ContractForm(forms.Form):
    membership = forms.ModelChoiceField(
        Membership.objects.none(), label=gettext_lazy("With whom?"), empty_label=gettext_lazy("Please choose")
    )
    kind = forms.ChoiceField(label=gettext_lazy("What are they to you?"), choices=ContractKind.choices)
    partner = _line(gettext_lazy("Name of their company"), gettext_lazy("As it stands in the contract."))
    legal_form = forms.ChoiceField(
        label=gettext_lazy("Legal form"),
        choices=LegalForm.choices,
        help_text=gettext_lazy("The artists’ social levy depends on it."),
    )
    creative = _yes(
        gettext_lazy("Creative work: text, photo, graphics, video, PR"),
        gettext_lazy("Fees for it count for the artists’ social levy."),
        initial=True,
    )
    own_organisation = _yes(
        gettext_lazy("Works with an organisation of its own"),
        gettext_lazy(
            "Like an agency that decides itself whom it sends. Only then can it be on a duty roster."
        ),
    )
    matter = TextField(
        longest=A_PARAGRAPH,
        rows=3,
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy(
            "Formats, amount each month, channels. What stays in the house needs no line here."
        ),
    )
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"), required=False)
    notice_period = _line(gettext_lazy("Notice"), gettext_lazy("Like “four weeks to the end of a month”."))

    pay = forms.ChoiceField(label=gettext_lazy("Paid"), choices=Pay.choices)
    fee = AmountField(
        label=gettext_lazy("Fee (€)"),
        max_digits=9,
        required=False,
        help_text=gettext_lazy("Without VAT. For each result it is the usual price; orders say their own."),
    )
    budget = AmountField(
        label=gettext_lazy("Budget limit (€)"),
        max_digits=9,
        required=False,
        help_text=gettext_lazy("You are warned at 80 % and at 100 %. Nothing is blocked."),
    )
    budget_span = forms.ChoiceField(label=gettext_lazy("Limit for"), choices=Span.choices, initial=Span.YEAR)
    rounds = forms.IntegerField(
        label=gettext_lazy("Rounds of correction"), min_value=0, max_value=20, initial=2
    )
    acceptance_days = forms.IntegerField(
        label=gettext_lazy("Working days to accept"), min_value=0, max_value=60, initial=3
    )

    rights_media = _line(
        gettext_lazy("For which media"), gettext_lazy("Like “website, social networks, print”.")
    )
    rights_time = _line(gettext_lazy("For how long"), gettext_lazy("Like “without limit” or “two years”."))
    rights_territory = _line(gettext_lazy("Where"), gettext_lazy("Like “worldwide”."))
    may_edit = _yes(gettext_lazy("You may edit it"))
    raw_data = _yes(gettext_lazy("Raw data belong to it"))
    ai_training = _yes(gettext_lazy("May be used to train AI"))

    ai_use = _line(
        gettext_lazy("AI may be used for"),
        gettext_lazy("Empty: for nothing. Like “research and first drafts”."),
    )
    ai_disclosed = _yes(gettext_lazy("AI use is disclosed to you"), initial=True)
    ai_checked = _yes(gettext_lazy("A person checks what AI made"), initial=True)

    dpa_on = DayField(label=gettext_lazy("Data processing agreement of"), required=False)
    secrecy_on = DayField(label=gettext_lazy("Bound to secrecy on"), required=False)
    fixed_hours = _yes(gettext_lazy("Works at hours or a place you set"))
    one_client = _yes(gettext_lazy("Works almost only for you, about five sixths of the turnover"))
    file = forms.FileField(
        label=gettext_lazy("The signed contract"),
        required=False,
        widget=forms.FileInput({"accept": ".pdf"}),
        help_text=gettext_lazy("A PDF, 40 MB at most."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        actor: Actor,
        contract: Contract | None = None,
        party: Membership | None = None,
    ) -> None:
        super().__init__(data, files, initial=_from(contract) if contract else _fresh(party))
        who: Any = self.fields["membership"]
        who.queryset, who.label_from_instance = possible_parties(actor), Membership.introduced
        if contract:
            who.queryset = Membership.objects.filter(pk=contract.membership_id).select_related("person")
            who.disabled = True

    def clean_file(self) -> Document | None:
        upload: File[bytes] | None = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            document = known(upload)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
        if (document.extension, document.media_type) != PDF:
            raise forms.ValidationError(_("Please choose a PDF."))
        return document

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        if cleaned.get("pay") == Pay.MONTHLY and cleaned.get("fee") is None and "fee" not in self.errors:
            self.add_error("fee", _("Say how much the flat sum is."))
        return cleaned

    def terms(self) -> Terms:
        """Of a valid form."""
        return Terms(**self.cleaned_data)


class FeeForm(forms.Form):
    """A fee that no order and no contract here knows of."""

    paid_on = DayField(label=gettext_lazy("Paid on"))
    contractor = forms.CharField(label=gettext_lazy("To whom"), max_length=A_LINE)
    subject = forms.CharField(label=gettext_lazy("For what"), max_length=A_LINE)
    fee = AmountField(label=gettext_lazy("Fee without VAT (€)"), max_digits=9)
    legal_form = forms.ChoiceField(label=gettext_lazy("Legal form"), choices=LegalForm.choices)
    creative = _yes(gettext_lazy("Creative work: text, photo, graphics, video, PR"), initial=True)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_paid_on(self) -> date:
        day: date = self.cleaned_data["paid_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead. Enter a fee when it is paid."))
        return day

    def fee_typed(self) -> FeeTyped:
        """Of a valid form."""
        return FeeTyped(**{name: each for name, each in self.cleaned_data.items() if name != "form_key"})


class BeginExitForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does the work together end?"),
        max_length=300,
        help_text=gettext_lazy(
            "The other side reads it too. Like “The contract ends at the end of the month.”"
        ),
    )


class HandOnForm(forms.Form):
    """Whose mandate the planned posts go on under."""

    to = forms.ModelChoiceField(
        Membership.objects.none(), label=gettext_lazy("Successor"), empty_label=gettext_lazy("Please choose")
    )

    def __init__(self, data: QueryDict | None = None, *, actor: Actor, leaving: Membership) -> None:
        super().__init__(data)
        who: Any = self.fields["to"]
        holders = Mandate.objects.filter(company_id=actor.company_id).in_force(timezone.now())
        who.queryset = possible_parties(actor).filter(pk__in=holders.values("holder")).exclude(pk=leaving.pk)
        who.label_from_instance = Membership.introduced


class StepForm(forms.Form):
    step = forms.ChoiceField(choices=[(step.value, step.label) for step in BY_HAND])
    note = forms.CharField(
        max_length=A_LINE,
        error_messages={"required": gettext_lazy("Please say in a few words how it was settled.")},
    )
    needed = forms.CharField(required=False)


class SignForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=A_LINE)


def _from(contract: Contract) -> dict[str, Any]:
    names = [name for name in ContractForm.base_fields if name != "file"]
    return {name: getattr(contract, name) for name in names}


def _fresh(party: Membership | None) -> dict[str, Any]:
    return (
        {"membership": party.pk, "kind": USUAL[Kind(party.kind)]}
        if party
        else {"kind": ContractKind.FREELANCER}
    )
