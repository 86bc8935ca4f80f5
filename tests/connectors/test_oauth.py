"""Being allowed at a network, and staying so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import time_machine

from eigenstimme.connectors import oauth
from eigenstimme.connectors.oauth import Provider
from eigenstimme.connectors.types import NeedsReconnect, Refused

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
RETURN_URL = "https://stimme.example/return/"
NETWORK = Provider("https://network.example/allow", "https://network.example/token", ["read", "write"])
APP = {"client_id": "our app", "client_secret": "hush"}


class Network:
    """Answers every request alike, and remembers the last form."""

    def __init__(self, status: int = 200, **body: object) -> None:
        self.status, self.body = status, body
        self.form: dict[str, list[str]] = {}
        self.headers = httpx.Headers()

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.form, self.headers = parse_qs(request.content.decode()), request.headers
        return httpx.Response(self.status, json=self.body)


def test_person_is_sent_to_the_network_with_what_it_has_to_know() -> None:
    begun = oauth.begin(NETWORK, APP, return_url=RETURN_URL)
    asked = parse_qs(urlsplit(begun.url).query)

    assert asked["scope"] == ["read write"]
    assert asked["redirect_uri"] == [RETURN_URL]
    assert asked["state"] == [begun.pending["state"]]
    assert asked["code_challenge_method"] == ["S256"]
    assert "hush" not in begun.url and "hush" not in repr(begun)


def test_code_is_traded_for_tokens() -> None:
    network = Network(access_token="a", refresh_token="r", expires_in=3600)
    begun = oauth.begin(NETWORK, APP, return_url=RETURN_URL)
    query = {"state": begun.pending["state"], "code": "c"}

    with time_machine.travel(NOW, tick=False):
        tokens = oauth.finish(NETWORK, query, begun.pending, http=network.client(), return_url=RETURN_URL)

    assert tokens.stored() == {
        "access_token": "a",
        "refresh_token": "r",
        "expires_at": (NOW + timedelta(hours=1)).isoformat(),
    }
    assert network.form["code_verifier"] == [begun.pending["code_verifier"]]
    assert network.form["client_secret"] == ["hush"]


@pytest.mark.parametrize("query", [{}, {"state": "x", "code": "c"}, {"code": "c"}, {"state": ""}])
def test_answer_to_another_question_is_refused(query: dict[str, str]) -> None:
    begun = oauth.begin(NETWORK, APP, return_url=RETURN_URL)
    with pytest.raises(Refused):
        oauth.finish(NETWORK, query, begun.pending, http=Network().client(), return_url=RETURN_URL)


def test_refreshing_keeps_what_the_network_does_not_say_anew() -> None:
    known = {**APP, "refresh_token": "r", "access_token": "old", "account_id": "7"}
    renewed = oauth.refresh(NETWORK, known, Network(access_token="new").client())
    assert renewed == {**known, "access_token": "new"}


@pytest.mark.parametrize("network", [Network(400, error="invalid_grant"), Network(401)])
def test_access_taken_away_needs_the_person_again(network: Network) -> None:
    with pytest.raises(NeedsReconnect):
        oauth.refresh(NETWORK, {**APP, "refresh_token": "r"}, network.client())


def test_secret_can_travel_in_a_header() -> None:
    network = Network(access_token="a")
    in_header = Provider(NETWORK.authorize, NETWORK.token, [], basic_auth=True)
    oauth.refresh(in_header, {**APP, "refresh_token": "r"}, network.client())

    assert network.headers["authorization"].startswith("Basic ")
    assert "client_secret" not in network.form
