"""How a network without an interface is entered: its name, and where our profile is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import httpx

from eigenstimme.connectors.by_hand.profiles import PROFILES
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, Redirect, Refused

LONGEST_ADDRESS = 300


class ByHandConnect:
    fields: Sequence[Field] = (
        Field(
            "kind",
            _("What is it?"),
            kind="choice",
            choices=tuple((name, profile.label) for name, profile in PROFILES.items()),
        ),
        Field(
            "network",
            _("Name of the network"),
            help=_("How you call this place. XING, WhatsApp, Nextdoor and kununu need none."),
            required=False,
            placeholder="Malerforum",
        ),
        Field(
            "profile",
            _("Address of your profile or group"),
            kind="url",
            placeholder="https://www.xing.com/pages/maler-kern",
        ),
    )
    instructions: Sequence[str] = (
        _("For networks that let no program publish: XING, private profiles, closed groups, forums."),
        _("The person responsible gets text and picture ready to post, and confirms with the link."),
    )

    def begin(
        self, values: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected | Redirect:
        kind = values.get("kind") or "other"
        if kind not in PROFILES:
            raise Refused(_("Please choose what it is."))
        network, profile = one_line(values["network"]) or PROFILES[kind].network, values["profile"].strip()
        if not network:
            raise Refused(_("Please give the network a name."))
        if not _leads_somewhere(profile):
            raise Refused(_("Please give the full address of the profile, beginning with https://."))
        settings = {"kind": kind, "network": network, "profile": profile}
        return Connected(account(settings), {}, settings)

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        raise Refused(_("This network is connected in one step. Please start again."))


def account(settings: Mapping[str, str]) -> Account:
    profile = settings["profile"]
    parts = urlsplit(profile)
    return Account(
        remote_id=profile,
        name=settings["network"],
        handle=f"{parts.hostname}{parts.path.rstrip('/')}",
        url=profile,
    )


def _leads_somewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return len(address) <= LONGEST_ADDRESS and parts.scheme in ("https", "http") and bool(parts.hostname)
