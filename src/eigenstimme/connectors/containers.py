"""What Instagram and Threads have in common: containers that are published by one call, and tokens for sixty days.

A container is made beforehand, fetches its files itself, and lives for a day. It says afterwards whether it was
published: so its id, kept before the irreversible call, is what tells a lost answer from a lost request.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx

from eigenstimme.connectors import graph, oauth
from eigenstimme.connectors.graph import Graph, Node, identifier, is_older, same_words, since
from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.oauth import Tokens, tokens_from
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    Handle,
    Key,
    NeedsReconnect,
    NotSent,
    Post,
    Refused,
)

PAUSES = (2, 4, 8, 15, 30)
"""Seconds between the questions whether a container is done; the networks ask for patience."""
PAUSES_FOR_VIDEOS = (*PAUSES, 60, 60, 60)
SOON = timedelta(minutes=1)
PAGES = 3
"""Pages of a list asked for in one look; beyond that it cannot be known."""
KEPT = timedelta(hours=20)
"""Containers run out after 24 hours."""


@dataclass(frozen=True)
class Words:
    """How a network calls it."""

    create: str
    publish: str
    status: str
    reason: str
    text: str
    post: str  # the fields of a post that are asked for


class Containers:
    """Those of one account."""

    def __init__(self, api: Graph, account: str, words: Words) -> None:
        self._graph, self._account, self._words = api, account, words

    def create(self, form: Mapping[str, str]) -> str:
        with self._graph.post(f"{self._account}/{self._words.create}", form).reading() as made:
            return identifier(made["id"])

    def wait(self, containers: Sequence[str], pauses: Sequence[int]) -> None:
        """Until all are finished. Raises ``NotSent`` for those that take too long: they are made anew later."""
        waiting = list(containers)
        for seconds in pauses:
            time.sleep(seconds)
            waiting = [each for each in waiting if not self._is_finished(each)]
            if not waiting:
                return
        raise NotSent(_("The network is still working on the files."), SOON)

    def publish(self, container: str) -> Answer:
        form = {"creation_id": container}
        return self._graph.post(f"{self._account}/{self._words.publish}", form, once=True)

    def find(self, post: Post, key: Key, handle: Handle, *, among: str = "") -> Node | Absent:
        """The container says whether it was published, the newest posts as what. ``among``: another list of them."""
        status, _reason = self._status(handle["container"])
        if status in {"ERROR", "EXPIRED"}:
            return Absent()
        if status not in {"FINISHED", "PUBLISHED"}:
            raise NotSent(_("The network is still working on the files."), SOON)
        if node := self._listed(post, key, among or self._words.create):
            return node
        if status == "FINISHED":
            return Absent()
        raise NotSent(_("The network has published it and does not list it yet."), SOON)

    def _listed(self, post: Post, key: Key, edge: str) -> Node | None:
        """By its words. Without any there is nothing to tell it from others by."""
        asked = {"fields": self._words.post, "since": since(key), "limit": 50}
        for page in self._graph.pages(f"{self._account}/{edge}", PAGES, **asked):
            for node in page.nodes:
                if is_older(node, key):
                    return None
                if post.text.strip() and same_words(str(node.get(self._words.text) or ""), post.text):
                    return node
        return None

    def _is_finished(self, container: str) -> bool:
        status, reason = self._status(container)
        if status in {"ERROR", "EXPIRED"}:
            raise Refused(reason or _("The network could not use the files."))
        return status in {"FINISHED", "PUBLISHED"}

    def _status(self, container: str) -> tuple[str, str]:
        fields = f"id,{self._words.status},{self._words.reason}"
        with self._graph.get(container, fields=fields).reading() as node:
            return str(node[self._words.status]), str(node.get(self._words.reason) or "")


@dataclass(frozen=True)
class SixtyDays:
    """Where tokens for an hour become such for sixty days, and these new ones. ``kind``: "ig" or "th"."""

    host: str
    kind: str

    def exchange(self, tokens: Tokens, secret: str, http: httpx.Client) -> Tokens:
        """Only as parameters of the address, says the documentation (2026-11); addresses are never logged."""
        params = {"grant_type": f"{self.kind}_exchange_token", "client_secret": secret}
        answer = send(
            http, "GET", f"{self.host}/access_token", params={**params, "access_token": tokens.access}
        )
        return _tokens(answer)

    def refresh(self, credentials: Mapping[str, str], http: httpx.Client) -> dict[str, str]:
        """The whole new set. A token has to be a day old, and one that ran out stays so."""
        headers = {"Authorization": f"Bearer {credentials['access_token']}"}
        params = {"grant_type": f"{self.kind}_refresh_token"}
        answer = send(http, "GET", f"{self.host}/refresh_access_token", headers=headers, params=params)
        try:
            return {**credentials, **_tokens(answer).stored()}
        except Refused as failure:
            sentence = _("The access is no longer valid. Please connect the channel again.")
            raise NeedsReconnect(sentence) from failure


def signed_in(
    provider: oauth.Provider,
    lasting: SixtyDays,
    query: Mapping[str, str],
    pending: Mapping[str, str],
    *,
    http: httpx.Client,
    return_url: str,
) -> dict[str, str]:
    """App and token, after the browser came back."""
    short = oauth.finish(provider, query, pending, http=http, return_url=return_url)
    try:
        tokens = lasting.exchange(short, pending["client_secret"], http)
    except NeedsReconnect as failure:
        raise Refused(_("The network did not accept the sign-in. Please begin again.")) from failure
    return {**{name: pending[name] for name in ("client_id", "client_secret")}, **tokens.stored()}


def _tokens(answer: Answer) -> Tokens:
    if not answer.ok:
        raise graph.failure(answer)
    return tokens_from(answer)
