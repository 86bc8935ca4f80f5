"""Sealed credentials: only the holder of a key reads them, and every key that was ever used still does."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.db import connection

from eigenstimme.channels.models import Channel
from eigenstimme.people.tests.cast import make_cast

pytestmark = pytest.mark.django_db


def stored(channel: Channel) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT credentials FROM channels_channel WHERE id = %s", [channel.pk])
        return str(cursor.fetchone()[0])


def test_database_holds_nothing_readable() -> None:
    channel = make_cast().blog

    assert "secret" not in stored(channel)
    assert Channel.objects.get(pk=channel.pk).credentials == {"token": "secret"}


def test_new_first_key_still_reads_what_an_old_one_wrote(settings: Any) -> None:
    channel = make_cast().blog
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]

    assert Channel.objects.get(pk=channel.pk).credentials == {"token": "secret"}


def test_without_the_key_nobody_reads(settings: Any) -> None:
    pk = make_cast().blog.pk
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    channel = Channel.objects.get(pk=pk)

    with pytest.raises(InvalidToken):
        assert channel.credentials


def test_row_that_is_written_back_unread_keeps_its_value() -> None:
    pk = make_cast().blog.pk

    Channel.objects.get(pk=pk).save()

    assert Channel.objects.get(pk=pk).credentials == {"token": "secret"}


def test_credentials_cannot_be_searched() -> None:
    with pytest.raises((TypeError, FieldError)):
        Channel.objects.filter(credentials="secret").exists()
