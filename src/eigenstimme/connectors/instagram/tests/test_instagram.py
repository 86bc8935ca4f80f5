"""A professional account on Instagram, against its documented answers."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import httpx
import pytest

from eigenstimme.connectors.instagram.connector import InstagramConnector
from eigenstimme.connectors.types import (
    Absent,
    Call,
    Figures,
    Forged,
    Heard,
    Key,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Problem,
    Redirect,
    Refused,
    Sent,
    Target,
    Video,
    check,
)
from tests.simulator import client, says
from tests.simulator.instagram import Instagram

FIXTURES = files("eigenstimme.connectors.instagram") / "fixtures"
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
def network() -> Instagram:
    return Instagram(CREDENTIALS["access_token"], CREDENTIALS["account"], CREDENTIALS["username"])


@pytest.fixture
def account(network: Instagram) -> InstagramConnector:
    return InstagramConnector(CREDENTIALS, {}, client(network.answer))


def saying(status: int, code: int, subcode: int = 0, **more: object) -> InstagramConnector:
    error = {"message": "No", "code": code, "error_subcode": subcode, **more}
    return InstagramConnector(CREDENTIALS, {}, client(lambda _request: says({"error": error}, status)))


@pytest.mark.parametrize(
    ("post", "wanted"),
    [
        (
            Post("Bild", pictures=[PICTURE]),
            {"image_url": PICTURE.url, "alt_text": "Eine Wand", "caption": "Bild"},
        ),
        (Post("Film", videos=[VIDEO]), {"video_url": VIDEO.url, "media_type": "REELS", "caption": "Film"}),
    ],
)
def test_nothing_is_public_before_the_one_call(
    network: Instagram, account: InstagramConnector, key: Key, post: Post, wanted: Mapping[str, str]
) -> None:
    handle = account.prepare(post, key)
    assert wanted.items() <= network.containers[handle["container"]].items()
    assert network.ledger.posts == []

    sent = account.publish(post, key, handle)
    assert [(each.text, each.files) for each in network.ledger.posts] == [(post.text, 1)]
    assert sent == Sent(sent.remote_id, f"https://instagram.com/p/{sent.remote_id}/", {"kind": "post"})


def test_carousel_holds_pictures_and_videos(
    network: Instagram, account: InstagramConnector, key: Key
) -> None:
    post = Post("Drei", pictures=[PICTURE, PICTURE], videos=[VIDEO])
    account.publish(post, key, account.prepare(post, key))

    assert [(each.text, each.files) for each in network.ledger.posts] == [("Drei", 3)]
    kinds = [each.get("media_type", "") for each in network.containers.values()]
    assert kinds == ["", "", "VIDEO", "CAROUSEL"]


def test_files_that_take_long_are_tried_again(
    network: Instagram, account: InstagramConnector, key: Key
) -> None:
    network.becomes = "IN_PROGRESS"
    with pytest.raises(NotSent) as failure:
        account.prepare(Post("x", pictures=[PICTURE]), key)
    assert failure.value.retry_after == timedelta(minutes=1)


def test_files_that_cannot_be_used_are_refused(
    network: Instagram, account: InstagramConnector, key: Key
) -> None:
    network.becomes = "ERROR"
    with pytest.raises(Refused):
        account.prepare(Post("x", pictures=[PICTURE]), key)


def test_lost_answer_is_found_again_by_its_container(
    network: Instagram, account: InstagramConnector, key: Key
) -> None:
    post = Post("Frisch\n gestrichen ", pictures=[PICTURE])
    handle = account.prepare(post, key)
    assert isinstance(account.find_existing(post, key, handle), Absent)

    sent = account.publish(post, key, handle)
    network.posts[sent.remote_id]["caption"] = "Frisch\r\ngestrichen"
    assert account.find_existing(post, key, handle) == sent


@pytest.mark.parametrize("status", ["ERROR", "EXPIRED"])
def test_container_that_ended_was_never_public(
    network: Instagram, account: InstagramConnector, key: Key, status: str
) -> None:
    network.containers[HANDLE["container"]] = {"status": status}
    network.post("Frisch")
    assert isinstance(account.find_existing(Post("Frisch", pictures=[PICTURE]), key, HANDLE), Absent)


@pytest.mark.parametrize("status", ["PUBLISHED", "IN_PROGRESS"])
@pytest.mark.parametrize("text", ["Frisch", ""])
def test_what_is_not_listed_yet_is_never_absent(
    network: Instagram, account: InstagramConnector, key: Key, status: str, text: str
) -> None:
    network.containers[HANDLE["container"]] = {"status": status}
    network.post("")
    with pytest.raises(NotSent):
        account.find_existing(Post(text, pictures=[PICTURE]), key, HANDLE)


def test_post_of_another_day_is_not_meant(network: Instagram, account: InstagramConnector, key: Key) -> None:
    network.containers[HANDLE["container"]] = {"status": "FINISHED"}
    network.post("Frisch")
    later = Key("f" * 32, key.created_at + timedelta(hours=1))
    assert isinstance(account.find_existing(Post("Frisch", pictures=[PICTURE]), later, HANDLE), Absent)


def test_comment_and_answer_stand_in_their_place(
    network: Instagram, account: InstagramConnector, key: Key
) -> None:
    number = network.post("Frisch")
    first = Post("Mehr im Profil", reply_to=Target(number))
    assert account.prepare(first, key) == {}
    assert isinstance(account.find_existing(first, key, {}), Absent)
    comment = account.publish(first, key, {})
    assert account.find_existing(first, key, {}) == comment

    answer = Post("Gern!", reply_to=Target("1", {"below": comment.remote_id}))
    found = account.publish(answer, key, {})
    assert [each.parent for each in network.ledger.posts] == ["", number, comment.remote_id]
    assert account.find_existing(answer, key, {}) == found


@pytest.mark.parametrize(
    ("status", "code", "subcode", "failure"),
    [
        (400, 190, 0, NeedsReconnect),
        (400, 10, 0, NeedsReconnect),
        (400, 4, 0, NotSent),
        (400, 80002, 0, NotSent),
        (400, 9, 2207042, NotSent),
        (400, 9007, 2207027, NotSent),
        (400, -2, 2207020, NotSent),
        (400, 9004, 2207052, NotSent),
        (400, 4, 2207051, Refused),
        (400, 25, 2207050, Refused),
        (400, 36003, 2207009, Refused),
        (400, 36004, 2207010, Refused),
        (400, -1, 2207001, OutcomeUnknown),
        (400, 24, 2207006, OutcomeUnknown),
        (500, 2, 0, OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, code: int, subcode: int, failure: type[Exception], key: Key
) -> None:
    with pytest.raises(failure):
        saying(status, code, subcode).publish(Post("x", pictures=[PICTURE]), key, HANDLE)


def test_reason_is_the_one_for_people(key: Key) -> None:
    error = json.loads((FIXTURES / "error.json").read_text())
    account = InstagramConnector(CREDENTIALS, {}, client(lambda _request: says(error, 400)))
    with pytest.raises(Refused, match="less than 8 MiB"):
        account.prepare(Post("x", pictures=[PICTURE]), key)


def test_post_is_published_even_if_its_address_is_not_known(network: Instagram, key: Key) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return says({"error": {"code": 2}}, 500) if request.method == "GET" else network.answer(request)

    network.containers[HANDLE["container"]] = {"status": "FINISHED", "caption": "x", "files": 1}
    sent = InstagramConnector(CREDENTIALS, {}, client(answer)).publish(Post("x"), key, HANDLE)
    assert sent.url == "https://www.instagram.com/maler.kern/"


def test_comments_and_answers_come_in_once() -> None:
    media = json.loads((FIXTURES / "media.json").read_text())
    account = InstagramConnector(CREDENTIALS, {}, client(lambda _request: says(media)))
    batch = account.fetch("")

    post, comment = "18000000000000001", "17900000000000001"
    assert [(each.author.handle, each.thread_id, each.parent_id, each.ours) for each in batch.messages] == [
        ("@jana.weber", post, post, False),
        ("@Maler.Kern", post, comment, True),
    ]
    assert [each.extra["below"] for each in batch.messages] == [comment, comment]
    assert [each.text for each in account.fetch(batch.cursor).messages] == ["Ab 30 Euro je Quadratmeter."]


def test_figures_that_are_not_known_are_left_out(network: Instagram, account: InstagramConnector) -> None:
    number = network.post("Frisch")
    network.posts[number] |= {"like_count": 3, "comments_count": 1}
    sent = Sent(number, "")
    assert account.figures(sent) == Figures(views=120, likes=3, comments=1)
    assert account.figures(Sent("5", "")) == Figures()


def test_account_is_connected_for_sixty_days_and_longer(
    network: Instagram, account: InstagramConnector
) -> None:
    http, app = client(network.answer), {name: CREDENTIALS[name] for name in ("client_id", "client_secret")}
    begun = InstagramConnector.connect.begin(app, http=http, return_url=RETURN_URL)
    assert isinstance(begun, Redirect)
    query = {"state": begun.pending["state"], "code": "c"}
    connected = InstagramConnector.connect.finish(query, begun.pending, http=http, return_url=RETURN_URL)

    assert {**connected.credentials, "expires_at": CREDENTIALS["expires_at"]} == CREDENTIALS
    ends = InstagramConnector.expires_at(connected.credentials)
    assert ends and ends > datetime.now(UTC) + timedelta(days=59)
    assert account.refresh()["access_token"] == f"{CREDENTIALS['access_token']}2"


def test_token_that_ran_out_needs_a_person() -> None:
    with pytest.raises(NeedsReconnect):
        saying(400, 190, 463).refresh()


def test_call_is_heard_by_its_signature_alone() -> None:
    signed = hmac.new(CREDENTIALS["client_secret"].encode(), b"{}", sha256).hexdigest()
    headers = {"x-hub-signature-256": f"sha256={signed}"}
    assert InstagramConnector.hear(Call("POST", {}, headers, b"{}"), CREDENTIALS) == Heard(news=True)
    with pytest.raises(Forged):
        InstagramConnector.hear(Call("POST", {}, headers, b"{ }"), CREDENTIALS)


def test_words_alone_are_no_post() -> None:
    assert [each.problem for each in check(Post("Frisch"), InstagramConnector.limits)] == [
        Problem.MEDIA_MISSING
    ]
