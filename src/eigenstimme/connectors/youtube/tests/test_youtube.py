"""A channel on YouTube, against its documented answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest

from eigenstimme.connectors import google
from eigenstimme.connectors.types import (
    Absent,
    Connected,
    Figures,
    Key,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Post,
    Problem,
    Redirect,
    Refused,
    Sent,
    Target,
    Unknowable,
    Video,
    check,
)
from eigenstimme.connectors.youtube import client as pieces
from eigenstimme.connectors.youtube.connector import YouTubeConnector
from tests.simulator import client, says
from tests.simulator.youtube import YouTube

FIXTURES = files("eigenstimme.connectors.youtube") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
KEY = Key("0123456789abcdef0123456789abcdef", datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
SIZE = 20
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 8)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(range(SIZE)))
    video = Video(film, "video/mp4", "film.mp4", "Ein Pinsel", 1920, 1080, SIZE, 12.0)
    return Post("Wie wir eine Fassade streichen.", title="Fassade", videos=[video])


@pytest.fixture
def network() -> YouTube:
    return YouTube()


@pytest.fixture
def channel(network: YouTube) -> YouTubeConnector:
    return asking(network.answer)


def asking(answer: Answer) -> YouTubeConnector:
    return YouTubeConnector(CREDENTIALS, {}, client(answer))


def failing_at_the_end(network: YouTube, *, arrives: bool) -> YouTubeConnector:
    """Whose answer to the last piece is lost; the piece itself arrives, or not."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("content-range", "").endswith(f"-{SIZE - 1}/{SIZE}"):
            if arrives:
                network.answer(request)
            raise httpx.ReadTimeout("lost", request=request)
        return network.answer(request)

    return asking(answer)


def refusing(status: int, reason: str) -> YouTubeConnector:
    error = {"code": status, "message": "No", "errors": [{"reason": reason, "message": "No"}]}
    return asking(lambda _request: says({"error": error}, status))


# --- publishing ---


def test_nothing_is_public_before_the_last_piece(
    network: YouTube, channel: YouTubeConnector, post: Post
) -> None:
    handle = channel.prepare(post, KEY)
    assert (network.ledger.posts, network.sessions[0].arrived) == ([], 16)

    sent = channel.publish(post, KEY, handle)

    assert sent == Sent("video1", "https://www.youtube.com/watch?v=video1", {"kind": "video"})
    assert network.sessions[0].snippet["title"] == "Fassade"
    assert channel.publish(post, KEY, handle) == sent
    assert network.ledger.times(post.text) == 1


def test_upload_goes_on_where_the_network_says(
    network: YouTube, channel: YouTubeConnector, post: Post
) -> None:
    handle = channel.prepare(post, KEY)
    network.sessions[0].arrived = 3

    channel.publish(post, KEY, handle)
    assert network.ledger.times(post.text) == 1


@pytest.mark.parametrize(("arrives", "found"), [(True, Sent), (False, Absent)])
def test_session_knows_what_became_of_a_lost_answer(
    network: YouTube, post: Post, arrives: bool, found: type[object]
) -> None:
    channel = failing_at_the_end(network, arrives=arrives)
    handle = channel.prepare(post, KEY)
    with pytest.raises(OutcomeUnknown):
        channel.publish(post, KEY, handle)

    assert isinstance(channel.find_existing(post, KEY, handle), found)


def test_video_that_arrived_whole_but_is_not_made_yet_is_never_absent(
    channel: YouTubeConnector, post: Post
) -> None:
    handle = channel.prepare(post, KEY)
    whole = httpx.Response(308, headers={"Range": f"bytes=0-{SIZE - 1}"})
    assert isinstance(asking(lambda _request: whole).find_existing(post, KEY, handle), Unknowable)


def test_forgotten_session_is_looked_up_among_our_videos(
    network: YouTube, channel: YouTubeConnector, post: Post
) -> None:
    handle = channel.prepare(post, KEY)
    sent = channel.publish(post, KEY, handle)
    network.forgotten = True

    assert channel.find_existing(post, KEY, handle) == sent
    assert isinstance(channel.find_existing(replace(post, title="Anders"), KEY, handle), Unknowable)
    later = replace(KEY, created_at=KEY.created_at + timedelta(days=1))
    assert isinstance(channel.find_existing(post, later, handle), Unknowable)


def test_forgotten_session_is_begun_anew(network: YouTube, channel: YouTubeConnector, post: Post) -> None:
    handle = channel.prepare(post, KEY)
    network.forgotten = True
    with pytest.raises(NotSent):
        channel.publish(post, KEY, handle)


def test_still_goes_along_and_its_refusal_does_no_harm(
    network: YouTube, channel: YouTubeConnector, post: Post
) -> None:
    chosen = replace(post, videos=[replace(post.videos[0], still=b"jpeg")])
    channel.publish(chosen, KEY, channel.prepare(chosen, KEY))
    assert network.thumbnails == ["video1"]

    def unchecked(request: httpx.Request) -> httpx.Response:
        return says({}, 403) if "thumbnails" in request.url.path else network.answer(request)

    assert asking(unchecked).publish(chosen, KEY, channel.prepare(chosen, KEY)).remote_id == "video2"


def test_token_goes_to_google_alone(network: YouTube, post: Post) -> None:
    asked: list[str] = []

    def elsewhere(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200, headers={"Location": "https://googleapis.com.evil.example/upload"})

    with pytest.raises(NotSent):
        asking(elsewhere).prepare(post, KEY)
    assert asked == ["www.googleapis.com"]


@pytest.mark.parametrize("words", [{"title": "1 < 2"}, {"text": "Farbe -> Wand"}])
def test_signs_youtube_forbids_are_said_before(
    channel: YouTubeConnector, post: Post, words: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="neither < nor >"):
        channel.prepare(replace(post, **words), KEY)


