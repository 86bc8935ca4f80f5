"""How a Bluesky account is connected: with an app password, which its owner can take back at any time."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

import httpx
import regex

from eigenstimme.connectors.bluesky.client import Client, origin, sign_in
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Refused

SERVER = "https://bsky.social"
WEB = "https://bsky.app"

_FULL_ACCESS = "com.atproto.access"


class BlueskyConnect:
    """Handle and app password; the server only matters to accounts that are not kept by Bluesky itself."""

    fields: Sequence[Field] = (
        Field(
            "handle", _("Handle"), help=_("The account's name without the @."), placeholder="name.bsky.social"
        ),
        Field(
            "app_password", _("App password"), secret=True, kind="password", placeholder="xxxx-xxxx-xxxx-xxxx"
        ),
        Field(
            "server",
            _("Server"),
            help=_("Only if the account is kept on a server of your own."),
            kind="url",
            required=False,
            placeholder=SERVER,
        ),
    )
    instructions: Sequence[str] = (
        _("Sign in at bsky.app with the company's account."),
        _("Open Settings, then Privacy and security, then App passwords."),
        _("Add an app password with the name Eigenstimme; access to direct messages is not needed."),
        _("Copy the app password and paste it here; Bluesky shows it only once."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Connected:
        server = origin(values.get("server", "").strip() or SERVER)
        session = sign_in(http, server, _handle(values["handle"]), values["app_password"].strip())
        if _scope(session.access_token) == _FULL_ACCESS:
            raise Refused(_("This is the main password. Please use an app password."))
        account = whoami(Client(session, http))
        return Connected(account, session.credentials(), {"server": server})

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        raise Refused(_("Bluesky is connected without a return address."))


def whoami(client: Client) -> Account:
    """The account by its own server; name and picture as far as the network knows them already."""
    with client.account().reading() as account:
        handle = account["handle"]
        if not account.get("active", True):
            raise NeedsReconnect(_("This account is deactivated at Bluesky."))
    profile = _profile(client)
    return Account(
        remote_id=client.did,
        name=one_line(profile.get("displayName") or handle),
        handle=f"@{handle}",
        url=f"{WEB}/profile/{client.did}",
        avatar_url=profile.get("avatar") or "",
    )


def _profile(client: Client) -> Mapping[str, str]:
    """Empty for a new account, which the network has not seen yet."""
    try:
        answer = client.profile()
    except Refused:
        return {}
    with answer.reading() as body:
        return {name: str(body[name]) for name in ("displayName", "avatar") if body.get(name)}


def _handle(text: str) -> str:
    """Copied from Bluesky's pages, a handle comes with invisible marks of writing direction around it."""
    return regex.sub(r"[\p{Cf}\s]", "", text).removeprefix("@").lower()


def _scope(token: str) -> str:
    """What the token is good for, by its own claim; "" when it is none of the tokens that can be read."""
    try:
        body = token.split(".")[1]
        return str(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))["scope"])
    except (LookupError, TypeError, ValueError):
        return ""
