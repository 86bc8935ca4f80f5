"""A Page on Facebook, against its documented answers."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from eigenstimme.connectors.facebook.connector import FacebookConnector
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
    Unknowable,
    Video,
)
from tests.simulator import client, says
from tests.simulator.facebook import Facebook

FIXTURES = files("eigenstimme.connectors.facebook") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
PAGE = CREDENTIALS["page"]
PICTURE = Picture(b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 64, 48)
RETURN_URL = "https://stimme.example/return/"


@pytest.fixture
def key() -> Key:
    return Key("0123456789abcdef0123456789abcdef", datetime.now(UTC))


@pytest.fixture
def network() -> Facebook:
    return Facebook(CREDENTIALS["access_token"], PAGE, CREDENTIALS["client_secret"])


@pytest.fixture
def page(network: Facebook) -> FacebookConnector:
    return FacebookConnector(CREDENTIALS, {}, client(network.answer))


@pytest.fixture
def video(tmp_path: Path) -> Video:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"0123456789")
    return Video(film, "video/mp4", "film.mp4", "Ein Pinsel", 64, 48, 10, 1.0)


def saying(
    status: int, code: int, *, headers: dict[str, str] | None = None, **more: object
) -> FacebookConnector:
    body = {"error": {"message": "No", "type": "OAuthException", "code": code, **more}}
    return FacebookConnector(CREDENTIALS, {}, client(lambda _request: says(body, status, headers)))


def test_text_is_public_once_with_its_address(network: Facebook, page: FacebookConnector, key: Key) -> None:
    sent = page.publish(Post("Frisch gestrichen"), key, {})

    assert sent == Sent(f"{PAGE}_1", f"https://www.facebook.com/{PAGE}_1", {"kind": "post"})
    assert network.ledger.times("Frisch gestrichen") == 1


def test_pictures_wait_unseen_and_are_known_again_by_their_ids(
    network: Facebook, page: FacebookConnector, key: Key
) -> None:
    post = Post("Zwei Wände", pictures=[PICTURE, PICTURE])
    handle = page.prepare(post, key)
    assert network.ledger.posts == []
    assert isinstance(page.find_existing(post, key, handle), Absent)

    sent = page.publish(post, key, handle)
    assert [(each.text, each.files) for each in network.ledger.posts] == [("Zwei Wände", 2)]
    assert network.nodes["1"]["alt"] == "Eine Wand"
    network.nodes[sent.remote_id]["message"] = "changed there since"
    found = page.find_existing(post, key, handle)
    assert isinstance(found, Sent) and found.remote_id == sent.remote_id


def test_same_words_with_other_pictures_are_another_post(page: FacebookConnector, key: Key) -> None:
    post = Post("Zwei Wände", pictures=[PICTURE])
    page.publish(post, key, page.prepare(post, key))

    assert isinstance(page.find_existing(post, key, page.prepare(post, key)), Absent)
    assert isinstance(page.find_existing(Post("Zwei Wände"), key, {}), Absent)


def test_video_goes_up_in_pieces_and_is_published_by_one_call(
    network: Facebook, page: FacebookConnector, key: Key, video: Video
) -> None:
    post = Post("Ein Film", videos=[video])
    handle = page.prepare(post, key)
    assert isinstance(page.find_existing(post, key, handle), Unknowable)

    sent = page.publish(post, key, handle)
    assert sent == Sent(
        f"{PAGE}_9", "https://www.facebook.com/kern/videos/1/", {"kind": "video", "video": "1"}
    )
    assert page.find_existing(post, key, handle) == sent
    assert network.ledger.times("Ein Film") == 1


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ({"video_status": "error"}, Absent),
        ({"publishing_phase": {"status": "complete"}}, Sent),
        ({}, Unknowable),
    ],
)
def test_video_is_as_far_as_it_says(
    network: Facebook, page: FacebookConnector, key: Key, status: object, found: type
) -> None:
    network.nodes["1"] = {"id": "1", "status": status}
    assert isinstance(page.find_existing(Post("x"), key, {"video": "1", "session": "1"}), found)


def test_video_that_is_worked_on_is_asked_for_again(
    network: Facebook, page: FacebookConnector, key: Key
) -> None:
    network.nodes["1"] = {"id": "1", "status": {"processing_phase": {"status": "in_progress"}}}
    with pytest.raises(NotSent):
        page.find_existing(Post("x"), key, {"video": "1", "session": "1"})


def test_refused_double_is_our_own_post(network: Facebook, page: FacebookConnector, key: Key) -> None:
    first = page.publish(Post("Frisch gestrichen"), key, {})
    assert page.publish(Post("Frisch gestrichen"), key, {}).remote_id == first.remote_id
    assert network.ledger.times("Frisch gestrichen") == 1


def test_double_of_an_older_post_is_refused(page: FacebookConnector, key: Key) -> None:
    page.publish(Post("Frisch gestrichen"), key, {})
    later = Key("f" * 32, key.created_at + timedelta(hours=1))
    with pytest.raises(Refused, match="same was posted"):
        page.publish(Post("Frisch gestrichen"), later, {})


def test_double_that_cannot_be_looked_up_is_in_doubt(key: Key) -> None:
    with pytest.raises(OutcomeUnknown):
        saying(400, 506).publish(Post("x"), key, {})


def test_first_comment_stands_below_and_is_found_again(
    network: Facebook, page: FacebookConnector, key: Key
) -> None:
    below = Target(page.publish(Post("Frisch gestrichen"), key, {}).remote_id)
    comment = Post("Mehr: kern.example", reply_to=below)
    assert isinstance(page.find_existing(comment, key, {}), Absent)

    sent = page.publish(comment, key, {})
    assert network.ledger.posts[-1].parent == below.remote_id
    found = page.find_existing(comment, key, {})
    assert isinstance(found, Sent) and found.remote_id == sent.remote_id


def test_answer_to_an_answer_stands_beside_it(network: Facebook, page: FacebookConnector, key: Key) -> None:
    top = page.publish(Post("Frisch"), key, {}).remote_id
    page.publish(Post("Gern!", reply_to=Target("5_6", {"top": top})), key, {})
    assert network.ledger.posts[-1].parent == top


@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (400, 100, Refused),
        (400, 190, NeedsReconnect),
        (403, 200, NeedsReconnect),
        (400, 368, Refused),
        (400, 4, NotSent),
        (400, 32, NotSent),
        (400, 613, NotSent),
        (400, 80001, NotSent),
        (500, 1, OutcomeUnknown),
        (400, 2, OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, code: int, failure: type[Exception], key: Key
) -> None:
    with pytest.raises(failure):
        saying(status, code).publish(Post("x"), key, {})


def test_wait_is_as_long_as_the_network_says(key: Key) -> None:
    usage = {PAGE: [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 19}]}
    with pytest.raises(NotSent) as failure:
        saying(400, 32, headers={"X-Business-Use-Case-Usage": json.dumps(usage)}).publish(Post("x"), key, {})
    assert failure.value.retry_after == timedelta(minutes=19)


def test_reason_for_people_is_the_one_that_is_said(key: Key) -> None:
    with pytest.raises(Refused, match="Das Bild ist zu groß"):
        saying(400, 324, error_user_msg="Das Bild ist zu groß.").publish(Post("x"), key, {})


def test_post_is_changed_counted_and_taken_back(network: Facebook, page: FacebookConnector, key: Key) -> None:
    sent = page.publish(Post("Frisch"), key, {})
    page.edit(sent, Post("Ganz frisch"), key, {})
    assert network.nodes[sent.remote_id]["message"] == "Ganz frisch"

    counted = {"reactions": {"summary": {"total_count": 3}}, "shares": {"count": 2}}
    network.nodes[sent.remote_id] |= {**counted, "comments": {"summary": {"total_count": 1}}}
    assert page.figures(sent) == Figures(views=120, likes=3, comments=1, shares=2)

    page.delete(sent)
    page.delete(sent)
    assert page.figures(sent) == Figures()


def test_comments_and_posts_of_others_come_in_once() -> None:
    feed = json.loads((FIXTURES / "feed.json").read_text())
    page = FacebookConnector(CREDENTIALS, {}, client(lambda _request: says(feed)))
    batch = page.fetch("")

    post = f"{PAGE}_1001"
    assert [
        (each.kind, each.author.name, each.thread_id, each.parent_id, each.ours) for each in batch.messages
    ] == [
        (IncomingKind.COMMENT, "Facebook", post, post, False),
        (IncomingKind.COMMENT, "Maler Kern", post, "1001_2002", True),
        (IncomingKind.MENTION, "Jana Weber", f"{PAGE}_1003", "", False),
    ]
    assert batch.cursor == "2026-11-22T12:00:00+00:00"
    assert [each.text for each in page.fetch(batch.cursor).messages] == ["Danke für das schöne Treppenhaus!"]


def test_page_is_connected_by_signing_in(network: Facebook) -> None:
    app = {name: CREDENTIALS[name] for name in ("client_id", "client_secret")}
    http = client(network.answer)
    begun = FacebookConnector.connect.begin({**app, "page": "maler kern"}, http=http, return_url=RETURN_URL)
    assert isinstance(begun, Redirect)
    asked = parse_qs(urlsplit(begun.url).query)
    assert "pages_manage_posts" in asked["scope"][0].split(",")

    query = {"state": asked["state"][0], "code": "c"}
    connected = FacebookConnector.connect.finish(query, begun.pending, http=http, return_url=RETURN_URL)
    assert connected.credentials == CREDENTIALS
    assert (connected.account.name, connected.account.handle) == ("Maler Kern", "@malerkern")


def test_page_that_is_not_there_is_refused(network: Facebook) -> None:
    http, values = (
        client(network.answer),
        {"client_id": "1", "client_secret": network.secret, "page": "Other"},
    )
    begun = FacebookConnector.connect.begin(values, http=http, return_url=RETURN_URL)
    assert isinstance(begun, Redirect)
    query = {"state": begun.pending["state"], "code": "c"}
    with pytest.raises(Refused, match="which Page"):
        FacebookConnector.connect.finish(query, begun.pending, http=http, return_url=RETURN_URL)


def test_call_is_heard_by_its_signature_alone() -> None:
    body = b'{"object":"page","entry":[]}'
    signed = hmac.new(CREDENTIALS["client_secret"].encode(), body, sha256).hexdigest()
    call = Call("POST", {}, {"x-hub-signature-256": f"sha256={signed}"}, body)

    assert FacebookConnector.hear(call, CREDENTIALS) == Heard(news=True)
    with pytest.raises(Forged):
        FacebookConnector.hear(Call("POST", {}, call.headers, body + b" "), CREDENTIALS)


def test_network_hears_its_challenge_again() -> None:
    query = {
        "hub.mode": "subscribe",
        "hub.challenge": "1158201444",
        "hub.verify_token": CREDENTIALS["client_id"],
    }
    assert FacebookConnector.hear(Call("GET", query, {}, b""), CREDENTIALS) == Heard(False, "1158201444")
    with pytest.raises(Forged):
        FacebookConnector.hear(Call("GET", {**query, "hub.verify_token": "x"}, {}, b""), CREDENTIALS)


def test_neither_token_nor_secret_stands_in_an_address(key: Key) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return says({"data": [], "id": "1"})

    page = FacebookConnector(CREDENTIALS, {}, client(answer))
    page.fetch("")
    page.publish(Post("x"), key, {})
    secrets = (CREDENTIALS["access_token"], CREDENTIALS["client_secret"])
    assert [secret for secret in secrets for request in seen if secret in str(request.url)] == []
