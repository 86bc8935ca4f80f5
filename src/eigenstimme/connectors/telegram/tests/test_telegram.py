"""A channel on Telegram, against its documented answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest

from eigenstimme.connectors.telegram.connector import TelegramConnector
from eigenstimme.connectors.types import (
    IncomingKind,
    Key,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Refused,
    Sent,
    Target,
    Unknowable,
    Video,
    check,
)
from tests.simulator import client, says
from tests.simulator.telegram import Telegram

FIXTURES = files("eigenstimme.connectors.telegram") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
KEY = Key("0123456789abcdef0123456789abcdef", datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
PICTURE = Picture(b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 64, 48)


@pytest.fixture
def network() -> Telegram:
    return Telegram(CREDENTIALS["token"])


@pytest.fixture
def channel(network: Telegram) -> TelegramConnector:
    return TelegramConnector(CREDENTIALS, {}, client(network.answer))


def saying(status: int, description: str, **parameters: object) -> TelegramConnector:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return TelegramConnector(CREDENTIALS, {}, client(lambda _request: says(body, status)))


def test_text_is_public_once_with_its_address(network: Telegram, channel: TelegramConnector) -> None:
    sent = channel.publish(Post("Frisch gestrichen"), KEY, {})

    assert sent == Sent("-1001234567890/1", "https://t.me/maler_kern/1", {"kind": "text"})
    assert network.ledger.times("Frisch gestrichen") == 1


def test_pictures_and_videos_go_along_in_the_same_call(
    network: Telegram, channel: TelegramConnector, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"mp4")
    video = Video(film, "video/mp4", "film.mp4", "Ein Pinsel", 64, 48, 3, 1.0)

    channel.publish(Post("Eins", pictures=[PICTURE]), KEY, {})
    channel.publish(Post("Zwei", pictures=[PICTURE], videos=[video]), KEY, {})
    channel.publish(Post("Drei", videos=[video]), KEY, {})

    assert [(post.text, post.files) for post in network.ledger.posts] == [
        ("Eins", 1),
        ("Zwei", 2),
        ("Drei", 1),
    ]


def test_answer_goes_where_the_message_was_written(network: Telegram, channel: TelegramConnector) -> None:
    sent = channel.publish(Post("Gern!", reply_to=Target("-1009876543210/77")), KEY, {})

    assert network.ledger.posts[0].parent == "77"
    assert sent.remote_id == "-1009876543210/1"


@pytest.mark.parametrize(
    ("status", "description", "failure"),
    [
        (400, "Bad Request: message is too long", Refused),
        (401, "Unauthorized", NeedsReconnect),
        (403, "Forbidden: bot is not a member of the channel chat", NeedsReconnect),
        (403, "Forbidden: bot was blocked by the user", Refused),
        (409, "Conflict: terminated by other getUpdates request", NotSent),
        (500, "Internal Server Error", OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, description: str, failure: type[Exception]
) -> None:
    with pytest.raises(failure):
        saying(status, description).publish(Post("x"), KEY, {})


def test_wait_is_as_long_as_the_network_asks() -> None:
    with pytest.raises(NotSent) as failure:
        saying(429, "Too Many Requests: retry after 5", retry_after=5).publish(Post("x"), KEY, {})
    assert failure.value.retry_after == timedelta(seconds=5)


def test_nobody_can_say_whether_a_post_arrived(channel: TelegramConnector) -> None:
    assert isinstance(channel.find_existing(Post("x"), KEY, {}), Unknowable)


def test_changing_nothing_and_deleting_what_is_gone_is_done(channel: TelegramConnector) -> None:
    sent = channel.publish(Post("x"), KEY, {})
    assert channel.edit(sent, Post("x"), KEY, {}) == sent
    channel.delete(sent)
    channel.delete(sent)


def test_comments_belong_to_their_post_and_messages_to_their_writer(
    network: Telegram, channel: TelegramConnector
) -> None:
    network.updates = json.loads((FIXTURES / "updates.json").read_text())["result"]
    batch = channel.fetch("")

    assert [(each.kind, each.text, each.thread_id, each.parent_id) for each in batch.messages] == [
        (IncomingKind.COMMENT, "Was kostet so etwas?", "-1001234567890/42", "-1001234567890/42"),
        (IncomingKind.COMMENT, "Das wüsste ich auch gern.", "-1001234567890/42", "-1009876543210/77"),
        (IncomingKind.DIRECT, "Haben Sie samstags offen?", "503", ""),
    ]
    assert batch.messages[0].author.name == "Jana Weber"
    assert channel.fetch(batch.cursor).messages == []


def test_thread_is_remembered_from_one_call_to_the_next(
    network: Telegram, channel: TelegramConnector
) -> None:
    updates = json.loads((FIXTURES / "updates.json").read_text())["result"]
    network.updates = updates[:1]
    cursor = channel.fetch("").cursor
    network.updates = updates[2:3]

    assert [each.thread_id for each in channel.fetch(cursor).messages] == ["-1001234567890/42"]


@pytest.mark.parametrize("typed", ["maler_kern", "@maler_kern", "https://t.me/maler_kern", "-1001234567890"])
def test_channel_is_connected_by_its_bot(network: Telegram, typed: str) -> None:
    values = {"token": CREDENTIALS["token"], "chat": typed}
    connected = TelegramConnector.connect.begin(values, http=client(network.answer), return_url="")

    account: Any = getattr(connected, "account", None)
    assert (account.handle, account.name) == ("@maler_kern", "Maler Kern")
    assert getattr(connected, "credentials", None) == CREDENTIALS


def test_bot_that_may_not_post_is_refused(network: Telegram) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("getChatMember"):
            return says({"ok": True, "result": {"status": "member"}})
        return network.answer(request)

    values = {"token": CREDENTIALS["token"], "chat": "@maler_kern"}
    with pytest.raises(Refused, match="may not post"):
        TelegramConnector.connect.begin(values, http=client(answer), return_url="")


def test_token_never_shows(channel: TelegramConnector) -> None:
    with pytest.raises(Refused) as failure:
        saying(400, "Bad Request").publish(Post("x"), KEY, {})
    assert CREDENTIALS["token"] not in f"{failure.value} {failure.value.__cause__} {channel!r}"


def test_caption_is_shorter_than_a_text() -> None:
    long = "ä" * 1025
    assert check(Post(long), TelegramConnector.limits) == []
    assert [each.limit for each in check(Post(long, pictures=[PICTURE]), TelegramConnector.limits)] == [1024]
