"""The Threads API v1.0, as far as the connector asks it."""

from __future__ import annotations

from typing import Any

import httpx

from tests.simulator import says
from tests.simulator.containers import WithContainers, error


class Threads(WithContainers):
    hosts = ("graph.threads.net",)
    create, publish, status, text = "threads", "threads_publish", "status", "text"
    forbids_mentions = False
    fails_publishing = False  # with code 10, although it publishes

    def me(self) -> dict[str, Any]:
        return {"id": self.account, "username": self.username, "name": "Maler Kern"}

    def route(self, method: str, path: str, asked: dict[str, str]) -> httpx.Response:
        if path == f"{self.account}/mentions":
            return (
                error(403, 10, "Application does not have permission") if self.forbids_mentions else _list([])
            )
        if path == f"{self.account}/replies":
            return _list([each for each in reversed(self.posts.values()) if each["parent"]])
        answer = super().route(method, path, asked)
        if path.endswith("threads_publish") and self.fails_publishing:
            return error(400, 10, "Application does not have permission for this action")
        return answer

    def edge(self, method: str, node: str, edge: str, asked: dict[str, str]) -> httpx.Response:
        if edge == "conversation":
            below = [each for each in reversed(self.posts.values()) if each["parent"] == node]
            return _list([{**each, "replied_to": {"id": node}, "root_post": {"id": node}} for each in below])
        if edge == "insights":
            counts = {"views": 120, "likes": 3, "replies": 1, "reposts": 2, "quotes": 1, "shares": 0}
            return _list([{"name": name, "values": [{"value": value}]} for name, value in counts.items()])
        if method == "DELETE":
            del self.posts[node]
            return says({"success": True, "deleted_id": node})
        return super().edge(method, node, edge, asked)

    def answered(self, text: str, below: str, username: str) -> str:
        """Somebody answers."""
        number = self.post(text, parent=below)
        self.posts[number]["username"] = username
        self.posts[below]["has_replies"] = True
        return number


def _list(nodes: list[dict[str, Any]]) -> httpx.Response:
    return says({"data": nodes, "paging": {"cursors": {"before": "a", "after": "b"}}})
