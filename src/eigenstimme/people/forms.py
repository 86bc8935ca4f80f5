"""What people type in about people."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.core import public_holidays
from eigenstimme.people.actions import Arrival, Invited
from eigenstimme.people.models import Company, Invitation, Kind, Membership, Person
from eigenstimme.people.responsibilities import Held

REGIONS = ("Europe/", "Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Indian/", "Pacific/")
NAMED = 5  # of what a leaving person holds


def time_zones() -> list[tuple[str, str]]:
    """Those of Europe first, as "Europe/Berlin"."""
    names = sorted(zoneinfo.available_timezones())
    return [(name, name.replace("_", " ")) for region in REGIONS for name in names if name.startswith(region)]


def holiday_regions() -> list[Any]:
    return [("", _("nowhere: show none")), *public_holidays.regions()]


def own_people(company_id: int) -> forms.ModelChoiceField[Membership]:
    """A choice among the own people who are here."""
    people = Membership.objects.present().own().filter(company_id=company_id).select_related("person")
    return forms.ModelChoiceField(people, empty_label=_("Please choose"))


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Invitation
        fields = ("name", "email", "kind", "job", "language", "lead")
        widgets = {"kind": forms.RadioSelect, "language": forms.Select(choices=settings.LANGUAGES)}
        labels = {"kind": gettext_lazy("Who is it?"), "job": gettext_lazy("What do they do here?")}
        help_texts = {
            "kind": gettext_lazy(
                "Own people can be the company's voice. Outside people prepare, plan and recommend."
            ),
            "language": gettext_lazy("The mail is written in it."),
            "lead": gettext_lazy(
                "Leads set strategy, grant mandates and invite people. Only own people can lead."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(value, label) for value, label in kind.choices if value]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("lead") and cleaned.get("kind") != Kind.OWN:
            self.add_error("lead", _("Only own people can lead."))
        return cleaned

    def invited(self) -> Invited:
        return Invited(**self.cleaned_data)


class ArrivalForm(forms.Form):
    """A new person's own words. The address is fixed by the invitation."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    password = forms.CharField(
        label=gettext_lazy("A password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=gettext_lazy("At least ten characters. A sentence is easier to remember than a riddle."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            self._validate(password, Person(email=self.email, name=cleaned.get("name", "")))
        return cleaned

    def _validate(self, password: str, person: Person) -> None:
        try:
            password_validation.validate_password(password, person)
        except ValidationError as error:
            self.add_error("password", error)

    def arrival(self) -> Arrival:
        return Arrival(**self.cleaned_data)


class AddressForm(forms.Form):
    """Whether somebody else has the address is not said here, but to whoever opens the link that goes there."""

    email = forms.EmailField(
        label=gettext_lazy("New address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if email == self.person.email:
            raise ValidationError(_("You sign in with this address already."))
        return email


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Membership
        fields = ("job", "lead")
        help_texts = {
            "lead": gettext_lazy("Leads set strategy, grant mandates and invite people."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.can_be_responsible:
            del self.fields["lead"]


class MachineForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the machine"), max_length=120)
    job = forms.CharField(label=gettext_lazy("What does it do here?"), max_length=120, required=False)

    def __init__(self, *args: Any, company_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sponsor"] = own_people(company_id)
        self.fields["sponsor"].label = _("Who looks after it?")
        self.fields["sponsor"].help_text = _(
            "A machine always has somebody of the company who stands in for it."
        )


class GoodbyeForm(forms.Form):
    """For each responsibility a successor among the own people who stay."""

    def __init__(self, *args: Any, leaving: Membership, held: Sequence[Held], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in held:
            field = own_people(leaving.company_id)
            field.queryset = field.queryset.exclude(pk=leaving.pk)  # type: ignore[union-attr]  # just set
            field.label = str(each.responsibility.label)
            field.help_text = _named(each)
            field.error_messages["required"] = _("Choose who takes over.")
            self.fields[each.responsibility.code] = field


def _named(held: Held) -> str:
    """The first few by name, each once; the rest as a number. Help texts are drawn as they are, so it is escaped."""
    names = list(dict.fromkeys(escape(thing) for thing in held.things))
    first, more = ", ".join(names[:NAMED]), len(names[NAMED:])
    return _("%(names)s and %(count)s more") % {"names": first, "count": more} if more else first


class CompanyForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=time_zones,
        help_text=gettext_lazy("Weeks, deadlines and posts are reckoned in it."),
    )
    region = forms.ChoiceField(
        label=gettext_lazy("Public holidays of"),
        choices=holiday_regions,
        required=False,
        help_text=gettext_lazy("The calendar shows them, and deadlines leave them out."),
    )

    class Meta:
        model = Company
        fields = ("name", "language", "time_zone", "region")
        widgets = {"language": forms.Select(choices=settings.LANGUAGES)}
        help_texts = {"language": gettext_lazy("Posts are marked with it.")}


class SignForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Membership
        fields = ("short_sign",)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=time_zones)

    class Meta:
        model = Person
        fields = ("name", "language", "time_zone")
