"""Turning the key: afterwards the old one opens nothing, and everything is still there."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from eigenstimme.channels.models import Channel
from eigenstimme.core import secrets
from eigenstimme.people.tests.cast import make_cast, make_channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    settings.FIELD_KEYS = secrets.load_or_create_keys(tmp_path / "secrets").fields
    return tmp_path / "secrets"


def sealed() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT credentials FROM channels_channel WHERE credentials IS NOT NULL")
        return [row[0] for row in cursor.fetchall()]


def turn() -> str:
    said = io.StringIO()
    call_command("rotate_key", stdout=said)
    return said.getvalue()


def test_old_key_opens_nothing_any_more(folder: Path) -> None:
    cast = make_cast()
    make_channel(cast.company, cast.amira, name="Zweiter")
    (old,) = (folder / "fields").read_text().split()

    assert "new key: 2." in turn()

    (new,) = (folder / "fields").read_text().split()
    assert len(sealed()) == 2
    for value in sealed():
        Fernet(new).decrypt(value.encode())
        with pytest.raises(InvalidToken):
            Fernet(old).decrypt(value.encode())
    assert [channel.credentials for channel in Channel.objects.all()] == [{"token": "secret"}] * 2


def test_turning_twice_is_safe(folder: Path) -> None:
    make_cast()
    turn()
    turn()

    assert len((folder / "fields").read_text().split()) == 1
    assert Channel.objects.get().credentials == {"token": "secret"}


def test_interrupted_turn_is_finished_by_the_next(folder: Path) -> None:
    make_cast()
    secrets.prepend_field_key(folder)  # and the power went off
    assert Channel.objects.get().credentials == {"token": "secret"}

    turn()

    assert len((folder / "fields").read_text().split()) == 1
    assert Channel.objects.get().credentials == {"token": "secret"}


def test_key_folder_stays_private(folder: Path) -> None:
    make_cast()
    turn()

    assert (folder / "fields").stat().st_mode & 0o077 == 0
