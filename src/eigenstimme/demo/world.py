"""The world in which a demo company lives through its year: a clock of its own, this house as its network, no post.

Every act of the demo runs through the same actions as everywhere, and those ask ``timezone.now()``. While the demo
loads, in a process of its own, that function tells the demo's time. So no room needs a way to write a past
that never was: history keeps its one clock, and the demo's chain is as whole as any other.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from unittest import mock

import httpx
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from eigenstimme.core import http

Act = Callable[[], object]


class World:
    """What happens when. Acts run in the order of their times, and may plan further ones."""

    def __init__(self, until: datetime) -> None:
        self.until = self.now = until.astimezone(UTC)
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = itertools.count()
        self._refusal: httpx.Response | None = None

    def at(self, moment: datetime, act: Act) -> None:
        """Plan ``act``; what would happen after ``until`` does not happen."""
        heapq.heappush(self._acts, (moment.astimezone(UTC), next(self._order), act))

    def live(self) -> None:
        """Let the time pass up to ``until``, with everything that was planned."""
        with self._running():
            while self._acts and self._acts[0][0] <= self.until:
                self.now, _order, act = heapq.heappop(self._acts)
                act()

    @contextmanager
    def network_answering(self, answer: httpx.Response) -> Iterator[None]:
        """For a while the network says the same to everything."""
        self._refusal = answer
        try:
            yield
        finally:
            self._refusal = None

    @contextmanager
    def _running(self) -> Iterator[None]:
        with ExitStack() as stack:
            stack.enter_context(mock.patch.object(timezone, "now", lambda: self.now))
            stack.enter_context(mock.patch.object(http, "client", self._client))
            stack.enter_context(app.replace_connector(InMemoryConnector()))  # nobody gets mail from a demo
            stack.enter_context(_connections_kept())
            # thousands of savepoints within one transaction slow PostgreSQL down by an order of magnitude
            stack.enter_context(mock.patch.object(connection.features, "uses_savepoints", False))
            yield

    @cached_property
    def _house(self) -> httpx.WSGITransport:
        return httpx.WSGITransport(app=get_wsgi_application())

    def _client(self) -> httpx.Client:
        """The practice network runs in this house: its requests need no wire."""
        refusal = self._refusal
        transport = self._house if refusal is None else httpx.MockTransport(lambda _request: refusal)
        return httpx.Client(transport=transport, base_url=settings.PUBLIC_URL)


@contextmanager
def _connections_kept() -> Iterator[None]:
    """A request made inside our transaction must not close its connection when it begins and ends."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
