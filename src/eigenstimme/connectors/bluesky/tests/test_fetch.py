"""Messages come in once at least: none is lost between two pages or two polls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from eigenstimme.connectors.bluesky.connector import OVERLAP, PAGES
from eigenstimme.connectors.bluesky.tests.scripted import Said, Server, ok, recorded
from eigenstimme.connectors.types import IncomingKind, NotSent

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OURS = "at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3mptbyp7lu223"


def stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def page(*ages: timedelta, following: str = "") -> httpx.Response:
    """One page of mentions that came in so long ago."""
    pattern = recorded("notifications")["notifications"][1]
    found = [{**pattern, "indexedAt": stamp(NOW - age)} for age in ages]
    return httpx.Response(200, json={"notifications": found, **({"cursor": following} if following else {})})


def asked(server: Server) -> list[str]:
    return [request.url.params.get("cursor", "") for request in server.asked]


def test_reply_mention_and_quote_are_read() -> None:
    server = Server({"listNotifications": ok("notifications")})

    quote, mention, reply = server.connector().fetch("").messages

    assert server.asked[0].url.params.get_list("reasons") == ["reply", "mention", "quote"]
    assert [message.kind for message in (quote, mention, reply)] == [
        IncomingKind.MENTION,
        IncomingKind.MENTION,
        IncomingKind.REPLY,
    ]
    assert reply.text == "Blau! https://mastodon.example/beispiel/eine/lange/adresse"
    assert (reply.author.name, reply.author.handle) == ("Gerda Busch", "@gerda.example")
    assert (reply.thread_id, reply.parent_id) == (OURS, OURS)
    assert reply.extra == {
        "cid": "bafyreiduihhzvjfaeaxzg34rmbnkart3ukecejzwmnlc3sy5q63urgfe3a",
        "root_uri": OURS,
        "root_cid": "bafyreibc6zkntdbe2q4y5xtlnxfdezhnrpr6yk7xcxq3tkfr4bfttqhizu",
    }
    assert reply.written_at == datetime(2026, 11, 22, 9, 7, 15, 818000, UTC)
    assert reply.url == "https://bsky.app/profile/did:plc:bbbbbbbbbbbbbbbbbbbbbbbb/post/3n2vbavkm222v"
    assert (mention.thread_id, mention.parent_id) == (mention.remote_id, "")


def test_other_notifications_are_passed_over() -> None:
    like = {**recorded("notifications")["notifications"][0], "reason": "like"}

    batch = Server({"listNotifications": ok("notifications", notifications=[like])}).connector().fetch("")

    assert batch.messages == []


def test_first_fetch_reads_one_page() -> None:
    server = Server({"listNotifications": page(timedelta(0), timedelta(days=9), following="older")})

    batch = server.connector().fetch("")

    assert len(batch.messages) == 2
    assert asked(server) == [""]
    assert batch.cursor == stamp(NOW)


def test_later_fetch_reads_back_beyond_the_last_message() -> None:
    late = OVERLAP - timedelta(minutes=1)
    first, second = (
        page(timedelta(0), late, following="2"),
        page(late, OVERLAP + timedelta(minutes=1), following="3"),
    )
    server = Server({"listNotifications": [first, second]})

    batch = server.connector().fetch(stamp(NOW))

    assert asked(server) == ["", "2"]
    assert len(batch.messages) == 4
    assert batch.cursor == stamp(NOW)


def test_empty_page_is_not_the_end() -> None:
    """A page full of likes is empty for us, and an answer may follow."""
    pages: list[Said] = [page(following="2"), page(timedelta(0), following="3")]
    server = Server({"listNotifications": pages})

    assert len(server.connector().fetch("").messages) == 1
    assert asked(server) == ["", "2"]


def test_cursor_that_is_a_time_ends_the_search_among_empty_pages() -> None:
    near, far = stamp(NOW - OVERLAP / 2), stamp(NOW - OVERLAP * 2)
    server = Server({"listNotifications": [page(following=near), page(following=far)]})

    assert server.connector().fetch(stamp(NOW)).cursor == stamp(NOW)
    assert asked(server) == ["", near]


def test_cursor_that_repeats_itself_ends_the_search() -> None:
    server = Server({"listNotifications": page(following="again")})

    assert server.connector().fetch(stamp(NOW)).cursor == stamp(NOW)
    assert asked(server) == ["", "again"]


def test_empty_inbox_keeps_its_place() -> None:
    server = Server({"listNotifications": page()})

    assert server.connector().fetch("").cursor == ""
    assert server.connector().fetch(stamp(NOW)).cursor == stamp(NOW)


def test_flood_is_read_in_several_fetches_without_a_gap() -> None:
    hour = timedelta(hours=1)
    since = stamp(NOW - 100 * hour)
    pages: list[Said] = [
        page(number * 5 * hour, following=f"p {number + 1}") for number in range(PAGES * 2 + 5)
    ]
    server = Server({"listNotifications": pages})

    first = server.connector().fetch(since)
    second = server.connector().fetch(first.cursor)
    third = server.connector().fetch(second.cursor)

    assert asked(server) == ["", *(f"p {number}" for number in range(1, 22 + 1))]
    assert len(first.messages) == len(second.messages) == PAGES
    assert third.cursor == stamp(NOW)


@pytest.mark.parametrize(
    "said",
    [
        httpx.ReadTimeout("slow"),
        httpx.Response(502, json={"error": "UpstreamFailure"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"notifications": [{"reason": "reply"}]}),
        httpx.Response(200, json={"notifications": None}),
    ],
)
def test_fault_while_fetching_is_not_sent(said: Said) -> None:
    with pytest.raises(NotSent):
        Server({"listNotifications": said}).connector().fetch("")


def test_time_that_cannot_be_read_is_not_sent() -> None:
    odd: list[dict[str, Any]] = [{**recorded("notifications")["notifications"][1], "indexedAt": "yesterday"}]

    with pytest.raises(NotSent):
        Server({"listNotifications": ok("notifications", notifications=odd)}).connector().fetch("")
