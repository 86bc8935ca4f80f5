"""What opens a door lies sealed in the database, and goes over to a new key with everything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import Fernet
from django.core.management import call_command
from pytest_django import Settings

from eigenstimme.core import secrets
from eigenstimme.people.models import Person
from eigenstimme.people.second_factors import SecondFactors
from eigenstimme.people.tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def key_file(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    settings.FIELD_KEYS = secrets.load_or_create_keys(tmp_path / "secrets").fields
    return tmp_path / "secrets" / "fields"


@pytest.fixture
def amira(key_file: Path) -> Person:
    return make_cast().amira.person


def stored() -> list[str]:
    rows = Authenticator.objects.order_by("type")
    return [row.data.get("secret") or row.data["seed"] for row in rows]


def test_database_holds_no_readable_secret(amira: Person) -> None:
    secret = generate_totp_secret()
    TOTP.activate(amira, secret)
    codes = RecoveryCodes.activate(amira)

    assert secret not in stored()
    assert SecondFactors().decrypt(Authenticator.objects.get(type="totp").data["secret"]) == secret
    assert all(codes.validate_code(code) for code in codes.get_unused_codes()[:2])


def test_new_key_seals_second_factors_too(amira: Person, key_file: Path) -> None:
    TOTP.activate(amira, generate_totp_secret())
    codes = RecoveryCodes.activate(amira).get_unused_codes()

    call_command("rotate_key", verbosity=0)

    (new,) = key_file.read_text().split()
    assert len([Fernet(new).decrypt(value.encode()) for value in stored()]) == 2
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes() == codes
