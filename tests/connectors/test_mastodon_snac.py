"""The Mastodon connector against a real server: connect, publish, look up, converse, like."""

import io
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from PIL import Image

from eigenstimme.connectors.mastodon.connector import MastodonConnector
from eigenstimme.connectors.types import (
    Absent,
    Batch,
    Connected,
    IncomingKind,
    Key,
    NeedsReconnect,
    OutcomeUnknown,
    Picture,
    Post,
    Redirect,
    Refused,
    Sent,
    Target,
)
from tests.servers.snac import Snac, one_by_one

RETURN_URL = "http://127.0.0.1:8000/channels/connect/return/"
DELIVERY = 60  # seconds; a delivery from one user of the server to another takes six to nine


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with one_by_one() as client:
        yield client


@pytest.fixture(scope="module")
def account(snac: Snac, http: httpx.Client) -> Connected:
    return connect(snac, "alice", http)


@pytest.fixture(scope="module")
def alice(account: Connected, http: httpx.Client) -> MastodonConnector:
    return connector(account, http)


@pytest.fixture(scope="module")
def bob(snac: Snac, http: httpx.Client) -> MastodonConnector:
    return connector(connect(snac, "bob", http), http)


def connect(snac: Snac, user: str, http: httpx.Client) -> Connected:
    redirect = begin(snac, http)
    query = snac.allow(redirect.url, user)
    return MastodonConnector.connect.finish(query, redirect.pending, http=http, return_url=RETURN_URL)


def begin(snac: Snac, http: httpx.Client) -> Redirect:
    redirect = MastodonConnector.connect.begin({"server": snac.url}, http=http, return_url=RETURN_URL)
    assert isinstance(redirect, Redirect)
    return redirect


def connector(connected: Connected, http: httpx.Client, **other: str) -> MastodonConnector:
    return MastodonConnector({**connected.credentials, **other}, connected.settings, http)


def new_key() -> Key:
    return Key(uuid.uuid4().hex, datetime.now(UTC))


def picture(alt: str) -> Picture:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "firebrick").save(content, "PNG")
    return Picture(content.getvalue(), "image/png", "treppe.png", alt, 64, 48)


def publish(who: MastodonConnector, post: Post) -> Sent:
    key = new_key()
    return who.publish(post, key, who.prepare(post, key))


def received(who: MastodonConnector, cursor: str, words: str) -> Batch:
    end = time.monotonic() + DELIVERY
    while time.monotonic() < end:
        batch = who.fetch(cursor)
        if any(words in message.text for message in batch.messages):
            return batch
        time.sleep(0.2)
    pytest.fail(f"“{words}” did not arrive within {DELIVERY} s")


def status(account: Connected, remote_id: str, http: httpx.Client) -> dict[str, Any]:
    """The status as the server shows it, its own words."""
    headers = {"Authorization": f"Bearer {account.credentials['access_token']}"}
    url = f"{account.credentials['base_url']}/api/v1/statuses/{remote_id}"
    found: dict[str, Any] = http.get(url, headers=headers).json()
    return found


def test_connecting_through_the_servers_own_pages_says_who_it_is(
    snac: Snac, account: Connected, alice: MastodonConnector
) -> None:
    assert account.account.handle == f"@alice@{snac.url.removeprefix('http://')}"
    assert account.account.remote_id == f"{snac.url}/alice"
    assert alice.whoami() == account.account
    assert MastodonConnector.limits_for(account.settings).max_length == 100_000


def test_sign_in_of_another_browser_is_refused(snac: Snac, http: httpx.Client) -> None:
    redirect, other = begin(snac, http), begin(snac, http)
    query = snac.allow(other.url, "alice")

    with pytest.raises(Refused, match="does not belong"):
        MastodonConnector.connect.finish(query, redirect.pending, http=http, return_url=RETURN_URL)


def test_made_up_code_is_refused(snac: Snac, http: httpx.Client) -> None:
    redirect = begin(snac, http)
    query = {"code": "made-up", "state": redirect.pending["state"]}

    with pytest.raises(Refused):
        MastodonConnector.connect.finish(query, redirect.pending, http=http, return_url=RETURN_URL)


