"""An account on X, against its documented answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import httpx
import pytest

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
    Redirect,
    Refused,
    Target,
    Unknowable,
    Video,
)
from eigenstimme.connectors.x_com.connector import XConnector
from tests.simulator import client, says
from tests.simulator.x_com import X

FIXTURES = files("eigenstimme.connectors.x_com") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
PICTURE = Picture(b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 64, 48)
RETURN_URL = "https://stimme.example/return/"


@pytest.fixture
def key() -> Key:
    return Key("0123456789abcdef0123456789abcdef", datetime.now(UTC))


@pytest.fixture
def network() -> X:
    return X(CREDENTIALS["access_token"])


@pytest.fixture
def account(network: X) -> XConnector:
    return XConnector(CREDENTIALS, {}, client(network.answer))


def saying(status: int, detail: str, kind: str = "forbidden") -> XConnector:
    body = {"detail": detail, "type": f"https://api.x.com/2/problems/{kind}"}
    return XConnector(CREDENTIALS, {}, client(lambda _request: says(body, status)))


# --- publishing ---


def test_post_is_public_with_its_pictures_and_alt_texts(network: X, account: XConnector, key: Key) -> None:
    post = Post("Frisch gestrichen", pictures=[PICTURE, PICTURE])
    handle = account.prepare(post, key)
    sent = account.publish(post, key, handle)

    assert sent.url == f"https://x.com/maler_kern/status/{sent.remote_id}"
    assert network.alts == dict.fromkeys(handle["media"].split(), "Eine Wand")
    assert [each.files for each in network.ledger.posts] == [2]
    assert account.find_existing(post, key, handle) == sent
    assert isinstance(account.find_existing(post, key, {"media": "1"}), Absent)


def test_video_goes_up_in_pieces_and_is_waited_for(
    network: X, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    monkeypatch.setattr("eigenstimme.connectors.x_com.connector.SEGMENT", 4)
    (tmp_path / "wand.mp4").write_bytes(b"abcdefghij")
    video = Video(tmp_path / "wand.mp4", "video/mp4", "wand.mp4", "Eine Wand", 64, 48, 10, 5.0)
    states = iter(["pending", "in_progress", "succeeded"])

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("finalize") or request.url.params.get("command") == "STATUS":
            return says(
                {"data": {"id": "1", "processing_info": {"state": next(states), "check_after_secs": 1}}}
            )
        return network.answer(request)

    account = XConnector(CREDENTIALS, {}, client(answer))
    handle = account.prepare(Post("Frisch", videos=[video]), key)

    assert [len(pieces) for pieces in network.media.values()] == [3]
    assert list(network.media) == handle["media"].split()
    assert next(states, None) is None


def test_video_x_cannot_read_is_refused(key: Key, network: X) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        failed = request.url.path.endswith("finalize")
        said = says({"data": {"id": "1", "processing_info": {"state": "failed"}}})
        return said if failed else network.answer(request)

    with pytest.raises(Refused):
        XConnector(CREDENTIALS, {}, client(answer)).prepare(Post("x", pictures=[PICTURE]), key)


def test_same_text_again_is_the_post_that_is_there(network: X, account: XConnector, key: Key) -> None:
    first = account.publish(Post("Frisch gestrichen"), key, {})
    assert account.publish(Post("Frisch gestrichen"), key, {}) == first
    assert network.ledger.times("Frisch gestrichen") == 1


def test_earlier_post_with_the_same_text_is_said_to_a_person(account: XConnector, key: Key) -> None:
    account.publish(Post("Frisch"), key, {})
    with pytest.raises(Refused, match="earlier post"):
        account.publish(Post("Frisch"), Key(key.uuid, key.created_at + timedelta(hours=1)), {})


def test_duplicate_that_cannot_be_looked_up_is_in_doubt(key: Key) -> None:
    with pytest.raises(OutcomeUnknown):
        saying(403, "You are not allowed to create a Tweet with duplicate content.").publish(
            Post("x"), key, {}
        )


def test_thread_hangs_below_and_whoever_did_not_summon_us_gets_no_answer(
    network: X, account: XConnector, key: Key
) -> None:
    first = account.publish(Post("Eins"), key, {})
    second = Post("Zwei", reply_to=Target(first.remote_id))
    sent = account.publish(second, key, {})
    assert account.find_existing(second, key, {}) == sent
    assert isinstance(account.find_existing(Post("Zwei"), key, {}), Absent)
    assert network.ledger.posts[1].parent == first.remote_id

    with pytest.raises(Refused, match="not been mentioned"):
        account.publish(Post("Gern!", reply_to=Target("99")), key, {})
    network.summoned.add("99")
    account.publish(Post("Gern!", reply_to=Target("99")), key, {})


# --- looking up ---


def test_post_is_found_though_x_shortens_its_addresses(key: Key) -> None:
    shortened = {
        "id": "1",
        "text": "Farbe &amp; Wand: https://t.co/a",
        "created_at": "2026-11-22T09:00:00Z",
        "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "http://kern.de/farbe"}]},
    }
    said = {"data": [shortened], "meta": {"result_count": 1}}
    account = XConnector(CREDENTIALS, {}, client(lambda _request: says(said)))

    assert not isinstance(account.find_existing(Post("Farbe & Wand: kern.de/farbe"), key, {}), Absent)
    assert isinstance(account.find_existing(Post("Farbe & Wand"), key, {}), Absent)
    assert isinstance(account.find_existing(Post("Farbe & Wand: kern.de/farbe"), key, {"media": "3"}), Absent)


def test_full_page_cannot_be_known(account: XConnector, key: Key) -> None:
    for number in range(100):
        account.publish(Post(str(number)), key, {})
    assert isinstance(account.find_existing(Post("Frisch"), key, {}), Unknowable)


@pytest.mark.parametrize(
    ("status", "kind", "failure"),
    [
        (400, "invalid-request", Refused),
        (401, "unauthorized", NeedsReconnect),
        (402, "credits", NotSent),
        (403, "client-forbidden", Refused),
        (403, "usage-capped", NotSent),
        (503, "service-unavailable", OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, kind: str, failure: type[Exception], key: Key
) -> None:
    with pytest.raises(failure):
        saying(status, "No", kind).publish(Post("x"), key, {})


# --- afterwards ---


def test_post_is_counted_and_taken_back(network: X, account: XConnector, key: Key) -> None:
    sent = account.publish(Post("Frisch"), key, {})
    assert account.figures(sent) == Figures(views=120, likes=7, comments=3, shares=3)
    account.delete(sent)
    account.delete(sent)
    assert network.tweets == []
    assert account.figures(sent) == Figures()


def test_mentions_and_answers_come_in_written_out() -> None:
    page = json.loads((FIXTURES / "mentions.json").read_text())
    asked: list[httpx.QueryParams] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.params)
        return says(page if len(asked) == 1 else {"meta": {"result_count": 0}})

    account = XConnector(CREDENTIALS, {}, client(answer))
    batch = account.fetch("")
    again = account.fetch(batch.cursor)

    assert [(each.kind, each.author.name, each.thread_id) for each in batch.messages] == [
        (IncomingKind.MENTION, "3333333333333333333", "2080765813578191100"),
        (IncomingKind.REPLY, "Jana Weber", "2080765813578191000"),
    ]
    assert batch.messages[1].text == "@maler_kern Was kostet so etwas? > 20 m² https://wand.example/bild"
    assert batch.messages[1].url == "https://x.com/jana_w/status/2080765813578191303"
    assert (asked[0]["max_results"], asked[1]["since_id"]) == ("20", batch.cursor)
    assert (list(again.messages), again.cursor) == ([], batch.cursor)


# --- connecting ---


def test_account_is_connected_and_its_access_renewed_once_each(network: X) -> None:
    http = client(network.answer)
    begun = XConnector.connect.begin(
        {"client_id": "id", "client_secret": "hush"}, http=http, return_url=RETURN_URL
    )
    assert isinstance(begun, Redirect) and "code_challenge" in begun.url
    query = {"state": begun.pending["state"], "code": "c"}
    found = XConnector.connect.finish(query, begun.pending, http=http, return_url=RETURN_URL)

    assert isinstance(found, Connected)
    assert (found.account.handle, found.credentials["user_id"]) == ("@maler_kern", "2244994945")
    assert XConnector.expires_at(found.credentials)
    renewed = XConnector(found.credentials, {}, http).refresh()
    assert renewed["refresh_token"] != found.credentials["refresh_token"]
    assert XConnector(renewed, {}, http).whoami() == found.account
    with pytest.raises(NeedsReconnect):
        XConnector(found.credentials, {}, http).refresh()
