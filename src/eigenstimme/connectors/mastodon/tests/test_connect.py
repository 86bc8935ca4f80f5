"""Connecting: what we ask for, where the browser is sent, and whom we believe on the way back."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from eigenstimme.connectors.mastodon.connect import SCOPES, MastodonConnect
from eigenstimme.connectors.mastodon.tests.server import Server, fixture, says
from eigenstimme.connectors.types import NotSent, Redirect, Refused

RETURN_URL = "https://stimme.example/channels/return/"
APP = {
    "id": "563419",
    "client_id": "TWhM-tNSuncnqN7DBJmoyeLnk6K3iJJ71KKXxgL1hPM",
    "client_secret": "ZEaFUFmF0umgBX1q",
}
TOKEN = {
    "access_token": "ZA-Yj3aBD8U8",
    "token_type": "Bearer",
    "scope": "read write",
    "created_at": 1573979017,
}
METADATA = "GET /.well-known/oauth-authorization-server"
CONNECT = MastodonConnect()


def server(**other: Any) -> Server:
    account = {**fixture("status")["account"], "display_name": "Eugen\x00\n Rochko"}
    return Server(
        {
            METADATA: says(fixture("oauth-authorization-server")),
            "POST /api/v1/apps": says(APP),
            "POST /oauth/token": says(TOKEN),
            "GET /api/v1/accounts/verify_credentials": says(account),
            "GET /api/v2/instance": says(fixture("instance-v2")),
            **other,
        }
    )


def begin(server: Server, typed: str = "mastodon.social") -> Redirect:
    return CONNECT.begin({"server": typed}, http=server.http, return_url=RETURN_URL)


def query(redirect: Redirect) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(redirect.url).query).items()}


@pytest.mark.parametrize(
    ("typed", "base_url"),
    [
        ("mastodon.social", "https://mastodon.social"),
        (" Mastodon.Social/ ", "https://mastodon.social"),
        ("@maler@mastodon.social", "https://mastodon.social"),
        ("maler@mastodon.social", "https://mastodon.social"),
        ("https://mastodon.social/@maler", "https://mastodon.social"),
        ("https://mastodon.social/deck/home", "https://mastodon.social"),
        ("mastodon.social/@maler", "https://mastodon.social"),
        ("http://localhost:8330", "http://localhost:8330"),
        ("https://someone:secret@mastodon.social", "https://mastodon.social"),
    ],
)
def test_server_is_recognised_however_it_is_typed(typed: str, base_url: str) -> None:
    assert begin(server(), typed).pending["base_url"] == base_url


@pytest.mark.parametrize(
    "typed", ["", "  ", "@", "https://", "ftp://x.example", "javascript://x", "zwei Worte"]
)
def test_what_is_no_server_is_refused_before_anything_is_asked(typed: str) -> None:
    asked = server()
    with pytest.raises(Refused, match="not the address"):
        begin(asked, typed)
    assert asked.asked == []


def test_browser_is_sent_to_the_page_the_server_names_with_pkce() -> None:
    redirect = begin(server())

    assert redirect.url.startswith("https://mastodon.social/oauth/authorize?")
    assert query(redirect) == {
        "response_type": "code",
        "client_id": APP["client_id"],
        "redirect_uri": RETURN_URL,
        "scope": " ".join(SCOPES),
        "state": redirect.pending["state"],
        "code_challenge": urlsafe_b64encode(
            sha256(redirect.pending["code_verifier"].encode()).digest()
        ).decode()[:-1],
        "code_challenge_method": "S256",
    }


def test_every_connection_has_secrets_of_its_own() -> None:
    one, other = begin(server()).pending, begin(server()).pending
    assert one["state"] != other["state"]
    assert one["code_verifier"] != other["code_verifier"]


def test_older_server_is_asked_at_the_fixed_paths_without_pkce() -> None:
    old = server(**{METADATA: says({"error": "Not Found"}, 404)})
    redirect = begin(old)

    assert redirect.url.startswith("https://mastodon.social/oauth/authorize?")
    assert "code_challenge" not in query(redirect)
    assert old.form() == {
        "client_name": "Eigenstimme",
        "redirect_uris": RETURN_URL,
        "scopes": " ".join(SCOPES),
    }


def test_scopes_are_asked_for_in_the_words_the_server_knows() -> None:
    broad = {
        **fixture("oauth-authorization-server"),
        "scopes_supported": ["read", "write", "write:media", "push"],
    }
    assert query(begin(server(**{METADATA: says(broad)})))["scope"] == "read write write:media"


def test_server_that_refuses_narrow_scopes_is_asked_for_broad_ones() -> None:
    strict = server(
        **{
            METADATA: says({}, 404),
            "POST /api/v1/apps": [
                says({"error": "Validation failed: Scopes doesn't match configured"}, 422),
                says(APP),
            ],
        }
    )
    assert query(begin(strict))["scope"] == "read write"


def test_refusal_of_the_broad_ones_is_told() -> None:
    closed = server(**{"POST /api/v1/apps": says({"error": "No apps here"}, 422)})
    with pytest.raises(Refused, match="No apps here"):
        begin(closed)


@pytest.mark.parametrize(
    "page", ["javascript:alert(1)", "http://mastodon.social/oauth/authorize", "/oauth/authorize", ""]
)
def test_browser_is_never_sent_to_a_lesser_address(page: str) -> None:
    metadata = {**fixture("oauth-authorization-server"), "authorization_endpoint": page}
    redirect = begin(server(**{METADATA: says(metadata)}))
    assert redirect.url.startswith("https://mastodon.social/oauth/authorize?")


def test_code_becomes_an_account_with_the_servers_limits() -> None:
    visited = server()
    redirect = begin(visited)
    answer = {"code": "CODE", "state": redirect.pending["state"]}
    connected = CONNECT.finish(answer, redirect.pending, http=visited.http, return_url=RETURN_URL)

    account = connected.account
    assert (account.name, account.handle) == ("Eugen Rochko", "@Gargron@mastodon.social")
    assert (account.remote_id, account.url) == (
        "https://mastodon.social/users/Gargron",
        "https://mastodon.social/@Gargron",
    )
    assert connected.credentials == {
        "base_url": "https://mastodon.social",
        "access_token": "ZA-Yj3aBD8U8",
        "account_id": "1",
    }
    assert (connected.settings["domain"], connected.settings["max_characters"]) == ("mastodon.social", 500)
    trade = visited.paths().index("POST /oauth/token")
    assert visited.form(trade) == {
        "grant_type": "authorization_code",
        "code": "CODE",
        "client_id": APP["client_id"],
        "client_secret": APP["client_secret"],
        "redirect_uri": RETURN_URL,
        "code_verifier": redirect.pending["code_verifier"],
    }
    assert visited.asked[-1].headers["authorization"] == "Bearer ZA-Yj3aBD8U8"


@pytest.mark.parametrize("state", [None, "", "foreign", "ü"])
def test_foreign_return_is_refused_before_the_code_is_traded(state: str | None) -> None:
    visited = server()
    redirect = begin(visited)
    answer = {"code": "CODE"} | ({} if state is None else {"state": state})
    with pytest.raises(Refused, match="does not belong"):
        CONNECT.finish(answer, redirect.pending, http=visited.http, return_url=RETURN_URL)
    assert "POST /oauth/token" not in visited.paths()


def test_return_without_a_beginning_is_refused() -> None:
    with pytest.raises(Refused, match="does not belong"):
        CONNECT.finish({"code": "CODE", "state": ""}, {}, http=server().http, return_url=RETURN_URL)


def test_access_that_was_not_allowed_is_told() -> None:
    redirect = begin(server())
    answer = {"error": "access_denied", "state": redirect.pending["state"]}
    with pytest.raises(Refused, match="not allowed"):
        CONNECT.finish(answer, redirect.pending, http=server().http, return_url=RETURN_URL)


def test_expired_code_is_told_in_the_servers_words() -> None:
    said = {"error": "invalid_grant", "error_description": "The provided authorization grant is invalid"}
    expired = server(**{"POST /oauth/token": says(said, 400)})
    redirect = begin(expired)
    answer = {"code": "CODE", "state": redirect.pending["state"]}
    with pytest.raises(Refused, match="grant is invalid"):
        CONNECT.finish(answer, redirect.pending, http=expired.http, return_url=RETURN_URL)


def test_token_that_is_no_good_means_beginning_again() -> None:
    useless = server(
        **{"GET /api/v1/accounts/verify_credentials": says({"error": "The access token is invalid"}, 401)}
    )
    redirect = begin(useless)
    answer = {"code": "CODE", "state": redirect.pending["state"]}
    with pytest.raises(Refused, match="begin again"):
        CONNECT.finish(answer, redirect.pending, http=useless.http, return_url=RETURN_URL)


def test_page_in_place_of_an_answer_is_not_understood() -> None:
    with pytest.raises(NotSent, match="understood"):
        begin(server(**{"POST /api/v1/apps": httpx.Response(200, text="<html>Willkommen</html>")}))
