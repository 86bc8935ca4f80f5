"""Recording what somebody who is shown has agreed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.media.actions import Agreement
from eigenstimme.media.models import Basis
from eigenstimme.media.upload import BadPicture, cleaned
from eigenstimme.people.actor import Actor

LARGEST_FORM = 20 * 1024 * 1024  # bytes


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class ConsentForm(forms.Form):
    """Who agreed to what, when, and until when."""

    person = forms.CharField(label=gettext_lazy("Who is shown?"), max_length=120)
    basis = forms.ChoiceField(label=gettext_lazy("How?"), choices=Basis.choices)
    given_on = forms.DateField(label=gettext_lazy("Given on"), widget=DayInput)
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Empty: until it is withdrawn."),
    )
    channels = forms.ModelMultipleChoiceField(
        Channel.objects.none(),
        label=gettext_lazy("Only on these channels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: on every channel."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("For what?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example: our team on social media and on the website"),
    )
    form = forms.FileField(
        label=gettext_lazy("Signed form"),
        required=False,
        help_text=gettext_lazy("A PDF or a photo of it. Only the company’s own people see it."),
    )

    prefix = "consent"

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        actor: Actor,
    ) -> None:
        super().__init__(data, files, initial={"given_on": timezone.localdate()})
        channels: Any = self.fields["channels"]
        channels.queryset = Channel.objects.visible_to(actor).open().defer("credentials")

    def clean_form(self) -> File[bytes] | None:
        """A PDF as it is; a photo of it cleaned like every picture."""
        upload: File[bytes] | None = self.cleaned_data["form"]
        if upload is None:
            return None
        if upload.size and upload.size > LARGEST_FORM:
            raise forms.ValidationError(_("This file is larger than 20 MB. Please choose a smaller one."))
        content = upload.read()
        if content.startswith(b"%PDF-"):
            return ContentFile(content, "form.pdf")
        try:
            picture, media_type, _size = cleaned(ContentFile(content))
        except BadPicture as error:
            raise forms.ValidationError(
                _("This file is neither a PDF nor a picture. Please choose another one.")
            ) from error
        return ContentFile(picture, f"form.{media_type.rpartition('/')[2]}")

    def clean(self) -> dict[str, Any]:
        given, until = self.cleaned_data.get("given_on"), self.cleaned_data.get("valid_until")
        if given and until and until < given:
            self.add_error("valid_until", _("This day lies before the one it was given on."))
        return self.cleaned_data

    def agreement(self) -> Agreement:
        values = dict(self.cleaned_data)
        return Agreement(**values | {"channels": list(values["channels"]) or None})
