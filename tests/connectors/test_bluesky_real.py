"""The Bluesky connector on a real network: PDS and AppView on loopback."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from eigenstimme.connectors.bluesky.connector import BlueskyConnector
from eigenstimme.connectors.types import (
    Absent,
    Connected,
    Incoming,
    IncomingKind,
    Key,
    NeedsReconnect,
    OutcomeUnknown,
    Picture,
    Post,
    Refused,
    Renews,
    Sent,
    Target,
)
from tests.servers.bluesky import Bluesky, Person, expired

_numbers = count(1)


class LosesAnswers(httpx.HTTPTransport):
    """The request reaches the server, its answer never reaches us."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        super().handle_request(request).read()
        raise httpx.ReadTimeout("lost", request=request)


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10) as client:
        yield client


@pytest.fixture
def company(bluesky: Bluesky) -> Person:
    return bluesky.person(f"maler-kern-{next(_numbers)}")


@pytest.fixture
def reader(bluesky: Bluesky) -> Person:
    return bluesky.person(f"gerda-{next(_numbers)}")


@pytest.fixture
def connected(bluesky: Bluesky, company: Person, http: httpx.Client) -> Connected:
    return connect(bluesky, company.handle, company.app_password, http)


@pytest.fixture
def connector(connected: Connected, http: httpx.Client) -> BlueskyConnector:
    return made(connected.credentials, http)


@pytest.fixture
def jpeg() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (40, 30), "gold").save(picture, "JPEG")
    return picture.getvalue()


def connect(network: Bluesky, handle: str, password: str, http: httpx.Client) -> Connected:
    values = {"server": network.url, "handle": handle, "app_password": password}
    answer = BlueskyConnector.connect.begin(values, http=http, return_url="")
    assert isinstance(answer, Connected)
    return answer


def made(credentials: Mapping[str, str], http: httpx.Client) -> BlueskyConnector:
    return BlueskyConnector(credentials, {}, http)


def new_key() -> Key:
    return Key(uuid4().hex, datetime.now(UTC))


def publish(connector: BlueskyConnector, post: Post, key: Key) -> Sent:
    return connector.publish(post, key, connector.prepare(post, key))


