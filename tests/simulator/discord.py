"""Discord's API v10, as far as the connector asks it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import httpx

from eigenstimme.connectors.discord.messages import snowflake
from tests.simulator import Ledger, fields_of, says

GUILD, BOT = "197038439483310086", "111111111111111111"


class Discord:
    hosts = ("discord.com",)

    def __init__(self, token: str, channel: str) -> None:
        self.token, self.channel, self.ledger = token, channel, Ledger()
        self.messages: list[dict[str, Any]] = []  # the newest last

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("authorization") != f"Bot {self.token}":
            return says({"message": "401: Unauthorized", "code": 0}, 401)
        path = request.url.path.removeprefix("/api/v10/")
        if path == "users/@me":
            return says({"id": BOT, "username": "kern"})
        if path == f"channels/{self.channel}":
            return says({"id": self.channel, "guild_id": GUILD, "type": 0, "name": "neues"})
        if path == f"channels/{self.channel}/messages":
            return self._create(request) if request.method == "POST" else self._page(request.url.params)
        if path.startswith(f"channels/{self.channel}/messages/"):
            return self._one(request, *path.split("/")[3:])
        return says({"message": "Unknown Channel", "code": 10003}, 404)

    def _create(self, request: httpx.Request) -> httpx.Response:
        fields = fields_of(request)
        message = (
            json.loads(fields["payload_json"]) if "payload_json" in fields else json.loads(request.content)
        )
        same = [each for each in self.messages if each["nonce"] == message["nonce"]]
        if same and message.get("enforce_nonce"):
            return says(same[0])
        if len(message["content"]) > 2000:
            reason = {
                "_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}]
            }
            return says({"code": 50035, "message": "Invalid Form Body", "errors": {"content": reason}}, 400)
        return says(self._stored(message))

    def _stored(self, message: dict[str, Any]) -> dict[str, Any]:
        now, files = datetime.now(UTC), message.get("attachments", [])
        parent = message.get("message_reference", {}).get("message_id", "")
        self.ledger.add(message["content"], files=len(files), parent=parent)
        stored = {
            "id": str(snowflake(now) + len(self.messages)),
            "channel_id": self.channel,
            "content": message["content"],
            "nonce": message["nonce"],
            "timestamp": now.isoformat(),
            "author": {"id": BOT, "username": "kern"},
            "attachments": files,
            "message_reference": {"message_id": parent} if parent else None,
        }
        self.messages.append(stored)
        return stored

    def _page(self, params: httpx.QueryParams) -> httpx.Response:
        after, limit = int(params.get("after", 0)), int(params["limit"])
        newer = [each for each in self.messages if int(each["id"]) > after]
        shown = newer[:limit] if "after" in params else newer[-limit:]
        return says(list(reversed(shown)))

    def _one(self, request: httpx.Request, number: str, *_reaction: str) -> httpx.Response:
        found = next((each for each in self.messages if each["id"] == number), None)
        if found is None:
            return says({"message": "Unknown Message", "code": 10008}, 404)
        if request.method == "DELETE" and not _reaction:
            self.messages.remove(found)
        if request.method == "PATCH":
            found["content"] = json.loads(request.content)["content"]
        return says(found)
