"""The Threads API v1.0 in its own words (https://developers.facebook.com/docs/threads)."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from eigenstimme.connectors.containers import Containers, SixtyDays, Words
from eigenstimme.connectors.graph import Fault, Graph, Node, Page, page_of
from eigenstimme.connectors.http import Answer, doubt
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure

HOST = "https://graph.threads.net"
LASTING = SixtyDays(HOST, "th")
POST = "id,text,timestamp,permalink,username"
MESSAGE = f"{POST},is_reply_owned_by_me,root_post,replied_to"
METRICS = "views,likes,replies,reposts,quotes,shares"
NOT_ALLOWED, NOT_THERE = 10, 24
"""Codes that publishing was seen to answer with although it published, or before the container was ready (2026-11)."""


class ThreadsClient:
    """One profile."""

    def __init__(self, account: str, token: str, http: httpx.Client) -> None:
        self._account, self._graph = account, Graph(f"{HOST}/v1.0", token, http, own=meaning)
        words = Words("threads", "threads_publish", "status", "error_message", "text", POST)
        self.containers = Containers(self._graph, account, words)

    def me(self) -> Answer:
        return self._graph.get("me", fields="id,username,name,threads_profile_picture_url")

    def post(self, number: str) -> Answer:
        return self._graph.get(number, fields=POST)

    def delete(self, number: str) -> None:
        self._graph.delete(number)

    def insights(self, number: str) -> Answer:
        return self._graph.get(f"{number}/insights", metric=METRICS)

    def own_posts(self, limit: int) -> list[Node]:
        fields = f"{POST},has_replies"
        with self._graph.get(f"{self._account}/threads", fields=fields, limit=limit).reading() as body:
            return page_of(body).nodes

    def conversation(self, post: str, most: int) -> Iterator[Page]:
        """Answers of all depths, the newest first."""
        return self._graph.pages(f"{post}/conversation", most, fields=MESSAGE, reverse="true", limit=50)

    def mentions(self) -> list[Node]:
        with self._graph.get(f"{self._account}/mentions", fields=MESSAGE, limit=50).reading() as body:
            return page_of(body).nodes


def meaning(fault: Fault, answer: Answer) -> ConnectorFailure | None:
    if answer.once and fault.code in {NOT_ALLOWED, NOT_THERE}:
        return doubt(_("The server reported an error of its own."), once=True)
    return None
