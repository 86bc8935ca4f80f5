"""How a profile is connected: the person signs in at Threads and allows the company's own app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.containers import signed_in
from eigenstimme.connectors.graph import Node, identifier
from eigenstimme.connectors.oauth import APP_FIELDS, Provider
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.threads.client import HOST, LASTING, ThreadsClient
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Redirect, Refused

THREADS = Provider(
    authorize="https://threads.net/oauth/authorize",
    token=f"{HOST}/oauth/access_token",
    scopes=(
        "threads_basic",
        "threads_content_publish",
        "threads_read_replies",
        "threads_manage_replies",
        "threads_manage_insights",
        "threads_manage_mentions",
        "threads_delete",
    ),
    scope_separator=",",
    pkce=False,
)


class ThreadsConnect:
    fields: Sequence[Field] = APP_FIELDS
    instructions: Sequence[str] = (
        _("Open developers.facebook.com, create an app for a company, and add “Access the Threads API”."),
        _(
            "In its settings, enter the return address that is shown here, also for uninstalling and deleting."
        ),
        _("Add your profile as a tester of Threads, and accept under “Website permissions” in your profile."),
        _("Copy the Threads app ID and its secret into the fields here; those of the app itself do not fit."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        return oauth.begin(THREADS, values, return_url=return_url)

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        kept = signed_in(THREADS, LASTING, query, pending, http=http, return_url=return_url)
        try:
            with ThreadsClient("me", kept["access_token"], http).me().reading() as me:
                account = account_from(me)
        except NeedsReconnect as failure:
            raise Refused(_("The network did not accept the sign-in. Please begin again.")) from failure
        username = account.handle.removeprefix("@")
        return Connected(account, {**kept, "account": account.remote_id, "username": username})


def account_from(me: Node) -> Account:
    number, username = identifier(me["id"]), one_line(str(me["username"]))
    if not username:
        raise ValueError(me)
    name = one_line(str(me.get("name") or "")) or username
    picture = str(me.get("threads_profile_picture_url") or "")
    return Account(number, name, f"@{username}", f"https://www.threads.net/@{username}", picture)
