"""How a Page is connected: a person who manages it signs in at Facebook and allows the company's own app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx
import regex

from eigenstimme.connectors import oauth
from eigenstimme.connectors.facebook.client import API, VERSION
from eigenstimme.connectors.graph import Graph, Node, identifier, page_of
from eigenstimme.connectors.http import send
from eigenstimme.connectors.oauth import APP_FIELDS, Provider, tokens_from
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Redirect, Refused

FACEBOOK = Provider(
    authorize=f"https://www.facebook.com/{VERSION}/dialog/oauth",
    token=f"{API}/oauth/access_token",
    scopes=(
        "pages_show_list",
        "pages_manage_posts",
        "pages_read_engagement",
        "pages_read_user_content",
        "pages_manage_engagement",
        "read_insights",
        "business_management",
    ),
    scope_separator=",",
    pkce=False,
)


class FacebookConnect:
    fields: Sequence[Field] = (
        *APP_FIELDS,
        Field(
            name="page",
            label=_("Page"),
            help=_("Its name or its address; only needed if you manage several."),
            required=False,
            placeholder="Maler Kern",
        ),
    )
    instructions: Sequence[str] = (
        _(
            "Open developers.facebook.com, create an app for a company, and add “Manage everything on your Page”."
        ),
        _("Under “Facebook Login”, enter the return address that is shown here as a valid redirect address."),
        _("Switch the app to live: what an app under development posts is seen only by its own developers."),
        _("Copy app ID and app secret from the app’s basic settings into the fields here."),
        _("Sign in with the account that manages the Page, choose the Page, and leave all permissions on."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        begun = oauth.begin(FACEBOOK, values, return_url=return_url)
        return Redirect(begun.url, {**begun.pending, "page": values.get("page", "").strip()})

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        tokens = oauth.finish(FACEBOOK, query, pending, http=http, return_url=return_url)
        app = {name: pending[name] for name in ("client_id", "client_secret")}
        try:
            person = _lasting(tokens.access, app, http)
            page = _chosen(_pages(person, app["client_secret"], http), pending.get("page", ""))
        except NeedsReconnect as failure:
            raise Refused(_("The network did not accept the sign-in. Please begin again.")) from failure
        credentials = {**app, "access_token": str(page["access_token"]), "page": identifier(page["id"])}
        return Connected(account_from(page), credentials, {"page": one_line(str(page["name"]))})


def account_from(page: Node) -> Account:
    number, username = identifier(page["id"]), str(page.get("username") or "")
    picture = ((page.get("picture") or {}).get("data") or {}).get("url") or ""
    url = str(page.get("link") or f"https://www.facebook.com/{username or number}")
    handle = f"@{username}" if username else ""
    return Account(number, one_line(str(page["name"])), handle, url, str(picture))


def _lasting(token: str, app: Mapping[str, str], http: httpx.Client) -> str:
    """A token for sixty days; the Page's own that it leads to does not run out."""
    form = {**app, "grant_type": "fb_exchange_token", "fb_exchange_token": token}
    answer = send(http, "POST", FACEBOOK.token, data=form)
    if not answer.ok:
        raise answer.failure()
    return tokens_from(answer).access


def _pages(token: str, secret: str, http: httpx.Client) -> Sequence[Node]:
    fields = "id,name,username,link,access_token,tasks,picture{url}"
    with (
        Graph(API, token, http, secret=secret).get("me/accounts", fields=fields, limit=100).reading() as body
    ):
        pages = page_of(body).nodes
        return [page for page in pages if page["access_token"] and page["name"] and _may_post(page)]


def _may_post(page: Node) -> bool:
    tasks = page.get("tasks")
    return tasks is None or "CREATE_CONTENT" in tasks


def _chosen(pages: Sequence[Node], typed: str) -> Node:
    if not pages:
        raise Refused(_("This account manages no Page on which it may post, or the Page was not chosen."))
    wanted = _plain(typed)
    fitting = [page for page in pages if not wanted or wanted in _names(page)]
    if len(fitting) == 1:
        return fitting[0]
    raise Refused(_("Please say which Page is meant: type its name as it stands on Facebook."))


def _names(page: Node) -> set[str]:
    return {_plain(str(page.get(name) or "")) for name in ("id", "name", "username", "link")}


def _plain(typed: str) -> str:
    address = regex.sub(r"^(?:https?://)?(?:\w+\.)?facebook\.com/", "", typed.strip().casefold())
    return " ".join(address.partition("?")[0].strip("/@").split())
