"""A profile on Threads, against its documented answers."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from eigenstimme.connectors.threads.connector import ThreadsConnector
from eigenstimme.connectors.types import (
    Absent,
    Call,
    Figures,
    Forged,
    Heard,
    IncomingKind,
    Key,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Redirect,
    Refused,
    Sent,
    Target,
    Video,
)
from tests.simulator import client, says
from tests.simulator.threads import Threads

FIXTURES = files("eigenstimme.connectors.threads") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
HANDLE = {"container": "17000000000000000"}
PICTURE = Picture(
    b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 1080, 1080, url="https://stimme.example/f/1.jpg"
)
VIDEO = Video(
    Path("film.mp4"),
    "video/mp4",
    "film.mp4",
    "Ein Pinsel",
    1080,
    1920,
    9,
    8.0,
    url="https://stimme.example/f/2.mp4",
)
RETURN_URL = "https://stimme.example/return/"


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


@pytest.fixture
def key() -> Key:
    return Key("0123456789abcdef0123456789abcdef", datetime.now(UTC))


@pytest.fixture
def network() -> Threads:
    return Threads(CREDENTIALS["access_token"], CREDENTIALS["account"], CREDENTIALS["username"])


@pytest.fixture
def profile(network: Threads) -> ThreadsConnector:
    return ThreadsConnector(CREDENTIALS, {}, client(network.answer))


def saying(status: int, code: int, subcode: int = 0) -> ThreadsConnector:
    error = {"message": "No", "code": code, "error_subcode": subcode}
    return ThreadsConnector(CREDENTIALS, {}, client(lambda _request: says({"error": error}, status)))


@pytest.mark.parametrize(
    ("post", "wanted", "number"),
    [
        (Post("Text"), {"media_type": "TEXT", "text": "Text"}, 0),
        (Post("Bild", pictures=[PICTURE]), {"media_type": "IMAGE", "alt_text": "Eine Wand"}, 1),
        (Post("Film", videos=[VIDEO]), {"media_type": "VIDEO", "video_url": VIDEO.url}, 1),
        (Post("Viel", pictures=[PICTURE], videos=[VIDEO]), {"media_type": "CAROUSEL", "text": "Viel"}, 2),
        (Post("Gern!", reply_to=Target("7")), {"media_type": "TEXT", "reply_to_id": "7"}, 0),
    ],
)
def test_nothing_is_public_before_the_one_call(
    network: Threads, profile: ThreadsConnector, key: Key, post: Post, wanted: Mapping[str, str], number: int
) -> None:
    handle = profile.prepare(post, key)
    assert wanted.items() <= network.containers[handle["container"]].items()
    assert network.ledger.posts == []

    sent = profile.publish(post, key, handle)
    parent = post.reply_to.remote_id if post.reply_to else ""
    assert [(each.text, each.files, each.parent) for each in network.ledger.posts] == [
        (post.text, number, parent)
    ]
    assert sent == Sent(sent.remote_id, f"https://threads.net/p/{sent.remote_id}/")


@pytest.mark.parametrize("reply_to", [None, Target("7")])
def test_lost_answer_is_found_again_by_its_container(
    profile: ThreadsConnector, key: Key, reply_to: Target | None
) -> None:
    post = Post("Frisch gestrichen", reply_to=reply_to)
    handle = profile.prepare(post, key)
    assert isinstance(profile.find_existing(post, key, handle), Absent)

    sent = profile.publish(post, key, handle)
    assert profile.find_existing(post, key, handle) == sent


def test_error_that_published_all_the_same_is_a_doubt(
    network: Threads, profile: ThreadsConnector, key: Key
) -> None:
    post = Post("Frisch gestrichen")
    handle = profile.prepare(post, key)
    network.fails_publishing = True
    with pytest.raises(OutcomeUnknown):
        profile.publish(post, key, handle)
    assert isinstance(profile.find_existing(post, key, handle), Sent)
    assert network.ledger.times("Frisch gestrichen") == 1


@pytest.mark.parametrize("status", ["ERROR", "EXPIRED"])
def test_container_that_ended_was_never_public(
    network: Threads, profile: ThreadsConnector, key: Key, status: str
) -> None:
    network.containers[HANDLE["container"]] = {"status": status}
    assert isinstance(profile.find_existing(Post("x"), key, HANDLE), Absent)


def test_what_is_not_listed_yet_is_never_absent(
    network: Threads, profile: ThreadsConnector, key: Key
) -> None:
    network.containers[HANDLE["container"]] = {"status": "PUBLISHED"}
    with pytest.raises(NotSent):
        profile.find_existing(Post("x"), key, HANDLE)


@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (400, 100, Refused),
        (400, 190, NeedsReconnect),
        (403, 200, NeedsReconnect),
        (400, 4, NotSent),
        (400, 613, NotSent),
        (400, 10, OutcomeUnknown),
        (400, 24, OutcomeUnknown),
        (500, 2, OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, code: int, failure: type[Exception], key: Key
) -> None:
    with pytest.raises(failure):
        saying(status, code).publish(Post("x"), key, HANDLE)


def test_missing_permission_is_one_before_publishing(key: Key) -> None:
    with pytest.raises(NeedsReconnect):
        saying(403, 10).prepare(Post("x"), key)


@pytest.mark.parametrize("forbids_mentions", [False, True])
def test_answers_come_in_once(network: Threads, profile: ThreadsConnector, forbids_mentions: bool) -> None:
    network.forbids_mentions = forbids_mentions
    root = network.post("Frisch gestrichen")
    network.answered("Was kostet so etwas?", root, "jana.weber")
    network.answered("Ab 30 Euro.", root, "Maler.Kern")
    batch = profile.fetch("")

    assert [
        (each.author.handle, each.kind, each.thread_id, each.parent_id, each.ours) for each in batch.messages
    ] == [
        ("@Maler.Kern", IncomingKind.REPLY, root, root, True),
        ("@jana.weber", IncomingKind.REPLY, root, root, False),
    ]
    later = (datetime.fromisoformat(batch.cursor) + timedelta(seconds=1)).isoformat()
    assert profile.fetch(later).messages == []


def test_post_is_counted_and_taken_back(network: Threads, profile: ThreadsConnector) -> None:
    sent = Sent(network.post("Frisch"), "")
    assert profile.figures(sent) == Figures(views=120, likes=3, comments=1, shares=3)
    profile.delete(sent)
    profile.delete(sent)
    assert profile.figures(sent) == Figures()


def test_profile_is_connected_for_sixty_days_and_longer(network: Threads, profile: ThreadsConnector) -> None:
    http, app = client(network.answer), {name: CREDENTIALS[name] for name in ("client_id", "client_secret")}
    begun = ThreadsConnector.connect.begin(app, http=http, return_url=RETURN_URL)
    assert isinstance(begun, Redirect)
    query = {"state": begun.pending["state"], "code": "c"}
    connected = ThreadsConnector.connect.finish(query, begun.pending, http=http, return_url=RETURN_URL)

    assert {**connected.credentials, "expires_at": CREDENTIALS["expires_at"]} == CREDENTIALS
    assert connected.account.url == "https://www.threads.net/@maler.kern"
    assert profile.refresh()["access_token"] == f"{CREDENTIALS['access_token']}2"


def test_token_that_ran_out_needs_a_person() -> None:
    with pytest.raises(NeedsReconnect):
        saying(400, 190, 463).refresh()


def test_call_is_heard_by_its_signature_alone() -> None:
    body = (FIXTURES / "webhook.json").read_bytes()
    signed = hmac.new(CREDENTIALS["client_secret"].encode(), body, sha256).hexdigest()
    headers = {"x-hub-signature-256": f"sha256={signed}"}
    assert ThreadsConnector.hear(Call("POST", {}, headers, body), CREDENTIALS) == Heard(news=True)
    with pytest.raises(Forged):
        ThreadsConnector.hear(Call("POST", {}, headers, body + b" "), CREDENTIALS)