def test_title_and_description_have_their_lengths(post: Post) -> None:
    long = replace(post, title="x" * 101, text="ä" * 2501)
    found = [(each.problem, each.limit) for each in check(long, YouTubeConnector.limits)]
    assert found == [(Problem.TITLE_TOO_LONG, 100), (Problem.TOO_MANY_BYTES, 5000)]


@pytest.mark.parametrize(
    ("status", "reason", "failure"),
    [
        (400, "invalidTitle", Refused),
        (400, "uploadLimitExceeded", NotSent),
        (401, "authError", NeedsReconnect),
        (403, "quotaExceeded", NotSent),
        (403, "rateLimitExceeded", NotSent),
        (403, "forbidden", Refused),
        (403, "insufficientPermissions", NeedsReconnect),
        (403, "accessNotConfigured", NeedsReconnect),
        (503, "backendError", NotSent),
    ],
)
def test_documented_errors_are_what_they_mean(
    post: Post, status: int, reason: str, failure: type[Exception]
) -> None:
    with pytest.raises(failure):
        refusing(status, reason).prepare(post, KEY)


def test_quota_begins_anew_at_midnight_in_california() -> None:
    assert google.until_reset(datetime(2026, 12, 1, 7, 0, tzinfo=UTC)) == timedelta(hours=1)
    assert google.until_reset(datetime(2026, 7, 1, 7, 0, tzinfo=UTC)) == timedelta(hours=24)


# --- afterwards ---


def test_change_keeps_what_it_does_not_name(network: YouTube, channel: YouTubeConnector, post: Post) -> None:
    sent = channel.publish(post, KEY, channel.prepare(post, KEY))
    channel.edit(sent, replace(post, title="Neu"), KEY, {})
    assert network.sessions[0].snippet == {
        "title": "Neu",
        "description": post.text,
        "categoryId": "22",
        "defaultLanguage": "de",
    }


def test_figures_and_taking_back(network: YouTube, channel: YouTubeConnector, post: Post) -> None:
    sent = channel.publish(post, KEY, channel.prepare(post, KEY))
    assert channel.figures(sent) == Figures(views=120, likes=7, comments=2)
    channel.delete(sent)
    channel.delete(sent)
    assert network.ledger.posts == []


# --- comments ---


def test_comments_and_answers_belong_to_their_video(network: YouTube, channel: YouTubeConnector) -> None:
    network.threads = json.loads((FIXTURES / "threads.json").read_text())["items"]
    batch = channel.fetch("")

    top = "UgzDE6tasfmrYKyTqWd4AaABAg"
    assert [(each.text, each.thread_id, each.parent_id, each.ours) for each in batch.messages] == [
        ("Welche Farbe ist das?", "dQw4w9WgXcQ", "dQw4w9WgXcQ", False),
        ("Salbei.", "dQw4w9WgXcQ", top, True),
    ]
    assert batch.messages[0].extra == {"thread": top, "video": "dQw4w9WgXcQ"}
    assert channel.fetch(batch.cursor).messages == []


def test_long_threads_are_asked_for_once(network: YouTube, channel: YouTubeConnector) -> None:
    network.threads = json.loads((FIXTURES / "threads.json").read_text())["items"]
    thread = network.threads[0]
    thread["snippet"]["totalReplyCount"] = 6
    network.ledger.add("Die sechste Antwort", parent=thread["id"])
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path.rpartition("/")[2])
        return network.answer(request)

    batch = asking(answer).fetch("")
    asking(answer).fetch(batch.cursor)

    assert "Die sechste Antwort" in [each.text for each in batch.messages]
    assert asked == ["commentThreads", "comments", "commentThreads"]


def test_answer_stands_under_its_comment_and_is_found(network: YouTube, channel: YouTubeConnector) -> None:
    target = Target(**json.loads((FIXTURES / "target.json").read_text()))
    answer = Post("Gern!", reply_to=target)
    sent = channel.publish(answer, KEY, {})

    assert network.ledger.posts[0].parent == target.remote_id
    assert channel.find_existing(answer, KEY, {}) == sent
    assert isinstance(channel.find_existing(Post("Nie", reply_to=target), KEY, {}), Unknowable)


def test_first_comment_stands_under_our_video(network: YouTube, channel: YouTubeConnector) -> None:
    sent = channel.publish(Post("Mehr davon", reply_to=Target("video1", {"kind": "video"})), KEY, {})
    assert network.ledger.posts[0].parent == "video1"
    assert sent.extra == {"kind": "comment", "thread": "Ug1", "video": "video1"}


# --- connecting ---


def test_channel_is_connected_by_signing_in(network: YouTube) -> None:
    http, back = client(network.answer), "https://stimme.example/return/"
    values = {"client_id": "1234", "client_secret": "geheim"}
    leaving = YouTubeConnector.connect.begin(values, http=http, return_url=back)
    assert isinstance(leaving, Redirect)
    assert "access_type=offline" in leaving.url
    query = {"state": leaving.pending["state"], "code": "4/code"}

    connected = YouTubeConnector.connect.finish(query, leaving.pending, http=http, return_url=back)

    assert isinstance(connected, Connected)
    assert (connected.account.name, connected.account.handle) == ("Maler Kern", "@maler-kern")
    assert connected.credentials["channel"] == "UC_x5XG1OV2P6uZZ5FSM9Ttw"
    assert YouTubeConnector.expires_at(connected.credentials)


def test_access_is_exchanged_and_the_refresh_token_kept(channel: YouTubeConnector) -> None:
    fresh = channel.refresh()
    assert (fresh["access_token"], fresh["refresh_token"]) == ("ya29.new", CREDENTIALS["refresh_token"])
