"""Connecting: the right account, the right server, and never the main password."""

from __future__ import annotations

import base64
import json

import httpx
import pytest

from eigenstimme.connectors.bluesky.connect import BlueskyConnect
from eigenstimme.connectors.bluesky.tests.scripted import Server, error, ok, recorded
from eigenstimme.connectors.types import Connected, NeedsReconnect, NotSent, Refused

VALUES = {"handle": "maler-kern.example", "app_password": "abcd-efgh-ijkl-mnop", "server": ""}


def begin(network: Server, **changes: str) -> Connected:
    return BlueskyConnect().begin({**VALUES, **changes}, http=network.http, return_url="")


def working(**changes: httpx.Response | Exception) -> Server:
    answers: dict[str, httpx.Response | Exception] = {
        "createSession": ok("session"),
        "getSession": ok("account"),
        "getProfile": ok("profile"),
    }
    return Server({**answers, **changes})


def test_connect_writes_to_the_server_that_keeps_the_account() -> None:
    server = working()

    connected = begin(server)

    assert [request.url.host for request in server.asked] == ["bsky.social", "pds.example", "pds.example"]
    assert dict(connected.credentials) == {**recorded("credentials"), "server": "https://bsky.social"}
    assert connected.account.name == "Maler Kern"
    assert connected.account.handle == "@maler-kern.example"
    assert connected.account.avatar_url.startswith("https://cdn.bsky.example/")


def test_connect_uses_the_entered_server_when_the_did_document_is_missing() -> None:
    server = working(createSession=ok("session", didDoc=None))

    connected = begin(server, server="own.example")

    assert connected.credentials["pds"] == "https://own.example"
    assert {request.url.host for request in server.asked} == {"own.example"}


def test_connect_takes_a_handle_as_it_is_copied() -> None:
    server = working()

    begin(server, handle=" \u202a@Maler-Kern.example\u202c")

    assert server.body("createSession")["identifier"] == "maler-kern.example"


def test_new_account_without_profile_goes_by_its_handle() -> None:
    absent = httpx.Response(400, json={"error": "InvalidRequest", "message": "Profile not found"})

    assert begin(working(getProfile=absent)).account.name == "maler-kern.example"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (error("wrong_password"), "does not accept this handle"),
        (httpx.Response(401, json={"error": "AuthFactorTokenRequired"}), "main password"),
        (httpx.Response(401, json={"error": "AccountTakedown"}), "suspended"),
        (httpx.Response(404, text="<h1>Not Found</h1>"), "no Bluesky server"),
    ],
)
def test_refused_sign_in_says_why(said: httpx.Response, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        begin(working(createSession=said))


def test_too_many_sign_ins_wait() -> None:
    said = httpx.Response(429, headers={"retry-after": "120"}, json={"error": "RateLimitExceeded"})

    with pytest.raises(NotSent) as failure:
        begin(working(createSession=said))

    assert failure.value.retry_after is not None
    assert failure.value.retry_after.total_seconds() == 120


def test_main_password_is_not_kept() -> None:
    claims = base64.urlsafe_b64encode(json.dumps({"scope": "com.atproto.access"}).encode()).decode()

    with pytest.raises(Refused, match="main password"):
        begin(working(createSession=ok("session", accessJwt=f"head.{claims.rstrip('=')}.sign")))


def test_deactivated_account_is_not_connected() -> None:
    with pytest.raises(NeedsReconnect, match="deactivated"):
        begin(working(getSession=ok("deactivated_account")))


@pytest.mark.parametrize(
    "address", ["http://own.example", "ftp://own.example", "https://", "https://[", "a b"]
)
def test_password_does_not_go_to_an_unsafe_address(address: str) -> None:
    server = working()

    with pytest.raises(Refused, match="not the address of a server"):
        begin(server, server=address)

    assert server.asked == []


def test_token_does_not_go_to_an_unsafe_server_of_the_did_document() -> None:
    service = {"id": "#atproto_pds", "serviceEndpoint": "http://pds.example"}
    server = working(createSession=ok("session", didDoc={"service": [service]}))

    with pytest.raises(Refused):
        begin(server)

    assert server.methods() == ["createSession"]
