"""Instagram's API with Instagram Login v26.0, as far as the connector asks it."""

from __future__ import annotations

from typing import Any

import httpx

from tests.simulator import says
from tests.simulator.containers import WithContainers


class Instagram(WithContainers):
    hosts = ("graph.instagram.com", "api.instagram.com")
    create, publish, status, text = "media", "media_publish", "status_code", "caption"

    def me(self) -> dict[str, Any]:
        return {"user_id": self.account, "username": self.username, "name": "Maler Kern", "id": "1"}

    def edge(self, method: str, node: str, edge: str, asked: dict[str, str]) -> httpx.Response:
        if edge in {"comments", "replies"} and method == "POST":
            number = self.post(asked["message"], parent=node)
            self.posts[number]["text"] = asked["message"]
            return says({"id": number})
        if edge in {"comments", "replies"}:
            return says({"data": [each for each in self.posts.values() if each["parent"] == node]})
        return super().edge(method, node, edge, asked)