def test_worthless_token_needs_reconnecting(account: Connected, http: httpx.Client) -> None:
    revoked = connector(account, http, access_token="worthless")

    with pytest.raises(NeedsReconnect):
        revoked.whoami()
    with pytest.raises(NeedsReconnect):
        revoked.fetch("")
    with pytest.raises(NeedsReconnect):
        publish(revoked, Post("Das darf nie erscheinen."))


def test_post_with_picture_and_alt_text_is_public(
    account: Connected, alice: MastodonConnector, http: httpx.Client
) -> None:
    sent = publish(alice, Post("Frisch gestrichen ✨ #maler", pictures=[picture("Eine rote Treppe")]))

    shown = status(account, sent.remote_id, http)
    assert (shown["visibility"], shown["url"]) == ("public", sent.url)
    [attachment] = shown["media_attachments"]
    assert attachment["description"] == "Eine rote Treppe"
    assert http.get(attachment["url"]).content == picture("").content


def test_post_is_found_after_a_lost_answer_and_nothing_else_is(
    account: Connected, alice: MastodonConnector
) -> None:
    post, key = (
        Post("Zwei *Farben*, https://kern.example/a?b=1&c=2 :-)", pictures=[picture("Farben")]),
        new_key(),
    )
    handle = alice.prepare(post, key)
    assert isinstance(alice.find_existing(post, key, handle), Absent)

    with httpx.Client(transport=LosesAnswer()) as http, pytest.raises(OutcomeUnknown):
        connector(account, http).publish(post, key, handle)

    assert isinstance(alice.find_existing(post, key, handle), Sent)
    assert isinstance(alice.find_existing(Post(post.text), key, {}), Absent)
    assert isinstance(alice.find_existing(Post("Drei Farben", pictures=post.pictures), key, handle), Absent)
    later = Key(key.uuid, key.created_at + timedelta(minutes=10))
    assert isinstance(alice.find_existing(post, later, handle), Absent)


def test_reply_arrives_in_its_thread_and_is_answered_and_liked(
    snac: Snac, account: Connected, alice: MastodonConnector, bob: MastodonConnector, http: httpx.Client
) -> None:
    ours = publish(alice, Post("Wer braucht noch Farbe?"))
    target = Target(ours.remote_id, {"acct": "alice"})
    publish(bob, Post("Ich! Wie lange hält sie?", reply_to=target))

    batch = received(alice, "", "Wie lange")
    [asked] = [message for message in batch.messages if "Wie lange" in message.text]
    assert (asked.kind, asked.thread_id, asked.parent_id) == (
        IncomingKind.REPLY,
        ours.remote_id,
        ours.remote_id,
    )
    assert (asked.author.name, asked.author.remote_id, asked.ours) == ("bob", f"{snac.url}/bob", False)
    assert abs(datetime.now(UTC) - asked.written_at) < timedelta(minutes=1)
    assert alice.fetch(batch.cursor).messages == []

    answer, key = Post("Zehn Jahre.", reply_to=Target(asked.remote_id, asked.extra)), new_key()
    answered = alice.publish(answer, key, {})
    assert alice.find_existing(answer, key, {}) == answered

    received_by_bob = received(bob, "", "Zehn Jahre.").messages[-1]
    assert (received_by_bob.thread_id, received_by_bob.parent_id) == (ours.remote_id, asked.remote_id)

    like = alice.like(Target(asked.remote_id), key)
    assert alice.like(Target(asked.remote_id), key) == like
    assert status(account, asked.remote_id, http)["favourites_count"] == 1
    alice.unlike(Target(asked.remote_id), like)
    assert status(account, asked.remote_id, http)["favourites_count"] == 0


class LosesAnswer(httpx.HTTPTransport):
    """Lets the request through to the server, and loses what it says."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        super().handle_request(request).read()
        raise httpx.ReadError("connection reset by peer", request=request)
