"""What Instagram and Threads do alike: containers, made, asked for and published once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx

from tests.simulator import Ledger, fields_of, says

SHORT = "IGQVShortOfTheTests"
DAYS_60 = 5184000


class WithContainers:
    """``create`` and ``publish``: the edges; ``status`` and ``text``: the fields."""

    hosts: tuple[str, ...] = ()
    create = publish = status = text = ""

    def __init__(self, token: str, account: str, username: str) -> None:
        self.token, self.account, self.username, self.ledger = token, account, username, Ledger()
        self.containers: dict[str, dict[str, Any]] = {}
        self.posts: dict[str, dict[str, Any]] = {}  # answers too, the newest last
        self.becomes = "FINISHED"  # what a container is when it is asked for

    def answer(self, request: httpx.Request) -> httpx.Response:
        asked = fields_of(request) if request.method == "POST" else dict(request.url.params)
        path = request.url.path.removeprefix("/v26.0").removeprefix("/v1.0").strip("/")
        if path == "oauth/access_token":
            return says({"access_token": SHORT, "user_id": int(self.account)})
        if path == "access_token" and asked["access_token"] == SHORT and asked["client_secret"]:
            return says({"access_token": self.token, "token_type": "bearer", "expires_in": DAYS_60})
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return error(400, 190, "Error validating access token: Session has expired")
        if path == "refresh_access_token":
            return says({"access_token": f"{self.token}2", "token_type": "bearer", "expires_in": DAYS_60})
        return self.route(request.method, path, asked)

    def route(self, method: str, path: str, asked: dict[str, str]) -> httpx.Response:
        node, _slash, edge = path.partition("/")
        if path == "me":
            return says(self.me())
        if (node, edge) == (self.account, self.create):
            return self._create(asked) if method == "POST" else self._listed(asked)
        if (node, edge) == (self.account, self.publish):
            return self._publish(asked["creation_id"])
        if node in self.containers:
            return says({"id": node, self.status: self.containers[node]["status"]})
        if node not in self.posts:
            return error(400, 100, "Unsupported request. Object does not exist", 33)
        return self.edge(method, node, edge, asked)

    def me(self) -> dict[str, Any]:
        raise NotImplementedError

    def edge(self, method: str, node: str, edge: str, asked: dict[str, str]) -> httpx.Response:
        if edge == "insights":
            known = asked["metric"] == "views"
            body = {"data": [{"name": "views", "period": "lifetime", "values": [{"value": 120}]}]}
            return says(body) if known else error(400, 100, "The value must be a valid insights metric")
        return says(self.posts[node])

    def post(self, text: str, *, files: int = 0, parent: str = "") -> str:
        """Make it public."""
        self.ledger.add(text, files=files, parent=parent)
        number = str(18000000000000000 + len(self.posts))
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
        link = f"https://{self.hosts[0].removeprefix('graph.')}/p/{number}/"
        node = {"id": number, self.text: text, "timestamp": now, "permalink": link, "username": self.username}
        self.posts[number] = {**node, "parent": parent}
        return number

    def _create(self, asked: dict[str, str]) -> httpx.Response:
        children = [each for each in asked.get("children", "").split(",") if each]
        if any(self.containers[child]["status"] != "FINISHED" for child in children):
            return error(400, 9007, "Media ID is not available", 2207027)
        number = str(17000000000000000 + len(self.containers))
        files = len(children) or sum(name in asked for name in ("image_url", "video_url"))
        self.containers[number] = {**asked, "files": files, "status": self.becomes}
        return says({"id": number})

    def _publish(self, number: str) -> httpx.Response:
        container = self.containers[number]
        if container["status"] != "FINISHED":
            return error(400, 9007, "Media ID is not available", 2207027)
        container["status"] = "PUBLISHED"
        parent = container.get("reply_to_id", "")
        return says({"id": self.post(container.get(self.text, ""), files=container["files"], parent=parent)})

    def _listed(self, asked: dict[str, str]) -> httpx.Response:
        since = datetime.fromtimestamp(int(asked.get("since", 0)), UTC)
        posts = [each for each in reversed(self.posts.values()) if not each["parent"]]
        return says({"data": [each for each in posts if datetime.fromisoformat(each["timestamp"]) >= since]})


def error(status: int, code: int, message: str, subcode: int = 0) -> httpx.Response:
    said = {"message": message, "type": "OAuthException", "code": code, "error_subcode": subcode}
    return says({"error": {**said, "is_transient": False}}, status)
