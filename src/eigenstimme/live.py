"""The stream that tells open pages what changed: `/live`, served beside Django.

A stream through Django would hold a thread for as long as the page is open. Here a page costs a queue. One
connection per process listens to PostgreSQL and hands each topic to the pages of its company. A message names
a topic and nothing more; the page fetches the changed part again, with all rights asked. Django's middleware
does not run here, so this module checks the session itself, and again each time a page comes back.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.asgi import ASGIRequest
from django.db import connection, connections
from django.http import HttpResponse

from eigenstimme.core.live import CHANNEL
from eigenstimme.people.middleware import ActorMiddleware, ActorRequest

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

EVERYTHING = None  # the topic after a gap: the page fetches all its live parts again
GATHER = 0.15  # seconds; many changes of one topic become one message
PING = 20.0  # seconds between signs of life, so that proxies keep the stream open
LIFETIME = 300.0  # seconds; then the page comes back and its session is checked again
ROOM = 100  # messages a slow page may lag behind before it is sent away
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]

log = logging.getLogger(__name__)


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one page until it leaves, lags behind or its `LIFETIME` is over. Without a session: 204."""
    company_id = await sync_to_async(_company_of, thread_sensitive=False)(scope)
    if company_id is None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    page = _hub.join(company_id)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _feed(page, leaving, send)
        await send({"type": "http.response.body", "body": b""})
    finally:
        leaving.cancel()
        _hub.leave(company_id, page)


class Page:
    """One open page: the topics it has not been told yet."""

    def __init__(self) -> None:
        self.topics: asyncio.Queue[str | None] = asyncio.Queue(ROOM)
        self.lost = False

    def tell(self, topic: str | None) -> None:
        """Queue a topic; a page without room for it has to come back and fetch everything."""
        try:
            self.topics.put_nowait(topic)
        except asyncio.QueueFull:
            self.lost = True


class Hub:
    """The pages open in this process, and the one connection that hears for all of them."""

    def __init__(self) -> None:
        self._pages: dict[int, set[Page]] = {}
        self._heard: set[tuple[int, str]] = set()
        self._listener: asyncio.Task[None] | None = None

    def join(self, company_id: int) -> Page:
        """Add a page; the first one starts the listening."""
        page = Page()
        self._pages.setdefault(company_id, set()).add(page)
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen_for_ever())
        return page

    def leave(self, company_id: int, page: Page) -> None:
        """Forget a page; the listening goes on, since another one will come."""
        self._pages[company_id].discard(page)

    def end(self) -> None:
        """Stop listening."""
        if self._listener:
            self._listener.cancel()

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.Error as error:
                log.warning("live: the database connection was lost (%s)", error)
            await asyncio.sleep(1)

    async def _listen(self) -> None:
        parameters = await sync_to_async(_connection_parameters, thread_sensitive=False)()
        async with await psycopg.AsyncConnection.connect(**parameters, autocommit=True) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            self._tell_everybody(EVERYTHING)
            async for notice in listening.notifies():
                self._hear(notice.payload)

    def _hear(self, payload: str) -> None:
        message = json.loads(payload)
        if not self._heard:
            asyncio.get_running_loop().call_later(GATHER, self._pass_on)
        self._heard.add((message["company"], message["topic"]))

    def _pass_on(self) -> None:
        heard, self._heard = self._heard, set()
        for company_id, topic in sorted(heard):
            for page in self._pages.get(company_id, ()):
                page.tell(topic)

    def _tell_everybody(self, topic: str | None) -> None:
        for pages in self._pages.values():
            for page in pages:
                page.tell(topic)


_hub = Hub()


async def _feed(page: Page, leaving: asyncio.Future[Any], send: Send) -> None:
    clock = asyncio.get_running_loop().time
    end = clock() + LIFETIME
    while not leaving.done() and not page.lost and clock() < end:
        waiting: asyncio.Future[Any] = asyncio.ensure_future(page.topics.get())
        await asyncio.wait({waiting, leaving}, timeout=PING, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            body = f"data: {json.dumps({'topic': waiting.result()})}\n\n"
        else:
            waiting.cancel()
            body = ": ping\n\n"
        with suppress(OSError):
            await send({"type": "http.response.body", "body": body.encode(), "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _company_of(scope: Scope) -> int | None:
    """The company whose pages the session may see, None without a valid session."""
    request = ActorASGIRequest(scope, io.BytesIO())
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    try:
        request.user = get_user(request)
        ActorMiddleware(lambda _: HttpResponse())(request)
        return request.membership.company_id if request.membership else None
    finally:
        connections.close_all()


class ActorASGIRequest(ASGIRequest, ActorRequest):
    """A request as `ActorMiddleware` wants it."""


def _connection_parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    return {name: value for name, value in parameters.items() if name not in ("cursor_factory", "context")}
