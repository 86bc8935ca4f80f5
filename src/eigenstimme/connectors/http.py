"""One request to a network: its answer bounded, and every fault one of the four failures.

``once=True`` marks a call whose repetition the public would see. Then whatever leaves a doubt is
``OutcomeUnknown``; otherwise it is ``NotSent``, and the call may simply be made again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import httpx

from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import storable
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, OutcomeUnknown, Refused

LARGEST_ANSWER = 5_000_000
"""Bytes of an answer that are read, after decompression."""
LONGEST_ANSWER = timedelta(seconds=60)
"""How long a server may take to hand over one answer, once it has begun."""
LONGEST_WAIT = timedelta(days=1)
"""A server that asks us to wait longer is asked again after this."""
REDIRECTS = 5

_TEMPORARY = frozenset({408, 425})
_MOVED = frozenset({301, 308})
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_BAD_ADDRESS = (
    httpx.InvalidURL,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    UnicodeError,
    OverflowError,
)


@dataclass(frozen=True)
class Answer:
    """What a server said, whatever its status. ``once`` is that of the request."""

    status: int
    headers: httpx.Headers
    content: bytes = field(repr=False)
    url: httpx.URL
    once: bool = False

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def location(self) -> str:
        """The absolute address a redirect points to; "" without one, or without a usable one."""
        try:
            return urljoin(str(self.url), self.headers["location"]) if "location" in self.headers else ""
        except ValueError:
            return ""

    def json(self) -> Any:
        """The body, every string in it storable. Raises what ``malformed`` makes, when it is not JSON."""
        try:
            return _storable(json.loads(self.content))
        except (ValueError, RecursionError) as error:
            raise self.malformed() from error

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """The JSON body, taken apart inside; an unexpected shape becomes the failure of ``malformed``."""
        body = self.json()
        try:
            yield body
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise self.malformed() from error

    def malformed(self) -> ConnectorFailure:
        """For an answer that cannot be understood: after a ``once`` call nobody knows what happened."""
        return doubt(_("The server's answer could not be understood."), once=self.once)

    def failure(self, reason: str = "") -> ConnectorFailure:
        """What the status means. ``reason``: the server's own words, for the person who has to act."""
        if self.status == 401:
            return NeedsReconnect(_("The access is no longer valid. Please connect the channel again."))
        if self.status in _MOVED:
            return NeedsReconnect(
                _("The server has moved to another address. Please connect the channel again.")
            )
        if self.status == 429:
            return NotSent(_("The server asks us to wait before the next request."), self.retry_after())
        if self.status >= 500 or self.status in _TEMPORARY:
            sentence = _("The server reported an error of its own.")
            return OutcomeUnknown(sentence) if self.once else NotSent(sentence, self.retry_after())
        if 400 <= self.status < 500:
            return Refused(storable(reason).strip()[:500] or _("The server refused the request."))
        return self.malformed()

    def retry_after(self) -> timedelta | None:
        """How long the server wants us to wait: ``Retry-After``, or the time an exhausted limit starts anew."""
        names = ("retry-after", "x-ratelimit-reset", "ratelimit-reset")
        waits = (_wait(self.headers.get(name, "")) for name in (names if self.status == 429 else names[:1]))
        return next((wait for wait in waits if wait), None)


def send(
    http: httpx.Client,
    method: str,
    url: str,
    *,
    once: bool = False,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, Any] | None = None,
    json: Any = None,
    data: Mapping[str, Any] | None = None,
    files: Any = None,
    content: bytes | None = None,
    auth: tuple[str, str] | None = None,
) -> Answer:
    """Make one request and read its answer, whatever the status. Raises only when there is no answer.

    A GET follows redirects within the same origin. Every other redirect is the caller's to judge: it comes
    back as the answer, so that credentials never travel to another host.
    """
    # A kept connection may be closed by the server at the moment we use it, and then nobody knows whether a
    # post went out. A handshake costs less than that doubt.
    fresh = {**(headers or {}), "Connection": "close"}
    try:
        request = http.build_request(
            method, url, headers=fresh, params=params, json=json, data=data, files=files, content=content
        )
        answer = _exchange(http, request, once, auth)
        for _hop in range(REDIRECTS):
            if method != "GET" or not _stays(answer):
                break
            request = http.build_request("GET", answer.location, headers=fresh)
            answer = _exchange(http, request, once, auth)
    except _BAD_ADDRESS as error:
        raise Refused(_("This address or access key cannot be used.")) from error
    return answer


def doubt(reason: str, *, once: bool) -> ConnectorFailure:
    """The failure for a request that may have been carried out."""
    return OutcomeUnknown(reason) if once else NotSent(reason)


def _exchange(http: httpx.Client, request: httpx.Request, once: bool, auth: tuple[str, str] | None) -> Answer:
    try:
        response = http.send(request, stream=True, auth=auth, follow_redirects=False)
        try:
            content = _bounded(response, once)
        finally:
            response.close()
    except _BAD_ADDRESS:
        raise
    except _NEVER_LEFT as error:
        raise NotSent(_("The server could not be reached.")) from error
    except httpx.TimeoutException as error:
        raise doubt(_("The server did not answer in time."), once=once) from error
    except httpx.DecodingError as error:
        raise doubt(_("The server's answer could not be understood."), once=once) from error
    except httpx.HTTPError as error:
        raise doubt(_("The connection broke before the answer was complete."), once=once) from error
    return Answer(response.status_code, response.headers, content, request.url, once)


def _bounded(response: httpx.Response, once: bool) -> bytes:
    content = bytearray()
    end = time.monotonic() + LONGEST_ANSWER.total_seconds()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > LARGEST_ANSWER:
            raise doubt(_("The server's answer is too large."), once=once)
        if time.monotonic() > end:
            raise doubt(_("The server did not answer in time."), once=once)
    return bytes(content)


def _stays(answer: Answer) -> bool:
    """Whether the answer is a redirect to the same scheme, host and port."""
    if not 300 <= answer.status < 400 or not answer.location:
        return False
    there = httpx.URL(answer.location)
    return (there.scheme, there.host, there.port) == (answer.url.scheme, answer.url.host, answer.url.port)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    return value


def _wait(header: str) -> timedelta | None:
    """From seconds, seconds since 1970, an ISO 8601 time or an HTTP date; ``None`` from anything else."""
    now = datetime.now(UTC)
    try:
        wait = _moment(header, now) - now
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)


def _moment(header: str, now: datetime) -> datetime:
    if header.replace(".", "", 1).isdigit():
        seconds = float(header)
        return datetime.fromtimestamp(seconds, UTC) if seconds > 1e9 else now + timedelta(seconds=seconds)
    if "T" in header and header[:4].isdigit():
        return datetime.fromisoformat(header)
    return parsedate_to_datetime(header)
