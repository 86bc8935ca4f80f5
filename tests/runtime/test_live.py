"""The live stream: a page hears of its own company, of nothing else, and only with a session."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.test import Client

from eigenstimme import live
from eigenstimme.asgi import application
from eigenstimme.core.live import announce
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import PASSWORD, Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub belongs to one event loop, and every test has its own."""
    monkeypatch.setattr(live, "_hub", live.Hub())


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@dataclass
class Page:
    """A browser's end of the stream."""

    cookie: str
    sent: list[dict[str, Any]] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self) -> None:
        headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={self.cookie}".encode())]
        scope = {"type": "http", "method": "GET", "path": "/live", "headers": headers, "query_string": b""}
        await application(scope, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    def topics(self) -> list[str | None]:
        bodies = [message.get("body", b"").decode() for message in self.sent]
        return [json.loads(body[6:])["topic"] for body in bodies if body.startswith("data: ")]


def session_of(member: Membership) -> str:
    client = Client()
    assert client.login(email=member.person.email, password=PASSWORD)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


def hear(pages: list[Page], story: Callable[[], Awaitable[None]]) -> None:
    """Open the pages, wait until the first change could reach them, play the story, close them."""

    async def play() -> None:
        streams = [asyncio.create_task(page.open()) for page in pages]
        await until(lambda: all(None in page.topics() for page in pages))
        await story()
        for page in pages:
            page.gone.set()
        await asyncio.gather(*streams)
        live._hub.end()

    asyncio.run(play())


def test_page_hears_of_its_company_and_of_no_other(cast: Cast) -> None:
    own, other = Page(session_of(cast.ben)), Page(session_of(cast.dora))

    async def story() -> None:
        await sync_to_async(announce)(cast.company.pk, "inbox")
        await until(lambda: "inbox" in own.topics())

    hear([own, other], story)
    assert other.topics() == [None]


def test_many_changes_of_one_topic_are_one_message(cast: Cast) -> None:
    page = Page(session_of(cast.ben))

    def change() -> None:
        for _ in range(50):
            announce(cast.company.pk, "plan")

    async def story() -> None:
        await sync_to_async(change)()
        await until(lambda: "plan" in page.topics())
        await asyncio.sleep(2 * live.GATHER)

    hear([page], story)
    assert page.topics() in (
        [None, "plan"],
        [None, "plan", "plan"],
    )  # two where the gathering began in between


def test_page_fetches_everything_again_after_the_database_was_away(cast: Cast) -> None:
    page = Page(session_of(cast.ben))

    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            )

    async def story() -> None:
        await sync_to_async(cut)()
        await until(lambda: page.topics() == [None, None])

    hear([page], story)


def test_stream_ends_after_its_lifetime_so_that_the_session_is_checked_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LIFETIME", 0.1)
    monkeypatch.setattr(live, "PING", 0.02)
    page = Page(session_of(cast.ben))
    asyncio.run(asyncio.wait_for(page.open(), 10))
    assert page.sent[-1] == {"type": "http.response.body", "body": b""}


def test_page_that_lags_behind_is_sent_away() -> None:
    page = live.Page()
    for number in range(live.ROOM + 1):
        page.tell(str(number))
    assert page.lost


@pytest.mark.parametrize("cookie", ["", "made-up"])
def test_nobody_gets_no_stream(cookie: str) -> None:
    page = Page(cookie)
    asyncio.run(asyncio.wait_for(page.open(), 10))
    assert page.status == 204


def test_person_who_has_left_gets_no_stream(cast: Cast) -> None:
    cookie = session_of(cast.ben)
    cast.ben.delete()
    page = Page(cookie)
    asyncio.run(asyncio.wait_for(page.open(), 10))
    assert page.status == 204
