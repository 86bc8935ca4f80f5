"""How an account is connected: an app of the company's own at TikTok, and whoever owns the account signs in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.tiktok.client import TikTokClient
from eigenstimme.connectors.types import Account, Connected, Field, Redirect, Refused

PUBLISHING = "video.publish"
PROVIDER = oauth.Provider(
    authorize="https://www.tiktok.com/v2/auth/authorize/",
    token="https://open.tiktokapis.com/v2/oauth/token/",  # noqa: S106  # an address
    scopes=("user.info.basic", "user.info.profile", "video.list", PUBLISHING),
    scope_separator=",",
    pkce=False,  # only known to apps on devices there, and in a form of its own
    id_name="client_key",
)
EVERYONE, OURSELVES = "PUBLIC_TO_EVERYONE", "SELF_ONLY"


class TikTokConnect:
    fields: Sequence[Field] = (
        *oauth.APP_FIELDS,
        Field(
            name="audience",
            label=_("Who sees the posts?"),
            kind="choice",
            choices=(
                (EVERYONE, _("Everyone: TikTok has audited the app")),
                (OURSELVES, _("Only ourselves: to try, the account has to be private")),
            ),
        ),
    )
    instructions: Sequence[str] = (
        _(
            "Register as a developer at developers.tiktok.com and make an app with “Login Kit” and "
            "“Content Posting API”."
        ),
        _("Switch on “Direct Post” there, and enter the return address of Eigenstimme."),
        _("For pictures: prove under “URL properties” that the address of Eigenstimme is yours."),
        _("Apply for the audit. TikTok may refuse apps that a company makes for its own accounts alone."),
        _("Copy the client key and the client secret into the fields here, then sign in with the account."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Redirect:
        audience = values.get("audience", "")
        if audience not in (EVERYONE, OURSELVES):
            raise Refused(_("Please choose who sees the posts."))
        leaving = oauth.begin(PROVIDER, values, return_url=return_url)
        return Redirect(leaving.url, {**leaving.pending, "audience": audience})

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        tokens = oauth.finish(PROVIDER, query, pending, http=http, return_url=return_url)
        if PUBLISHING not in str(tokens.answer.get("scope", "")).split(","):
            raise Refused(
                _("Publishing was not allowed. Please begin again and allow everything that is asked.")
            )
        credentials = {name: pending[name] for name in ("client_id", "client_secret")} | tokens.stored()
        account = account_of(TikTokClient(tokens.access, http))
        return Connected(account, credentials, {"audience": pending["audience"]})


def account_of(client: TikTokClient) -> Account:
    with client.user().reading() as body:
        user = body["data"]["user"]
        open_id, username = str(user["open_id"]), str(user.get("username") or "")
        if not open_id:
            raise ValueError("a user has an id")
        name = one_line(str(user.get("display_name") or username))
        handle = f"@{username}" if username else ""
        return Account(open_id, name, handle, profile_url(username), str(user.get("avatar_url") or ""))


def profile_url(username: str) -> str:
    return f"https://www.tiktok.com/@{username}" if username else ""
