"""How a WordPress is connected: an application password, typed in or granted in WordPress itself."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence

import httpx

from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Redirect, Refused
from eigenstimme.connectors.wordpress.client import Client, find_root, index, parsed

APP_NAME = "Eigenstimme"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class WordPressConnect:
    fields: Sequence[Field] = (
        Field("address", _("Address of the blog"), kind="url", placeholder="https://blog.example"),
        Field(
            "user",
            _("User name in WordPress"),
            help=_("Leave user name and password empty to give the access in WordPress itself."),
            required=False,
        ),
        Field(
            "password",
            _("Application password"),
            help=_(
                "Not the password you sign in with: one made for this purpose, and taken back with one click."
            ),
            secret=True,
            kind="password",
            required=False,
            placeholder="abcd EFGH 1234 ijkl MNOP 5678",
        ),
    )
    instructions: Sequence[str] = (
        _("Sign in to WordPress as the person in whose name the blog publishes, at least as an author."),
        _("Open Users → Profile and go to Application Passwords."),
        _("Type Eigenstimme as the name, add the password, and copy it into the field here."),
    )

    def begin(
        self, values: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected | Redirect:
        root = find_root(http, _address(values["address"]))
        user, password = values.get("user", "").strip(), values.get("password", "").strip()
        if user and password:
            return _connected(http, root, user, password)
        return _ask_wordpress(http, root, return_url)

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        state = pending.get("state", "")
        if not state or not secrets.compare_digest(query.get("state", "").encode(), state.encode()):
            raise Refused(_("This answer does not belong to the connection you began. Please begin again."))
        if "password" not in query or "user_login" not in query:
            raise Refused(_("WordPress did not give the access. You can try again at any time."))
        return _connected(http, pending["root"], query["user_login"], query["password"])


def account(blog: Client) -> Account:
    """The blog, and the user we are there. Raises ``Refused`` if that user may not publish."""
    with blog.get("wp/v2/users/me", context="edit").reading() as me:
        may, user_id = dict(me["capabilities"]), int(me["id"])
    if not (may.get("publish_posts") and may.get("upload_files")):
        raise Refused(_("This user may not publish in WordPress. It needs the role Author, better Editor."))
    with index(blog.http, blog.root).reading() as site:
        home = parsed(site["home"])
        return Account(
            remote_id=f"{user_id}@{home}",
            name=one_line(site["name"]) or home.host,
            handle=f"{home.host}{home.path.rstrip('/')}",
            url=str(home),
            avatar_url=str(site.get("site_icon_url") or ""),
        )


def _connected(http: httpx.Client, root: str, user: str, password: str) -> Connected:
    try:
        found = account(Client(http, root, user, password))
    except NeedsReconnect as error:
        raise Refused(
            _(
                "WordPress did not accept user name and application password. Please check both; "
                "if they are right, the web host removes them on the way and has to be asked."
            )
        ) from error
    settings = {"root": root, "user_id": int(found.remote_id.partition("@")[0])}
    return Connected(found, {"user": user, "password": password}, settings)


def _ask_wordpress(http: httpx.Client, root: str, return_url: str) -> Redirect:
    with index(http, root).reading() as site:
        offered = dict(site.get("authentication") or {})
        page = offered["application-passwords"]["endpoints"]["authorization"] if offered else ""
    if not page:
        raise Refused(
            _("This blog offers no application passwords. It needs https, and no extension may forbid them.")
        )
    target = parsed(page)
    if target.host != httpx.URL(root).host or not (_safe(target) and _safe(httpx.URL(return_url))):
        raise Refused(_("Please type the user name and an application password."))
    state = secrets.token_urlsafe(24)
    origin = str(httpx.URL(return_url).join("/"))
    back = httpx.URL(return_url).copy_set_param("state", state)
    request = {
        "app_name": APP_NAME,
        "app_id": str(uuid.uuid5(uuid.NAMESPACE_URL, origin)),
        "success_url": str(back),
    }
    return Redirect(str(target.copy_merge_params(request)), {"root": root, "state": state})


def _safe(url: httpx.URL) -> bool:
    """WordPress sends a password back only over https or on the same machine."""
    return url.scheme == "https" or url.host in _LOOPBACK


def _address(typed: str) -> str:
    typed = typed.strip()
    return typed if "://" in typed else f"https://{typed}"
