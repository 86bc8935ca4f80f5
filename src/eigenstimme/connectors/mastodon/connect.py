"""How a channel on a server of this kind is connected: the person signs in there and allows us (OAuth 2)."""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

from eigenstimme.connectors.mastodon.client import MastodonClient
from eigenstimme.connectors.mastodon.entities import account_from, home_domain, identifier
from eigenstimme.connectors.mastodon.limits import settings_from_instance
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Connected,
    ConnectorFailure,
    Field,
    NeedsReconnect,
    Redirect,
    Refused,
)

CLIENT_NAME = "Eigenstimme"
SCOPES = (
    "read:accounts",
    "read:statuses",
    "read:notifications",
    "write:statuses",
    "write:media",
    "write:favourites",
)
BROAD_SCOPES = ("read", "write")
"""For servers that refuse to register the narrow ones."""


@dataclass(frozen=True)
class _Doors:
    """Where a server's OAuth pages are, and what they understand."""

    authorize: str
    token: str
    scopes: Sequence[str]
    pkce: bool


class MastodonConnect:
    """Registers us at the server, sends the browser to its sign-in page, and trades the code for a token."""

    fields: Sequence[Field] = (
        Field(
            name="server",
            label=_("Server"),
            help=_("The address of the server your account lives on, or your full handle."),
            placeholder="social.example",
        ),
    )
    instructions: Sequence[str] = (
        _("Enter the server of your account."),
        _("Sign in there with the account of the company and allow the access."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        base_url = _base_url(values.get("server", ""))
        client = MastodonClient(base_url, http)
        doors = _doors(client, base_url)
        app, scopes = _register(client, return_url, doors.scopes)
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        query = {
            "response_type": "code",
            "client_id": app["client_id"],
            "redirect_uri": return_url,
            "scope": scopes,
            "state": state,
        }
        if doors.pkce:
            query |= {"code_challenge": _challenge(verifier), "code_challenge_method": "S256"}
        pending = {
            **app,
            "base_url": base_url,
            "token_url": doors.token,
            "state": state,
            "code_verifier": verifier if doors.pkce else "",
        }
        joint = "&" if urlsplit(doors.authorize).query else "?"
        return Redirect(f"{doors.authorize}{joint}{urlencode(query)}", pending)

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        state = pending.get("state", "")
        if not state or not hmac.compare_digest(query.get("state", "").encode(), state.encode()):
            raise Refused(_("This answer does not belong to the connection you began. Please begin again."))
        if "code" not in query:
            raise Refused(_("The access was not allowed at the server."))
        try:
            token = _token(query["code"], pending, http, return_url)
            return _connected(MastodonClient(pending["base_url"], http, token), pending["base_url"], token)
        except NeedsReconnect as failure:
            raise Refused(_("The server did not accept the sign-in. Please begin again.")) from failure


def _base_url(server: str) -> str:
    """From "social.example", "@maler@social.example" or an address copied from the browser."""
    typed = server.strip()
    scheme, _separator, rest = typed.rpartition("://")
    host = rest.partition("/")[0].rpartition("@")[2] if scheme else typed.partition("/")[0].rpartition("@")[2]
    if not host or any(sign.isspace() for sign in host) or scheme.lower() not in {"", "http", "https"}:
        raise Refused(_("This is not the address of a server."))
    return f"{scheme.lower() or 'https'}://{host.lower()}"


def _doors(client: MastodonClient, base_url: str) -> _Doors:
    fixed = _Doors(f"{base_url}/oauth/authorize", f"{base_url}/oauth/token", SCOPES, pkce=False)
    try:
        with client.authorization_server().reading() as metadata:
            return _Doors(
                _address(metadata["authorization_endpoint"], base_url),
                _address(metadata["token_endpoint"], base_url),
                _understood(metadata.get("scopes_supported") or SCOPES),
                pkce="S256" in (metadata.get("code_challenge_methods_supported") or ()),
            )
    except ConnectorFailure:
        return fixed  # an older server; whether there is one at all shows when we register


def _address(url: str, base_url: str) -> str:
    """``url``, if a browser and a secret may go there: a web address, as protected as the server's own."""
    allowed = {"https", urlsplit(base_url).scheme}
    if urlsplit(url).scheme not in allowed or not urlsplit(url).netloc:
        raise ValueError(url)
    return url


def _understood(supported: Sequence[str]) -> list[str]:
    """The scopes we need in the words the server knows: the narrow one, else the broad one it is part of."""
    known = [scope if scope in supported else scope.partition(":")[0] for scope in SCOPES]
    return list(dict.fromkeys(known))


def _register(client: MastodonClient, return_url: str, scopes: Sequence[str]) -> tuple[dict[str, str], str]:
    """Our id and secret at this server, and the scopes it granted us to ask for."""
    try:
        return _registered(client, return_url, " ".join(scopes))
    except Refused:
        if tuple(scopes) == BROAD_SCOPES:
            raise
        return _registered(client, return_url, " ".join(BROAD_SCOPES))


def _registered(client: MastodonClient, return_url: str, scopes: str) -> tuple[dict[str, str], str]:
    form = {"client_name": CLIENT_NAME, "redirect_uris": return_url, "scopes": scopes}
    with client.register(form).reading() as app:
        return {"client_id": _word(app["client_id"]), "client_secret": _word(app["client_secret"])}, scopes


def _token(code: str, pending: Mapping[str, str], http: httpx.Client, return_url: str) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": pending["client_id"],
        "client_secret": pending["client_secret"],
        "redirect_uri": return_url,
    }
    if pending["code_verifier"]:
        form["code_verifier"] = pending["code_verifier"]
    with MastodonClient(pending["base_url"], http).token(pending["token_url"], form).reading() as token:
        return _word(token["access_token"])


def _connected(client: MastodonClient, base_url: str, token: str) -> Connected:
    with client.instance().reading() as instance:
        settings: dict[str, Any] = settings_from_instance(instance)
        settings["domain"] = home_domain(instance, base_url)
    with client.verify_credentials().reading() as account:
        return Connected(
            account=account_from(account, settings["domain"]),
            credentials={
                "base_url": base_url,
                "access_token": token,
                "account_id": identifier(account["id"]),
            },
            settings=settings,
        )


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return value
