"""A channel on Discord, against its documented answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from eigenstimme.connectors.discord.connector import DiscordConnector
from eigenstimme.connectors.types import (
    Absent,
    Connected,
    Figures,
    IncomingKind,
    Key,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Refused,
    Target,
    Unknowable,
)
from tests.simulator import client, says
from tests.simulator.discord import Discord

FIXTURES = files("eigenstimme.connectors.discord") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
PICTURE = Picture(b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 64, 48)


@pytest.fixture
def key() -> Key:
    return Key("0123456789abcdef0123456789abcdef", datetime.now(UTC))


@pytest.fixture
def network() -> Discord:
    return Discord(CREDENTIALS["token"], CREDENTIALS["channel"])


@pytest.fixture
def channel(network: Discord) -> DiscordConnector:
    return DiscordConnector(CREDENTIALS, {}, client(network.answer))


def saying(status: int, code: int, **more: object) -> DiscordConnector:
    body = {"message": "No", "code": code, **more}
    return DiscordConnector(CREDENTIALS, {}, client(lambda _request: says(body, status)))


def test_post_with_pictures_is_public_once_and_notifies_nobody(
    network: Discord, channel: DiscordConnector, key: Key
) -> None:
    post = Post("Frisch gestrichen @everyone", pictures=[PICTURE, PICTURE])
    first, second = channel.publish(post, key, {}), channel.publish(post, key, {})

    assert first == second
    assert network.ledger.times(post.text) == 1
    assert [each["description"] for each in network.messages[0]["attachments"]] == ["Eine Wand"] * 2


def test_lost_answer_is_found_again(network: Discord, channel: DiscordConnector, key: Key) -> None:
    post = Post("Frisch gestrichen")
    assert isinstance(channel.find_existing(post, key, {}), Absent)
    sent = channel.publish(post, key, {})

    network.messages[0]["nonce"] = None  # it is not kept for ever
    assert channel.find_existing(post, key, {}) == sent
    assert isinstance(channel.find_existing(Post("Anderes"), key, {}), Absent)


def test_post_of_another_day_or_writer_is_not_ours(
    network: Discord, channel: DiscordConnector, key: Key
) -> None:
    channel.publish(Post("Frisch gestrichen"), key, {})
    later = Key("f" * 32, key.created_at + timedelta(hours=1))
    assert isinstance(channel.find_existing(Post("Frisch gestrichen"), later, {}), Absent)

    network.messages[0] |= {"author": {"id": "5"}}
    assert isinstance(channel.find_existing(Post("Frisch gestrichen"), key, {}), Absent)


def test_busy_channel_cannot_be_known(network: Discord, channel: DiscordConnector, key: Key) -> None:
    for number in range(100):
        channel.publish(Post(str(number)), Key(f"{number:032x}"[::-1], key.created_at), {})
    assert isinstance(channel.find_existing(Post("Frisch"), key, {}), Unknowable)


@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (400, 50035, Refused),
        (401, 0, NeedsReconnect),
        (403, 50013, NeedsReconnect),
        (404, 10003, NeedsReconnect),
        (413, 40005, Refused),
        (500, 0, OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, code: int, failure: type[Exception], key: Key
) -> None:
    with pytest.raises(failure):
        saying(status, code).publish(Post("x"), key, {})


def test_wait_is_as_long_as_the_network_asks(key: Key) -> None:
    with pytest.raises(NotSent) as failure:
        saying(429, 0, retry_after=64.57).publish(Post("x"), key, {})
    assert failure.value.retry_after == timedelta(seconds=64.57)


def test_reason_of_a_refused_form_is_said(channel: DiscordConnector, key: Key) -> None:
    with pytest.raises(Refused, match="2000 or fewer"):
        channel.publish(Post("x" * 2001), key, {})


def test_answer_to_what_is_gone_is_refused(key: Key) -> None:
    with pytest.raises(Refused):
        saying(404, 10008).publish(Post("Gern!", reply_to=Target("1")), key, {})


def test_post_is_changed_counted_and_taken_back(
    network: Discord, channel: DiscordConnector, key: Key
) -> None:
    sent = channel.publish(Post("Frisch"), key, {})
    network.messages[0]["reactions"] = [
        {"count": 2, "emoji": {"name": "🔥"}},
        {"count": 1, "emoji": {"name": "👍"}},
    ]

    assert channel.edit(sent, Post("Ganz frisch"), key, {}) == sent
    assert network.messages[0]["content"] == "Ganz frisch"
    assert channel.figures(sent) == Figures(likes=3)
    channel.delete(sent)
    channel.delete(sent)
    assert network.messages == []


def test_answers_and_mentions_are_heard_and_the_talk_of_others_is_not() -> None:
    page = json.loads((FIXTURES / "messages.json").read_text())
    channel = DiscordConnector(CREDENTIALS, {}, client(lambda _request: says(page)))
    batch = channel.fetch("")

    assert [(each.kind, each.author.name, each.thread_id) for each in batch.messages] == [
        (IncomingKind.MENTION, "ole", "1440000000000000002"),
        (IncomingKind.REPLY, "Jana Weber", "1440000000000000001"),
    ]
    assert batch.cursor == "1440000000000000003"


def test_channel_is_connected_by_the_link_to_it(network: Discord) -> None:
    link = f"https://discord.com/channels/197038439483310086/{CREDENTIALS['channel']}"
    values = {"token": CREDENTIALS["token"], "channel": link}
    connected = DiscordConnector.connect.begin(values, http=client(network.answer), return_url="")

    assert isinstance(connected, Connected)
    assert (connected.credentials, connected.account.url) == (CREDENTIALS, link)


@pytest.mark.parametrize(
    "values", [{}, {"token": "x", "channel": "neues"}, {"token": "wrong", "channel": "290926798999357250"}]
)
def test_what_leads_nowhere_is_refused(network: Discord, values: dict[str, str]) -> None:
    with pytest.raises(Refused):
        DiscordConnector.connect.begin(values, http=client(network.answer), return_url="")
