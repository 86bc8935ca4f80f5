"""How a channel is connected: an app of the company's own at Google, and the person who owns the channel signs in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from eigenstimme.connectors import google, oauth
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Redirect, Refused
from eigenstimme.connectors.youtube.client import YouTubeClient

PROVIDER = google.provider(
    "https://www.googleapis.com/auth/youtube.upload", "https://www.googleapis.com/auth/youtube.force-ssl"
)


class YouTubeConnect:
    fields: Sequence[Field] = oauth.APP_FIELDS
    instructions: Sequence[str] = (
        _("Create a project at console.cloud.google.com and switch on the “YouTube Data API v3” there."),
        _("Set up the consent screen and publish it: in “Testing” the access ends after seven days."),
        _("Create an OAuth client of the kind “Web application” with the return address of Eigenstimme."),
        _("Copy its ID and its secret into the fields here, then sign in with the account of the channel."),
        _("Apply for the audit of your project at YouTube. Until then videos stay private."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        return oauth.begin(PROVIDER, values, return_url=return_url)

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        tokens = oauth.finish(PROVIDER, query, pending, http=http, return_url=return_url)
        try:
            account = account_of(YouTubeClient(tokens.access, http))
        except NeedsReconnect as failure:
            raise Refused(_("This account has no channel on YouTube that may be used.")) from failure
        app = {name: pending[name] for name in ("client_id", "client_secret")}
        return Connected(account, {**app, **tokens.stored(), "channel": account.remote_id})


def account_of(client: YouTubeClient) -> Account:
    """The channel the token speaks for."""
    with client.get("channels", part="snippet", mine="true").reading() as body:
        if body.get("pageInfo", {}).get("totalResults") == 0:
            raise NeedsReconnect(_("This account has no channel on YouTube that may be used."))
        return _account(body["items"][0])


def _account(channel: Mapping[str, Any]) -> Account:
    remote_id, snippet = str(channel["id"]), channel["snippet"]
    handle = str(snippet.get("customUrl") or "")
    picture = (snippet.get("thumbnails") or {}).get("default") or {}
    url = f"https://www.youtube.com/{handle or f'channel/{remote_id}'}"
    return Account(remote_id, one_line(str(snippet["title"])), handle, url, str(picture.get("url") or ""))
