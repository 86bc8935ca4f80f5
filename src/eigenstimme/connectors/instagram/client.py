"""Instagram's API with Instagram Login in its own words (developers.facebook.com/docs/instagram-platform, v26.0)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

import httpx

from eigenstimme.connectors.containers import SOON, Containers, SixtyDays, Words
from eigenstimme.connectors.graph import Fault, Forbidden, Graph, Node, Page, page_of
from eigenstimme.connectors.http import Answer, doubt
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NotSent, Refused

HOST = "https://graph.instagram.com"
API = f"{HOST}/v26.0"
LASTING = SixtyDays(HOST, "ig")
POST = "id,caption,timestamp,permalink"
ANSWER = "id,text,timestamp,username"
COMMENT = f"{ANSWER},replies.limit(25){{{ANSWER}}}"
POSTS_A_PAGE, COMMENTS_A_PAGE = 25, 25

# Subcodes of errors (docs/instagram-platform/instagram-graph-api/reference/error-codes, 2026-11)
NOT_READY, RAN_OUT = 2207027, 2207020
NOT_FETCHED = frozenset({2207003, 2207052})
LIMIT_OF_A_DAY = 2207042
RESTRICTED = frozenset({2207050, 2207051})
IN_DOUBT = frozenset({2207001, 2207006, 2207008, 2207032, 2207053})


class InstagramClient:
    """One professional account."""

    def __init__(self, account: str, token: str, http: httpx.Client) -> None:
        self._account, self._graph = account, Graph(API, token, http, own=meaning)
        words = Words("media", "media_publish", "status_code", "status", "caption", POST)
        self.containers = Containers(self._graph, account, words)

    def me(self) -> Answer:
        return self._graph.get("me", fields="user_id,username,name,profile_picture_url")

    def post(self, number: str) -> Answer:
        return self._graph.get(number, fields=POST)

    def publish_comment(self, path: str, text: str) -> Answer:
        return self._graph.post(path, {"message": text}, once=True)

    def comments(self, path: str) -> Page:
        """The newest fifty, under a post or under a comment."""
        with self._graph.get(path, fields=ANSWER, limit=50).reading() as body:
            return page_of(body)

    def posts_with_comments(self) -> list[Node]:
        fields = f"{POST},comments.limit({COMMENTS_A_PAGE}){{{COMMENT}}}"
        with self._graph.get(f"{self._account}/media", fields=fields, limit=POSTS_A_PAGE).reading() as body:
            return page_of(body).nodes

    def counts(self, number: str) -> Answer:
        return self._graph.get(number, fields="like_count,comments_count")

    def insight(self, number: str, metric: str) -> int | None:
        """Asked for one by one: a figure that this kind of post does not have would fail all of them."""
        with suppress(Refused, Forbidden), self._insight(number, metric).reading() as body:
            values = page_of(body).nodes
            return int(values[0]["values"][0]["value"]) if values else None
        return None

    def _insight(self, number: str, metric: str) -> Answer:
        return self._graph.get(f"{number}/insights", metric=metric)


def meaning(fault: Fault, answer: Answer) -> ConnectorFailure | None:
    """What the subcode says where the code alone would mislead."""
    if fault.subcode in {NOT_READY, RAN_OUT}:
        return NotSent(_("The network is still working on the files."), SOON)
    if fault.subcode in NOT_FETCHED:
        return NotSent(_("Instagram could not fetch the files from here."), timedelta(minutes=5))
    if fault.subcode == LIMIT_OF_A_DAY:
        return NotSent(_("Instagram takes no more posts today."), timedelta(hours=1))
    if fault.subcode in RESTRICTED:
        return Refused(fault.said or _("The server refused the request."))
    if fault.subcode in IN_DOUBT or fault.code == -2:
        return doubt(_("The server reported an error of its own."), once=answer.once)
    return None


def media_form(url: str, *, is_video: bool, alt: str) -> Mapping[str, str]:
    """A picture or video on its own or in a carousel; reels know no alt text."""
    return {"video_url": url} if is_video else {"image_url": url, "alt_text": alt}
