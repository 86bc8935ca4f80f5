"""What Meta's networks have in common: the requests, errors and pages of the Graph API, and the calls it makes to us.

Sources (2026-11): developers.facebook.com/docs/graph-api/guides/error-handling, /docs/graph-api/overview/rate-limiting,
/docs/graph-api/webhooks/getting-started, /docs/graph-api/guides/secure-requests.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import httpx

from eigenstimme.connectors.http import Answer, doubt, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import storable
from eigenstimme.connectors.types import (
    Call,
    ConnectorFailure,
    Forged,
    Heard,
    Key,
    NeedsReconnect,
    NotSent,
    Refused,
)

Node = Mapping[str, Any]

SKEW = timedelta(minutes=2)
"""Between our clock and theirs."""
THROTTLED = frozenset({4, 17, 32, 341, 613, *range(80000, 80015)})
PAUSE = timedelta(minutes=15)
"""After a limit, where the network does not say how long."""
TOKEN_LOST = frozenset({102, 190})
FORBIDDEN = frozenset({10, *range(200, 300)})
BLOCKED = 368
DUPLICATE = 506
NOT_FOUND = (100, 33)
"""Code and subcode of an object that is not there, or not for us."""


class Forbidden(NeedsReconnect):
    """A permission is missing, which only a person can give."""


class Duplicate(Refused):
    """The same was posted just before: by us, or by somebody else on this account."""


class Gone(Refused):
    """The object is not there (any more)."""


@dataclass(frozen=True)
class Fault:
    """The body of an answer that says no; all zero and empty where there is none."""

    code: int = 0
    subcode: int = 0
    transient: bool = False
    said: str = ""

    @classmethod
    def of(cls, answer: Answer) -> Fault:
        try:
            error = answer.json()["error"]
            said = str(error.get("error_user_msg") or error.get("message") or "")
            transient = error.get("is_transient") is True
            return cls(int(error.get("code") or 0), int(error.get("error_subcode") or 0), transient, said)
        except (ConnectorFailure, LookupError, AttributeError, TypeError, ValueError):
            return cls()


Meaning = Callable[[Fault, Answer], ConnectorFailure | None]


class Graph:
    """One account at one of Meta's hosts. The token stands in a header, never in an address.

    ``secret``: the app's, where requests are to prove that they come from it. ``own``: what errors mean on this host
    alone.
    """

    def __init__(
        self, base: str, token: str, http: httpx.Client, *, secret: str = "", own: Meaning | None = None
    ) -> None:
        self._base, self._http, self._own = base, http, own
        self._headers = {"Authorization": f"Bearer {token}"}
        self._proof = {"appsecret_proof": proof(token, secret)} if secret else {}

    def get(self, path: str, **params: Any) -> Answer:
        url = f"{self._base}/{path}"
        return self._answered(
            send(self._http, "GET", url, headers=self._headers, params={**params, **self._proof})
        )

    def post(
        self, path: str, data: Mapping[str, Any], *, files: Any = None, once: bool = False, base: str = ""
    ) -> Answer:
        url, form = f"{base or self._base}/{path}", {**data, **self._proof}
        return self._answered(
            send(self._http, "POST", url, headers=self._headers, data=form, files=files, once=once)
        )

    def delete(self, path: str) -> None:
        url = f"{self._base}/{path}"
        self._answered(send(self._http, "DELETE", url, headers=self._headers, params=self._proof))

    def _answered(self, answer: Answer) -> Answer:
        if answer.ok:
            return answer
        raise (self._own(Fault.of(answer), answer) if self._own else None) or failure(answer)

    def pages(self, path: str, most: int, **params: Any) -> Iterator[Page]:
        """At most ``most`` pages of a list. The address of the next one is never followed, only its cursor."""
        after: dict[str, str] = {}
        for _number in range(most):
            with self.get(path, **params, **after).reading() as body:
                page = page_of(body)
            yield page
            if not page.after:
                return
            after = {"after": page.after}


@dataclass(frozen=True)
class Page:
    """``after`` is "" on the last one."""

    nodes: list[Node]
    after: str


def page_of(body: Node) -> Page:
    nodes, paging = body["data"], body.get("paging") or {}
    if not isinstance(nodes, list) or not all(isinstance(node, dict) for node in nodes):
        raise TypeError("a page is a list of objects")
    more = bool(paging.get("next"))
    return Page(nodes, str((paging.get("cursors") or {}).get("after") or "") if more else "")


def proof(token: str, secret: str) -> str:
    """That whoever asks with the token knows the secret of its app (secure-requests)."""
    return hmac.new(secret.encode(), token.encode(), sha256).hexdigest()


def identifier(value: object) -> str:
    """An id, which is a text of digits or two of them with a line between."""
    text = value if isinstance(value, str) else ""
    if not text or not text.replace("_", "").isalnum() or not text.isascii():
        raise ValueError("not an id")
    return text


def moment(text: object) -> datetime:
    """From "2024-09-12T23:17:39+0000"."""
    return datetime.strptime(str(text), "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)


def since(key: Key) -> int:
    """Seconds since 1970: nothing older can be the publication."""
    return int((key.created_at - SKEW).timestamp())


def is_older(node: Node, key: Key, *, name: str = "timestamp") -> bool:
    return moment(node[name]) < key.created_at - SKEW


def same_words(one: str, other: str) -> bool:
    """Networks trim texts and change line breaks and runs of spaces."""
    return one.split() == other.split()


def failure(answer: Answer) -> ConnectorFailure:
    """What an answer means that says no. The code says more than the status, which is mostly 400."""
    fault = Fault.of(answer)
    if fault.code in TOKEN_LOST:
        return NeedsReconnect(_("The access is no longer valid. Please connect the channel again."))
    if fault.code in THROTTLED:
        return NotSent(_("The server asks us to wait before the next request."), _wait(answer) or PAUSE)
    if fault.transient or fault.code in (-1, 1, 2):
        return doubt(_("The server reported an error of its own."), once=answer.once)
    if (fault.code, fault.subcode) == NOT_FOUND:
        return Gone(storable(fault.said)[:500])
    if fault.code in FORBIDDEN:
        return Forbidden(_("The permissions given are too few. Please connect the channel again."))
    if fault.code == DUPLICATE:
        return Duplicate(_("The network says that the same was posted just before."))
    if fault.code == BLOCKED:
        sentence = _("The network has blocked this for some time, because it looked like misuse.")
        return Refused(sentence)
    return answer.failure(fault.said)


def hear(call: Call, *, app_id: str, secret: str) -> Heard:
    """A call of a webhook. The word that is asked for when it is set up is the app's id: it need not be secret, since
    every later call bears a signature.
    """
    if not app_id or not secret:
        raise Forged
    if call.method == "GET":
        if call.query.get("hub.verify_token") != app_id:
            raise Forged
        return Heard(news=False, answer=call.query.get("hub.challenge", ""))
    given = call.headers.get("x-hub-signature-256", "").removeprefix("sha256=")
    made = hmac.new(secret.encode(), call.body, sha256).hexdigest()
    if not hmac.compare_digest(given.encode(), made.encode()):
        raise Forged
    return Heard(news=True)


def _wait(answer: Answer) -> timedelta | None:
    """From the header about use in percent, which says in minutes when there is room again."""
    if waiting := answer.retry_after():
        return waiting
    try:
        usage = json.loads(answer.headers.get("x-business-use-case-usage", ""))
        minutes = [each.get("estimated_time_to_regain_access") or 0 for one in usage.values() for each in one]
        return timedelta(minutes=min(max(minutes), 24 * 60)) or None
    except (ValueError, TypeError, AttributeError):
        return None
