"""A network that fetches files is only connected where it can reach us."""

from __future__ import annotations

import dataclasses
import socket
from typing import Any

import httpx
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from eigenstimme.channels import actions, reachable
from eigenstimme.channels.actions import Wish
from eigenstimme.channels.errors import NotReachable
from eigenstimme.connectors.registry import connector_class
from eigenstimme.core import http
from eigenstimme.people.tests.cast import Cast

US = "https://stimme.example"


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Any:
    """The way from outside to ourselves: a name, and what answers there."""
    settings.PUBLIC_URL = US
    settings.ALLOWED_HOSTS = ["stimme.example"]

    def leads_to(address: str, answer: Any) -> None:
        found = [(2, 1, 6, "", (address, 443))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
        client = httpx.Client(transport=httpx.MockTransport(answer))
        monkeypatch.setattr(http, "client", lambda: client)

    return leads_to


def ourselves(request: httpx.Request) -> httpx.Response:
    said = Client().get(request.url.path, HTTP_HOST="stimme.example", secure=True)
    return httpx.Response(said.status_code, content=said.content)


@pytest.mark.django_db
def test_our_own_answer_from_a_public_address_is_enough(outside: Any) -> None:
    outside("93.184.215.14", ourselves)
    reachable.require_reachable()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["10.0.0.5", "127.0.0.1", "::1", "fe80::1"])
def test_name_that_leads_inside_is_not_reachable(outside: Any, address: str) -> None:
    outside(address, ourselves)
    with pytest.raises(NotReachable, match=r"stimme\.example"):
        reachable.require_reachable()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer",
    [
        lambda request: httpx.Response(200, text="Hello"),
        lambda request: httpx.Response(502),
        lambda request: (_ for _ in ()).throw(httpx.ConnectTimeout("late", request=request)),
    ],
)
def test_somebody_else_answering_is_not_us(outside: Any, answer: Any) -> None:
    outside("93.184.215.14", answer)
    with pytest.raises(NotReachable):
        reachable.require_reachable()


@pytest.mark.parametrize("own", ["http://stimme.example", "http://localhost:8000"])
def test_without_https_nothing_is_even_tried(settings: Settings, own: str) -> None:
    settings.PUBLIC_URL = own
    with pytest.raises(NotReachable):
        reachable.require_reachable()


def test_question_of_somebody_else_has_no_answer(client: Client) -> None:
    assert client.get(reverse("channels:reachable", args=["made-up"])).status_code == 404


def test_connecting_asks_only_where_files_are_fetched(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    connector = connector_class("mastodon")
    fetching = dataclasses.replace(connector.limits, fetches_media=True)
    monkeypatch.setattr(connector, "limits", fetching)
    wish = Wish(cast.company.pk, "mastodon", responsible_id=cast.amira.pk, minutes=120)

    with pytest.raises(NotReachable):
        actions.begin(wish, {"server": "x.example"}, return_url=US, actor=cast.actor(cast.amira))
