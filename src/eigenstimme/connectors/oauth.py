"""Signing in at a network and being allowed there: the authorization code of OAuth 2 (RFC 6749), with PKCE (RFC 7636).

A network's ``connect.py`` says where its doors are (``Provider``); the app it asks with is the company's own.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import storable
from eigenstimme.connectors.types import Field, NeedsReconnect, Redirect, Refused

APP_FIELDS = (
    Field(name="client_id", label=_("App ID"), help=_("Of the app you have registered at the network.")),
    Field(name="client_secret", label=_("App secret"), kind="password", secret=True),
)


@dataclass(frozen=True)
class Provider:
    """Where a network's doors are, and what they understand."""

    authorize: str
    token: str
    scopes: Sequence[str]
    scope_separator: str = " "
    pkce: bool = True
    basic_auth: bool = False  # the app's secret in a header rather than in the form (RFC 6749, 2.3.1)
    id_name: str = "client_id"  # how the network calls the app's id
    extra: Mapping[str, str] = field(default_factory=dict)  # further parameters of the sign-in page


@dataclass(frozen=True)
class Tokens:
    """What a network gave. ``expires_at`` is None where it does not say; ``answer`` is all it said."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime | None = None
    answer: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def stored(self) -> dict[str, str]:
        """For a channel's credentials. A network that hands out no new refresh token lets the old one count."""
        kept = {"access_token": self.access, "refresh_token": self.refresh}
        kept["expires_at"] = self.expires_at.isoformat() if self.expires_at else ""
        return {name: value for name, value in kept.items() if value}


def begin(provider: Provider, values: Mapping[str, str], *, return_url: str) -> Redirect:
    """The network's sign-in page. ``values`` are those of ``APP_FIELDS``."""
    app = {name: values.get(name, "").strip() for name in ("client_id", "client_secret")}
    if not app["client_id"]:
        raise Refused(_("The ID of your app is missing."))
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    query = {
        "response_type": "code",
        provider.id_name: app["client_id"],
        "redirect_uri": return_url,
        "scope": provider.scope_separator.join(provider.scopes),
        "state": state,
        **provider.extra,
    }
    if provider.pkce:
        query |= {"code_challenge": _challenge(verifier), "code_challenge_method": "S256"}
    pending = {**app, "state": state, "code_verifier": verifier if provider.pkce else ""}
    return Redirect(f"{provider.authorize}?{urlencode(query)}", pending)


def finish(
    provider: Provider,
    query: Mapping[str, str],
    pending: Mapping[str, str],
    *,
    http: httpx.Client,
    return_url: str,
) -> Tokens:
    """Trade the code the browser brought back. Raises ``Refused`` for what is not the answer to our question."""
    state = pending.get("state", "")
    if not state or not hmac.compare_digest(query.get("state", "").encode(), state.encode()):
        raise Refused(_("This answer does not belong to the connection you began. Please begin again."))
    if not query.get("code"):
        raise Refused(_("The access was not allowed at the network."))
    form = {"grant_type": "authorization_code", "code": query["code"], "redirect_uri": return_url}
    if pending.get("code_verifier"):
        form["code_verifier"] = pending["code_verifier"]
    try:
        return _tokens(_asked(provider, form, pending, http))
    except NeedsReconnect as failure:
        raise Refused(_("The network did not accept the sign-in. Please begin again.")) from failure


def refresh(provider: Provider, credentials: Mapping[str, str], http: httpx.Client) -> dict[str, str]:
    """The whole new set of credentials. Raises ``NeedsReconnect`` when the network wants the person again."""
    token = credentials.get("refresh_token", "")
    if not token:
        raise NeedsReconnect(_("The access has run out. Please connect the channel again."))
    form = {"grant_type": "refresh_token", "refresh_token": token}
    try:
        tokens = _tokens(_asked(provider, form, credentials, http))
    except Refused as failure:  # "invalid_grant" comes with 400 (RFC 6749, 5.2)
        raise NeedsReconnect(
            _("The access is no longer valid. Please connect the channel again.")
        ) from failure
    return {**credentials, **tokens.stored()}


def expires_at(credentials: Mapping[str, str]) -> datetime | None:
    """When stored credentials run out."""
    stored = credentials.get("expires_at", "")
    return datetime.fromisoformat(stored) if stored else None


def tokens_from(answer: Answer) -> Tokens:
    """Of an answer in the form of RFC 6749, 5.1. Some wrap it in a list of one, named "data"."""
    with answer.reading() as said:
        if said.get("error"):  # some say no with a status of 200
            raise Refused(storable(str(said.get("error_description") or said["error"]))[:500])
        body = said if "access_token" in said else said["data"][0]
        seconds = body.get("expires_in")
        ends = datetime.now(UTC) + timedelta(seconds=float(seconds)) if seconds else None
        return Tokens(_text(body["access_token"]), _text(body.get("refresh_token") or ""), ends, body)


def _tokens(answer: Answer) -> Tokens:
    if not answer.ok:
        raise answer.failure()
    return tokens_from(answer)


def _asked(provider: Provider, form: Mapping[str, str], app: Mapping[str, str], http: httpx.Client) -> Answer:
    headers = {"Accept": "application/json"}
    data = {**form, provider.id_name: app.get("client_id", "")}
    if provider.basic_auth:
        pair = f"{app.get('client_id', '')}:{app.get('client_secret', '')}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        data["client_secret"] = app.get("client_secret", "")
    return send(http, "POST", provider.token, headers=headers, data=data)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a token is a text")
    return value


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
