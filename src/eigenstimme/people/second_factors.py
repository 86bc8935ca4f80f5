"""The second step of signing in: how allauth keeps it, and what it is called here."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.core import sealed
from eigenstimme.people.models import Person

SECRETS = ("secret", "seed")
"""What of ``Authenticator.data`` opens a door: the app's secret, and what recovery codes are made from."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is not right, or no longer. Take the next one that your app shows."
        )
    }

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.unseal(encrypted_text)

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """What the name field proposes for a new passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number} if number > 1 else _("Passkey")


class PasskeyForm(forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """Most people want it instead of the password, so that is what is proposed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = _("Sign in with it alone, without the password")
        alone.help_text = _("Otherwise it is what is asked for after the password.")


class _Shown:
    """A passkey that was taken away here still lies on the device: that is said, not that a code was wrong."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth's forms have it
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise ValidationError(
                _("This passkey opens nothing here, or no longer. Take another way in.")
            ) from error


class PasskeyLogin(_Shown, forms.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyStep(_Shown, forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyAgain(_Shown, forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


@transaction.atomic
def seal_anew() -> int:
    """As ``core.sealed.seal_anew``, for the secrets in allauth's table. The rows stay locked meanwhile."""
    count = 0
    for each in Authenticator.objects.select_for_update():
        old = {key: text for key, text in each.data.items() if key in SECRETS and sealed.is_old(text)}
        if old:
            new = {key: sealed.seal(sealed.unseal(text)) for key, text in old.items()}
            Authenticator.objects.filter(pk=each.pk).update(data=each.data | new)
        count += len(old)
    return count
