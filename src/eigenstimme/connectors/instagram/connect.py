"""How a professional account is connected: the person signs in at Instagram and allows the company's own app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.containers import signed_in
from eigenstimme.connectors.graph import Node, identifier
from eigenstimme.connectors.instagram.client import LASTING, InstagramClient
from eigenstimme.connectors.oauth import APP_FIELDS, Provider
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Redirect, Refused

INSTAGRAM = Provider(
    authorize="https://www.instagram.com/oauth/authorize",
    token="https://api.instagram.com/oauth/access_token",  # noqa: S106 (an address)
    scopes=(
        "instagram_business_basic",
        "instagram_business_content_publish",
        "instagram_business_manage_comments",
        "instagram_business_manage_insights",
    ),
    scope_separator=",",
    pkce=False,
)


class InstagramConnect:
    fields: Sequence[Field] = APP_FIELDS
    instructions: Sequence[str] = (
        _("In the Instagram app, make your account a professional one, if it is not yet: it is free."),
        _(
            "Open developers.facebook.com, create an app for a company, and add “Manage content on Instagram”."
        ),
        _(
            "Under “API setup with Instagram login”, add your account as a tester and accept in the Instagram app."
        ),
        _("Enter the return address that is shown here under “Business login settings”."),
        _(
            "Copy the Instagram app ID and its secret from there into the fields here; those of the app do not fit."
        ),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        return oauth.begin(INSTAGRAM, values, return_url=return_url)

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        kept = signed_in(INSTAGRAM, LASTING, query, pending, http=http, return_url=return_url)
        try:
            with InstagramClient("me", kept["access_token"], http).me().reading() as me:
                account = account_from(me)
        except NeedsReconnect as failure:
            raise Refused(_("The network did not accept the sign-in. Please begin again.")) from failure
        username = account.handle.removeprefix("@")
        return Connected(account, {**kept, "account": account.remote_id, "username": username})


def account_from(me: Node) -> Account:
    number, username = identifier(me["user_id"]), one_line(str(me["username"]))
    if not username:
        raise ValueError(me)
    name = one_line(str(me.get("name") or "")) or username
    url, picture = f"https://www.instagram.com/{username}/", str(me.get("profile_picture_url") or "")
    return Account(number, name, f"@{username}", url, picture)
