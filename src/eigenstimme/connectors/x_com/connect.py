"""How an account is connected: by an app of the company's own, which pays for what it does (OAuth 2 with PKCE)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.oauth import APP_FIELDS, Provider
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import Connected, Field, NeedsReconnect, Redirect, Refused
from eigenstimme.connectors.x_com.client import Gone, XClient
from eigenstimme.connectors.x_com.posts import account_from

PROVIDER = Provider(
    authorize="https://x.com/i/oauth2/authorize",
    token="https://api.x.com/2/oauth2/token",  # noqa: S106
    scopes=("tweet.read", "tweet.write", "users.read", "media.write", "offline.access"),
    basic_auth=True,
)


class XConnect:
    fields: Sequence[Field] = APP_FIELDS
    instructions: Sequence[str] = (
        _(
            "Open console.x.com, make an app there, and buy some credit: X charges for each post that a program sends."
        ),
        _(
            "Under User authentication settings choose Read and write and Web App, and enter the return address that is"
            " shown here."
        ),
        _("Copy the OAuth 2.0 Client ID and its secret into the fields here."),
        _("Sign in with the account of the company and allow the access."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        return oauth.begin(PROVIDER, values, return_url=return_url)

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        tokens = oauth.finish(PROVIDER, query, pending, http=http, return_url=return_url)
        app = {name: pending.get(name, "") for name in ("client_id", "client_secret")}
        try:
            with (
                XClient(tokens.access, http)
                .get("users/me", **{"user.fields": "username,name,profile_image_url"})
                .reading() as body
            ):
                account = account_from(body["data"])
        except (NeedsReconnect, Gone) as failure:
            raise Refused(_("The network did not accept the sign-in. Please begin again.")) from failure
        own = {"user_id": account.remote_id, "username": account.handle.removeprefix("@")}
        return Connected(account, {**tokens.stored(), **app, **own})
