from __future__ import annotations

import httpx
import pytest
from pytest_django import Settings

from eigenstimme.channels import actions as channels
from eigenstimme.channels.models import Channel
from eigenstimme.channels.opening import opened
from eigenstimme.connectors.practice.connector import PracticeConnector
from eigenstimme.core import http
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.practice.models import Wall
from eigenstimme.practice.tests.conftest import application


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    settings.PUBLIC_URL = "http://testserver"
    return make_cast()


def _wish(cast: Cast) -> channels.Wish:
    return channels.Wish(
        cast.company.pk, PracticeConnector.name, name="Zum Üben", responsible_id=cast.amira.pk
    )


def test_practice_channel_is_opened_without_any_account(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_GuardedTransport", lambda: httpx.MockTransport(application))

    channel = channels.begin(_wish(cast), {}, return_url="http://testserver/", actor=cast.actor(cast.amira))

    assert isinstance(channel, Channel)
    wall = Wall.objects.get(company=cast.company)
    with opened(channel) as connector:
        assert connector.whoami().url == f"http://testserver{wall.get_absolute_url()}" == channel.url


def test_nobody_from_outside_opens_one(cast: Cast) -> None:
    with pytest.raises(Denied):
        channels.begin(_wish(cast), {}, return_url="http://testserver/", actor=cast.actor(cast.clara))

    assert not Wall.objects.exists()