def eventually(ask: Callable[[], Any], seconds: float = 15) -> Any:
    """The first true answer; the AppView needs about a second to learn of a new record."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := ask():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"nothing after {seconds} s")


def arrived(connector: BlueskyConnector, text: str) -> Incoming:
    found = eventually(lambda: [each for each in connector.fetch("").messages if each.text == text])
    message: Incoming = found[0]
    return message


def publish_and_show(network: Bluesky, connector: BlueskyConnector, post: Post) -> Sent:
    """Publish, and wait until others can see it. An answer that the AppView learns of before what it answers
    makes no notification (bsky data plane, November 2026); people are slower than that."""
    sent = publish(connector, post, new_key())
    eventually(lambda: appview(network, "app.bsky.feed.getPosts", uris=sent.remote_id)["posts"])
    return sent


def ref(sent: Sent) -> dict[str, str]:
    return {"uri": sent.remote_id, "cid": sent.extra["cid"]}


def now() -> str:
    return datetime.now(UTC).isoformat()


def test_connect_names_the_account(bluesky: Bluesky, company: Person, http: httpx.Client) -> None:
    connected = connect(bluesky, f"\u202a@{company.handle.upper()}\u202c ", company.app_password, http)

    assert connected.account.remote_id == company.did
    assert connected.account.handle == f"@{company.handle}"
    assert made(connected.credentials, http).whoami() == connected.account


def test_connect_refuses_a_wrong_password(bluesky: Bluesky, company: Person, http: httpx.Client) -> None:
    with pytest.raises(Refused, match="does not accept this handle"):
        connect(bluesky, company.handle, "aaaa-bbbb-cccc-dddd", http)


def test_connect_refuses_the_main_password(bluesky: Bluesky, company: Person, http: httpx.Client) -> None:
    with pytest.raises(Refused, match="main password"):
        connect(bluesky, company.handle, company.password, http)


def test_post_with_picture_and_facets_is_public(
    bluesky: Bluesky, connector: BlueskyConnector, reader: Person, jpeg: bytes
) -> None:
    text = f"✨ Frisch gestrichen für @{reader.handle}: https://example.org/haus. #Fassade"
    picture = Picture(jpeg, "image/jpeg", "haus.jpg", "Ein gelbes Haus", 40, 30)

    sent = publish(connector, Post(text, pictures=[picture]), new_key())

    [view] = eventually(lambda: appview(bluesky, "app.bsky.feed.getPosts", uris=sent.remote_id)["posts"])
    record, [image] = view["record"], view["embed"]["images"]
    assert record["text"] == text
    assert record["langs"] == ["de"]
    assert [facet["features"][0] for facet in record["facets"]] == [
        {"$type": "app.bsky.richtext.facet#mention", "did": reader.did},
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.org/haus"},
        {"$type": "app.bsky.richtext.facet#tag", "tag": "Fassade"},
    ]
    assert (image["alt"], image["aspectRatio"]) == ("Ein gelbes Haus", {"width": 40, "height": 30})


def test_conversation_goes_there_and_back(
    bluesky: Bluesky, company: Person, connector: BlueskyConnector, reader: Person
) -> None:
    sent = publish_and_show(bluesky, connector, Post("Welche Farbe für die Tür?"))
    question = {"text": "Blau!", "createdAt": now(), "reply": {"root": ref(sent), "parent": ref(sent)}}
    bluesky.write(reader, question)

    started = time.monotonic()
    message = arrived(connector, "Blau!")
    assert time.monotonic() - started < 10
    target = Target(message.remote_id, message.extra)
    answer = publish_and_show(bluesky, connector, Post("Gern, dann blau.", reply_to=target))

    assert (message.kind, message.author.handle) == (IncomingKind.REPLY, f"@{reader.handle}")
    assert (message.thread_id, message.parent_id) == (sent.remote_id, sent.remote_id)
    [record] = [each for each in bluesky.records(company) if each["uri"] == answer.remote_id]
    reply = record["value"]["reply"]
    assert reply["root"] == ref(sent)
    assert reply["parent"] == {"uri": message.remote_id, "cid": message.extra["cid"]}

    bluesky.write(reader, {"text": "Danke!", "createdAt": now(), "reply": {**reply, "parent": ref(answer)}})
    thanks = arrived(connector, "Danke!")
    assert (thanks.thread_id, thanks.parent_id) == (sent.remote_id, answer.remote_id)


def test_mention_and_quote_arrive(
    bluesky: Bluesky, company: Person, connector: BlueskyConnector, reader: Person
) -> None:
    sent = publish(connector, Post("Wir suchen Lehrlinge."), new_key())
    mention = {"$type": "app.bsky.richtext.facet#mention", "did": company.did}
    facet = {"index": {"byteStart": 0, "byteEnd": len(company.handle) + 1}, "features": [mention]}
    bluesky.write(reader, {"text": f"@{company.handle} top", "createdAt": now(), "facets": [facet]})
    quote = {"$type": "app.bsky.embed.record", "record": ref(sent)}
    bluesky.write(reader, {"text": "Weitersagen", "createdAt": now(), "embed": quote})

    for text in (f"@{company.handle} top", "Weitersagen"):
        message = arrived(connector, text)
        assert (message.kind, message.thread_id) == (IncomingKind.MENTION, message.remote_id)


def test_fetch_goes_on_from_its_cursor(bluesky: Bluesky, connector: BlueskyConnector, reader: Person) -> None:
    sent = publish_and_show(bluesky, connector, Post("Guten Morgen"))
    thread = {"root": ref(sent), "parent": ref(sent)}
    bluesky.write(reader, {"text": "eins", "createdAt": now(), "reply": thread})
    arrived(connector, "eins")
    batch = connector.fetch("")

    bluesky.write(reader, {"text": "zwei", "createdAt": now(), "reply": thread})

    later = eventually(lambda: [m for m in connector.fetch(batch.cursor).messages if m.text == "zwei"])
    assert later[0].written_at.isoformat(timespec="milliseconds") > batch.cursor[:-1]


def test_like_twice_is_once_and_can_be_taken_back(
    bluesky: Bluesky, company: Person, connector: BlueskyConnector, reader: Person
) -> None:
    post = bluesky.write(reader, {"text": "Unser Haus ist fertig", "createdAt": now()})
    target, key = Target(post["uri"], {"cid": post["cid"]}), new_key()

    like = connector.like(target, key)
    assert connector.like(target, key) == like
    [record] = bluesky.records(company, "app.bsky.feed.like")
    assert record["value"]["subject"] == {"uri": post["uri"], "cid": post["cid"]}

    connector.unlike(target, like)
    connector.unlike(target, like)
    assert bluesky.records(company, "app.bsky.feed.like") == []


def test_lost_answer_is_found_again(
    bluesky: Bluesky, company: Person, connected: Connected, connector: BlueskyConnector
) -> None:
    post, key = Post("Nur einmal, bitte."), new_key()
    handle = connector.prepare(post, key)
    assert isinstance(connector.find_existing(post, key, handle), Absent)

    with httpx.Client(transport=LosesAnswers()) as deaf, pytest.raises(OutcomeUnknown, match="in time"):
        made(connected.credentials, deaf).publish(post, key, handle)

    found = connector.find_existing(post, key, handle)
    assert isinstance(found, Sent)
    assert [ref(found)] == [{"uri": r["uri"], "cid": r["cid"]} for r in bluesky.records(company)]


def test_publishing_five_times_at_once_makes_one_record(
    bluesky: Bluesky, company: Person, connector: BlueskyConnector
) -> None:
    post, key = Post("Fünfmal gedrückt"), new_key()
    handle = connector.prepare(post, key)

    with ThreadPoolExecutor(5) as pool:
        sent = list(pool.map(lambda _: connector.publish(post, key, handle), range(5)))

    assert len({each.extra["cid"] for each in sent}) == 1
    assert connector.publish(post, key, handle) == sent[0]
    assert len(bluesky.records(company)) == 1


def test_another_text_never_overwrites_what_is_published(
    bluesky: Bluesky, company: Person, connector: BlueskyConnector
) -> None:
    key = new_key()
    publish(connector, Post("Das Original"), key)

    with pytest.raises(OutcomeUnknown):
        publish(connector, Post("Etwas anderes"), key)

    assert [each["value"]["text"] for each in bluesky.records(company)] == ["Das Original"]


def test_expired_access_token_is_renewed(connected: Connected, http: httpx.Client) -> None:
    token = expired(connected.credentials["access_token"])
    connector = made({**connected.credentials, "access_token": token}, http)
    assert isinstance(connector, Renews)
    assert connector.renewed is None

    publish(connector, Post("Zwei Stunden später"), new_key())

    assert connector.renewed is not None
    assert connector.renewed["refresh_token"] != connected.credentials["refresh_token"]
    assert connector.renewed["app_password"] == connected.credentials["app_password"]
    again = made(connector.renewed, http)
    assert again.whoami() == connected.account
    assert again.renewed is None


def test_two_workers_renew_at_once(connected: Connected, http: httpx.Client) -> None:
    token = expired(connected.credentials["access_token"])
    workers = [made({**connected.credentials, "access_token": token}, http) for _worker in range(2)]

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda worker: worker.whoami(), workers))

    assert found == [connected.account] * 2
    for worker in workers:
        assert worker.renewed is not None
        assert made(worker.renewed, http).whoami() == connected.account


def test_dead_refresh_token_gives_way_to_the_app_password(connected: Connected, http: httpx.Client) -> None:
    token = expired(connected.credentials["access_token"])
    dead = {**connected.credentials, "access_token": token, "refresh_token": "not.a.token"}
    connector = made(dead, http)

    assert connector.whoami() == connected.account
    assert connector.renewed is not None


def test_revoked_app_password_needs_a_person(
    bluesky: Bluesky, company: Person, connected: Connected, http: httpx.Client
) -> None:
    bluesky.call("com.atproto.server.revokeAppPassword", {"name": "eigenstimme"}, company.token)
    token = expired(connected.credentials["access_token"])
    connector = made({**connected.credentials, "access_token": token}, http)

    with pytest.raises(NeedsReconnect, match="does not accept"):
        publish(connector, Post("Geht nicht mehr"), new_key())

    assert bluesky.records(company) == []


def test_too_long_a_text_is_refused_in_the_servers_words(connector: BlueskyConnector) -> None:
    with pytest.raises(Refused, match="300"):
        publish(connector, Post("x" * 301), new_key())


def appview(network: Bluesky, method: str, **params: str) -> Any:
    return httpx.get(f"{network.app_view}/xrpc/{method}", params=params).json()
