"""How a channel is connected: a bot of the company's own, made an administrator of the channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import regex

from eigenstimme.connectors.telegram.client import TelegramClient
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import one_line
from eigenstimme.connectors.types import Account, Connected, Field, NeedsReconnect, Refused

_TOKEN = regex.compile(r"\d+:[\w-]{20,}")


class TelegramConnect:
    fields: Sequence[Field] = (
        Field(
            name="token",
            label=_("Token of the bot"),
            help=_("BotFather shows it when the bot is made."),
            kind="password",
            secret=True,
            placeholder="1234567890:AAAbbbCCCdddEEEfffGGGhhhIIIjjjKKK",
        ),
        Field(name="chat", label=_("Channel"), placeholder="@maler_kern"),
    )
    instructions: Sequence[str] = (
        _(
            "Write to @BotFather in Telegram, send /newbot, and choose a name. Each channel needs a bot of its own."
        ),
        _(
            "Open your channel, add the bot as an administrator, and allow it to post, edit and delete messages."
        ),
        _("For comments: add the bot to the discussion group of the channel as well."),
        _("Copy the token and the name of the channel into the fields here."),
    )

    def begin(self, values: Mapping[str, str], *, http: httpx.Client, return_url: str) -> Connected:
        token, chat = values.get("token", "").strip(), _name(values.get("chat", ""))
        if not _TOKEN.fullmatch(token):
            raise Refused(
                _("This is not the token of a bot: it looks like 1234567890:AAA… and is shown by BotFather.")
            )
        client = TelegramClient(token, http)
        try:
            return _connected(client, token, chat)
        except NeedsReconnect as failure:
            raise Refused(_("Telegram does not know this bot, or it may not see the channel.")) from failure

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        raise Refused(_("Telegram never sends anybody back. Please begin again."))


def _name(typed: str) -> str:
    """From "maler_kern", "@maler_kern", an address of the channel, or its number."""
    name = regex.sub(r"^(?:https?://)?t\.me/", "", typed.strip()).strip("/")
    return name if regex.fullmatch(r"-?\d+|@.+", name) or not name else f"@{name}"


def _connected(client: TelegramClient, token: str, chat_name: str) -> Connected:
    with client.ask("getMe", {}).reading() as body:
        bot_id = int(body["result"]["id"])
    with client.ask("getChat", {"chat_id": chat_name}).reading() as body:
        chat = body["result"]
        account, discussion = account_from(chat), chat.get("linked_chat_id")
        if chat["type"] != "channel":
            raise Refused(_("This is no channel. Groups and private chats cannot be connected."))
    with client.ask("getChatMember", {"chat_id": account.remote_id, "user_id": bot_id}).reading() as body:
        _require_posting(body["result"])
    credentials = {"token": token, "chat": account.remote_id, "bot_id": str(bot_id)}
    if discussion:
        credentials["discussion"] = str(int(discussion))
    return Connected(account, credentials, {"chat": chat_name})


def account_from(chat: Mapping[str, Any]) -> Account:
    number, username = int(chat["id"]), str(chat.get("username") or "")
    url = f"https://t.me/{username}" if username else f"https://t.me/c/{str(number).removeprefix('-100')}"
    return Account(
        str(number), one_line(str(chat.get("title") or username)), f"@{username}" if username else "", url
    )


def _require_posting(member: Mapping[str, Any]) -> None:
    if member["status"] != "administrator" or not member.get("can_post_messages"):
        raise Refused(
            _("The bot may not post in this channel yet. Please make it an administrator that may.")
        )
