"""Facebook's Graph API v26.0, as far as the connector for Pages asks it."""

from __future__ import annotations

import hmac
import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import httpx

from tests.simulator import Ledger, fields_of, says

PERSON = "EAAPersonOfTheTests"


class Facebook:
    hosts = ("graph.facebook.com", "graph-video.facebook.com")

    def __init__(self, token: str, page: str, secret: str) -> None:
        self.token, self.page, self.secret, self.ledger = token, page, secret, Ledger()
        self.nodes: dict[str, dict[str, Any]] = {}  # posts, comments, photos and videos, the newest last
        self.piece = 4  # bytes of a video that are taken at once

    def answer(self, request: httpx.Request) -> httpx.Response:
        asked = fields_of(request) if request.method == "POST" else dict(request.url.params)
        path = request.url.path.removeprefix("/v26.0/")
        if path == "oauth/access_token":
            return says({"access_token": PERSON, "token_type": "bearer", "expires_in": 5184000})
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        made = hmac.new(self.secret.encode(), token.encode(), sha256).hexdigest()
        if token not in {self.token, PERSON}:
            return _error(400, 190, "Error validating access token")
        if asked.get("appsecret_proof") != made:
            return _error(400, 100, "Invalid appsecret_proof provided in the API argument")
        return self._route(request.method, path, asked)

    def _route(self, method: str, path: str, asked: dict[str, str]) -> httpx.Response:
        node, _slash, edge = path.partition("/")
        if path == "me/accounts":
            return says(
                {"data": [{**self._account(), "access_token": self.token, "tasks": ["CREATE_CONTENT"]}]}
            )
        if path == self.page:
            return says(self._account())
        if node == self.page:
            return self._edge(method, edge, asked)
        if node not in self.nodes:
            return _error(400, 100, "Unsupported request. Object does not exist", 33)
        if edge == "comments" and method == "POST":
            return says(self._stored("message", asked, parent=node))
        if edge == "comments":
            return says(
                {"data": [each for each in self._newest() if each.get("parent", {}).get("id") == node]}
            )
        if edge == "insights":
            known = asked["metric"] == "post_media_view"
            value = {"name": asked["metric"], "values": [{"value": 120}]}
            return says({"data": [value]}) if known else _error(400, 100, "The value must be a valid metric")
        return self._node(method, node, edge, asked)

    def _node(self, method: str, node: str, edge: str, asked: dict[str, str]) -> httpx.Response:
        if method == "GET":
            return says(self.nodes[node])
        if method == "DELETE" and not edge:
            del self.nodes[node]
        elif method == "POST" and not edge:
            self.nodes[node]["message"] = asked.get("message") or asked["description"]
        return says({"success": True})

    def _edge(self, method: str, edge: str, asked: dict[str, str]) -> httpx.Response:
        if edge == "photos":
            assert asked["published"] == "false"
            return says({"id": self._new({"alt": asked["alt_text_custom"]})})
        if edge == "videos":
            return self._video(asked)
        if edge == "feed" and method == "POST":
            return self._post(asked)
        posts = [each for each in self._newest() if each.get("of_the_page")]
        since = datetime.fromtimestamp(int(asked.get("since", 0)), UTC)
        return says(
            {"data": [each for each in posts if datetime.fromisoformat(each["created_time"]) > since]}
        )

    def _post(self, asked: dict[str, str]) -> httpx.Response:
        photos = [
            json.loads(value)["media_fbid"] for name, value in asked.items() if name.startswith("attached")
        ]
        last = next((each for each in self._newest() if each.get("of_the_page")), {})
        if last.get("message") == asked["message"] and not photos:
            return _error(400, 506, "Duplicate status message")
        shown = {"data": [{"subattachments": {"data": [{"target": {"id": photo}} for photo in photos]}}]}
        return says(self._stored("message", asked, files=len(photos), of_the_page=True, attachments=shown))

    def _video(self, asked: dict[str, str]) -> httpx.Response:
        phase = asked["upload_phase"]
        if phase == "start":
            video = self._new({"size": int(asked["file_size"]), "status": {"video_status": "uploading"}})
            return says({"video_id": video, "upload_session_id": video, **self._offsets(video, 0)})
        video = asked["upload_session_id"]
        if phase == "transfer":
            return says(self._offsets(video, int(asked["start_offset"]) + self.piece))
        self.ledger.add(asked["description"], files=1)
        self.nodes[video] |= {"published": True, "permalink_url": f"/kern/videos/{video}/", "post_id": "9"}
        return says({"success": True})

    def _offsets(self, video: str, start: int) -> dict[str, str]:
        size = self.nodes[video]["size"]
        return {"start_offset": str(min(start, size)), "end_offset": str(min(start + self.piece, size))}

    def _stored(self, name: str, asked: dict[str, str], *, parent: str = "", **more: Any) -> dict[str, Any]:
        self.ledger.add(asked[name], files=more.pop("files", 0), parent=parent)
        above = {"parent": {"id": parent}} if parent else {}
        writer = {"id": self.page, "name": "Maler Kern"}
        number = self._new({"message": asked[name], "from": writer, **above, **more})
        return {"id": number}

    def _new(self, node: dict[str, Any]) -> str:
        number = f"{self.page}_{len(self.nodes) + 1}" if "message" in node else str(len(self.nodes) + 1)
        now = re.sub(r"\+00:00$", "+0000", datetime.now(UTC).isoformat(timespec="seconds"))
        self.nodes[number] = {"id": number, "created_time": now, **node}
        return number

    def _newest(self) -> list[dict[str, Any]]:
        return list(reversed(self.nodes.values()))

    def _account(self) -> dict[str, Any]:
        link = "https://www.facebook.com/malerkern"
        return {"id": self.page, "name": "Maler Kern", "username": "malerkern", "link": link}


def _error(status: int, code: int, message: str, subcode: int = 0) -> httpx.Response:
    error = {"message": message, "type": "OAuthException", "code": code, "error_subcode": subcode}
    return says({"error": error}, status)
