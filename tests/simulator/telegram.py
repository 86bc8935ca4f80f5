"""Telegram's Bot API 10.1, as far as the connector asks it."""

from __future__ import annotations

import json
from typing import Any

import httpx

from tests.simulator import Ledger, fields_of, says

CHANNEL = {"id": -1001234567890, "title": "Maler Kern", "username": "maler_kern", "type": "channel"}
GROUP = {"id": -1009876543210, "title": "Gespräch", "type": "supergroup"}


class Telegram:
    hosts = ("api.telegram.org",)

    def __init__(self, token: str) -> None:
        self.token, self.ledger = token, Ledger()
        self.updates: list[dict[str, Any]] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        _empty, bot, method = request.url.path.split("/", 2)
        if bot != f"bot{self.token}":
            return _error(401, "Unauthorized")
        asked = getattr(self, f"_{method}", None)
        return asked(fields_of(request)) if asked else _error(404, "Not Found")

    def _getMe(self, _asked: dict[str, str]) -> httpx.Response:
        return _result({"id": int(self.token.partition(":")[0]), "is_bot": True, "first_name": "Kern"})

    def _getChat(self, asked: dict[str, str]) -> httpx.Response:
        known = {str(CHANNEL["id"]), "@maler_kern"}
        if asked["chat_id"] not in known:
            return _error(400, "Bad Request: chat not found")
        return _result({**CHANNEL, "linked_chat_id": GROUP["id"]})

    def _getChatMember(self, _asked: dict[str, str]) -> httpx.Response:
        return _result({"status": "administrator", "can_post_messages": True})

    def _getUpdates(self, asked: dict[str, str]) -> httpx.Response:
        offset = int(asked["offset"])
        self.updates = [each for each in self.updates if each["update_id"] >= offset]
        return _result(self.updates[:100])

    def _sendMessage(self, asked: dict[str, str]) -> httpx.Response:
        return self._posted(asked, asked["text"], 4096)

    def _sendPhoto(self, asked: dict[str, str]) -> httpx.Response:
        return self._posted(asked, asked.get("caption", ""), 1024, files=1)

    _sendVideo = _sendPhoto

    def _sendMediaGroup(self, asked: dict[str, str]) -> httpx.Response:
        album = json.loads(asked["media"])
        if not 2 <= len(album) <= 10 or any(
            each["media"].removeprefix("attach://") not in asked for each in album
        ):
            return _error(400, "Bad Request: wrong file")
        posted = self._posted(asked, album[0].get("caption", ""), 1024, files=len(album))
        return _result([posted.json()["result"]]) if posted.status_code == 200 else posted

    def _editMessageText(self, asked: dict[str, str]) -> httpx.Response:
        return _error(400, "Bad Request: message is not modified")

    def _deleteMessage(self, asked: dict[str, str]) -> httpx.Response:
        gone = self.ledger.remove(asked["message_id"])
        return _result(True) if gone else _error(400, "Bad Request: message to delete not found")

    def _setMessageReaction(self, _asked: dict[str, str]) -> httpx.Response:
        return _result(True)

    def _posted(self, asked: dict[str, str], text: str, longest: int, files: int = 0) -> httpx.Response:
        if len(text.encode("utf-16-le")) // 2 > longest:
            return _error(400, "Bad Request: message is too long")
        answered = json.loads(asked.get("reply_parameters", "{}"))
        stored = self.ledger.add(text, files=files, parent=str(answered.get("message_id", "")))
        chat = CHANNEL if asked["chat_id"] == str(CHANNEL["id"]) else GROUP
        return _result({"message_id": int(stored.remote_id), "chat": chat, "date": 1760000000, "text": text})


def _result(result: Any) -> httpx.Response:
    return says({"ok": True, "result": result})


def _error(status: int, description: str) -> httpx.Response:
    return says({"ok": False, "error_code": status, "description": description}, status)
