"""How a channel is connected: a bot of the company's own that was let into the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx
import regex

from eigenstimme.connectors.discord.client import DiscordClient, Gone
from eigenstimme.connectors.discord.messages import account_from
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import Connected, Field, NeedsReconnect, Refused

_CHANNEL = regex.compile(r"(?:https://discord\.com/channels/\d+/)?(\d{15,22})/?")
TEXT_CHANNELS = frozenset({0, 5})  # a text channel, an announcement channel


class DiscordConnect:
    fields: Sequence[Field] = (
        Field(
            name="token",
            label=_("Token of the bot"),
            help=_("In the developer portal under Bot; it is shown once."),
            kind="password",
            secret=True,
        ),
        Field(
            name="channel",
            label=_("Channel"),
            help=_("Its number, or the link you get with “Copy link”."),
            placeholder="https://discord.com/channels/123456789012345678/123456789012345679",
        ),
    )
    instructions: Sequence[str] = (
        _(
            "Open the developer portal of Discord, make an application, and under Bot switch on Message Content Intent."
        ),
        _(
            "Under OAuth2 make a link with the scope bot and the rights to see the channel, to write, to attach files"
            " and to read what was written, and open it to let the bot into your server."
        ),
        _("Copy the token of the bot and the link to the channel into the fields here."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Connected:
        token, typed = values.get("token", "").strip(), _CHANNEL.fullmatch(values.get("channel", "").strip())
        if not token or not typed:
            raise Refused(_("Please copy the link to the channel: it ends in a long number."))
        try:
            return _connected(DiscordClient(token, http), token, typed[1])
        except (NeedsReconnect, Gone) as failure:
            raise Refused(_("Discord does not know this bot, or it may not see the channel.")) from failure

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        raise Refused(_("This network never sends anybody back. Please begin again."))


def _connected(client: DiscordClient, token: str, number: str) -> Connected:
    with client.get("users/@me").reading() as me:
        bot_id = str(int(me["id"]))
    with client.get(f"channels/{number}").reading() as channel:
        if int(channel["type"]) not in TEXT_CHANNELS:
            raise Refused(_("This is no text channel. Please choose one in which people write."))
        account = account_from(channel)
        guild = str(int(channel["guild_id"]))
    credentials = {"token": token, "channel": number, "guild": guild, "bot_id": bot_id}
    return Connected(account, credentials, {"channel": number})
