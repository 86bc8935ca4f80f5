"""How a profile is connected: an app of the company's own at Google, and somebody who manages the profile signs in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from eigenstimme.connectors import google, oauth
from eigenstimme.connectors.google_business.client import BusinessClient
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, Redirect, Refused

PROVIDER = google.provider("https://www.googleapis.com/auth/business.manage")
Location = Mapping[str, Any]


class GoogleBusinessConnect:
    fields: Sequence[Field] = (
        *oauth.APP_FIELDS,
        Field(
            name="location",
            label=_("Name of the profile"),
            help=_("Only if you have several: as it is called on Google."),
            required=False,
            placeholder="Maler Kern Ulm",
        ),
    )
    instructions: Sequence[str] = (
        _("Create a project at console.cloud.google.com and apply for access to the Business Profile APIs."),
        _(
            "When Google has agreed, switch on “Google My Business API”, “My Business Account Management API” and "
            "“My Business Business Information API”."
        ),
        _("Set up the consent screen and publish it: in “Testing” the access ends after seven days."),
        _("Create an OAuth client of the kind “Web application” with the return address of Eigenstimme."),
        _(
            "Copy its ID and its secret into the fields here, then sign in with an account that owns the profile."
        ),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        leaving = oauth.begin(PROVIDER, values, return_url=return_url)
        return Redirect(leaving.url, {**leaving.pending, "location": one_line(values.get("location", ""))})

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        tokens = oauth.finish(PROVIDER, query, pending, http=http, return_url=return_url)
        owner, location = _chosen(BusinessClient(tokens.access, http), pending.get("location", ""))
        credentials = {name: pending[name] for name in ("client_id", "client_secret")} | tokens.stored()
        account = account_from(location)
        return Connected(account, {**credentials, "account": owner, "location": account.remote_id})


def _chosen(client: BusinessClient, title: str) -> tuple[str, Location]:
    """The profile with this name, or the only one; with the account it belongs to, which posts are asked by."""
    with client.accounts().reading() as body:
        owners = [str(each["name"]) for each in body.get("accounts", ())]
    found: dict[str, tuple[str, Location]] = {}
    for owner in owners:
        with client.locations(owner).reading() as body:
            found |= {str(each["name"]): (owner, each) for each in body.get("locations", ())}
    named = [each for each in found.values() if _title(each[1]).casefold() == title.casefold()]
    fitting = named if title else list(found.values())
    if not fitting:
        raise Refused(_("This account manages no profile of that name on Google."))
    if len(fitting) > 1:
        raise Refused(_("There are several profiles. Please begin again and give the name of one."))
    return fitting[0]


def _title(location: Location) -> str:
    return one_line(str(location["title"]))


def account_from(location: Location) -> Account:
    address, metadata = location.get("storefrontAddress") or {}, location.get("metadata") or {}
    name = str(location["name"])
    if not name.startswith("locations/"):
        raise ValueError(name)
    return Account(
        name, _title(location), str(address.get("locality") or ""), str(metadata.get("mapsUri") or "")
    )
