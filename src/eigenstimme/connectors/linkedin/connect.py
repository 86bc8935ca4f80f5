"""How a page of a company, or a person's own profile, is connected: by an app of the company's own (OAuth 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import httpx
import regex

from eigenstimme.connectors import oauth
from eigenstimme.connectors.linkedin.client import Gone, LinkedInClient
from eigenstimme.connectors.linkedin.posts import member_account, organization_account
from eigenstimme.connectors.oauth import APP_FIELDS, Provider
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Redirect, Refused

PROVIDER = Provider(
    authorize="https://www.linkedin.com/oauth/v2/authorization",
    token="https://www.linkedin.com/oauth/v2/accessToken",  # noqa: S106
    scopes=("openid", "profile", "w_member_social"),
    pkce=False,
)
PAGE_SCOPES = ("r_organization_social", "w_organization_social", "rw_organization_admin")
_PAGE = regex.compile(
    r"(?:(?:https://)?(?:\w+\.)?linkedin\.com/)?(?:company|school|showcase)/([\w%-]+)(?:/.*)?|(\d+|[\w-]+)"
)


class LinkedInConnect:
    """Whose voice it is, is chosen before: a page asks for other permissions than a person."""

    fields: Sequence[Field] = (
        Field(
            name="voice",
            label=_("Who speaks here?"),
            kind="choice",
            choices=(("page", _("A page of the company")), ("person", _("A person, on their own profile"))),
        ),
        Field(
            name="page",
            label=_("Address of the page"),
            help=_("As the browser shows it. Only for a page."),
            required=False,
            placeholder="https://www.linkedin.com/company/maler-kern/",
        ),
        *APP_FIELDS,
        Field(
            name="scopes",
            label=_("Permissions"),
            help=_(
                "Only if your app shows other names under Auth than usual: copy them here, separated by spaces."
            ),
            required=False,
        ),
    )
    instructions: Sequence[str] = (
        _(
            "Make an app at linkedin.com/developers, for the page of your company, and have the page confirm it."
        ),
        _(
            "For a page: request the product Community Management API there. LinkedIn reviews it, which takes weeks."
            " For a person: add Share on LinkedIn and Sign In with LinkedIn; they are there at once."
        ),
        _("Under Auth, enter the return address that is shown here, and copy ID and secret into the fields."),
        _("Sign in as an administrator of the page, or as the person, and allow the access."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        page = _page(values.get("page", "")) if values.get("voice", "page") != "person" else ""
        scopes = values.get("scopes", "").split() or (PAGE_SCOPES if page else PROVIDER.scopes)
        begun = oauth.begin(replace(PROVIDER, scopes=scopes), values, return_url=return_url)
        return Redirect(begun.url, {**begun.pending, "page": page})

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        tokens = oauth.finish(PROVIDER, query, pending, http=http, return_url=return_url)
        client = LinkedInClient(tokens.access, http)
        try:
            account = _organization(client, pending["page"]) if pending.get("page") else _member(client)
        except (NeedsReconnect, Gone) as failure:
            raise Refused(
                _("LinkedIn did not give the permissions that are needed. Please check the app.")
            ) from failure
        app = {name: pending.get(name, "") for name in ("client_id", "client_secret")}
        return Connected(account, {**tokens.stored(), **app, "author": account.remote_id})


def _page(typed: str) -> str:
    """The name of a page in its address, or its number."""
    found = _PAGE.fullmatch(typed.strip())
    if not found:
        raise Refused(_("This is not the address of a page: it looks like linkedin.com/company/maler-kern."))
    return str(found[1] or found[2])


def _member(client: LinkedInClient) -> Account:
    with client.userinfo().reading() as userinfo:
        return member_account(userinfo)


def _organization(client: LinkedInClient, page: str) -> Account:
    try:
        if page.isdigit():
            with client.organization(page).reading() as found:
                account = organization_account(found)
        else:
            with client.organizations_named(page).reading() as found:
                account = organization_account(_only(found["elements"]))
    except Gone as gone:
        raise Refused(_("LinkedIn does not know this page.")) from gone
    with client.roles().reading() as roles:
        if account.remote_id not in {each.get("organization") for each in roles["elements"]}:
            raise Refused(
                _("Whoever signed in may not post for this page. Please sign in as its administrator.")
            )
    return account


def _only(elements: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    if not elements:
        raise Refused(_("LinkedIn does not know this page."))
    return elements[0]
