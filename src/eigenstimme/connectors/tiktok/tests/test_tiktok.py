"""An account on TikTok, against its documented answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import httpx
import pytest

from eigenstimme.connectors.tiktok import client as pieces
from eigenstimme.connectors.tiktok import connector as tiktok
from eigenstimme.connectors.tiktok.connector import TikTokConnector
from eigenstimme.connectors.types import (
    Absent,
    Connected,
    Figures,
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
from tests.simulator.tiktok import TikTok

FIXTURES = files("eigenstimme.connectors.tiktok") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
PUBLIC = {"audience": "PUBLIC_TO_EVERYONE"}
KEY = Key("0123456789abcdef0123456789abcdef", datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
PICTURE = Picture(b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 640, 480, "https://stimme.example/wand.jpg")
PICTURES = Post("Vorher, nachher", pictures=[PICTURE, PICTURE])
BACK = "https://stimme.example/return/"
SIZE = 25
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def small_and_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 10)
    monkeypatch.setattr(tiktok, "PIECE", 10)
    monkeypatch.setattr(tiktok, "STEPS", (0.0, 0.0))


@pytest.fixture
def post(tmp_path: Path) -> Post:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(range(SIZE)))
    return Post(
        "Fassade #maler", videos=[Video(film, "video/mp4", "f.mp4", "Ein Pinsel", 720, 1280, SIZE, 12.0)]
    )


@pytest.fixture
def network() -> TikTok:
    return TikTok()


@pytest.fixture
def account(network: TikTok) -> TikTokConnector:
    return asking(network.answer)


def asking(answer: Answer) -> TikTokConnector:
    return TikTokConnector(CREDENTIALS, PUBLIC, client(answer))


def refusing(status: int, code: str) -> TikTokConnector:
    return asking(lambda _request: says({"data": {}, "error": {"code": code, "message": ""}}, status))


def losing_the_last_answer(network: TikTok, *, arrives: bool) -> TikTokConnector:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("content-range", "").endswith(f"-{SIZE - 1}/{SIZE}"):
            if arrives:
                network.answer(request)
            raise httpx.ReadTimeout("lost", request=request)
        return network.answer(request)

    return asking(answer)


# --- publishing ---


def test_nothing_is_public_before_the_last_piece(
    network: TikTok, account: TikTokConnector, post: Post
) -> None:
    handle = account.prepare(post, KEY)
    assert (network.ledger.posts, network.uploads["v_pub~v2.1"].arrived) == ([], 10)

    sent = account.publish(post, KEY, handle)

    url = "https://www.tiktok.com/@maler.kern/video/7000000000000000001"
    assert sent == Sent("v_pub~v2.1", url, {"post": "7000000000000000001"})
    assert network.ledger.times(post.text) == 1
    assert account.find_existing(post, KEY, handle) == sent


def test_post_has_what_the_account_allows(network: TikTok, account: TikTokConnector, post: Post) -> None:
    account.prepare(post, KEY)
    assert network.announced[0] == {
        "title": post.text,
        "privacy_level": "PUBLIC_TO_EVERYONE",
        "disable_comment": False,
        "disable_duet": False,
        "disable_stitch": True,
    }


def test_account_that_is_not_for_everyone_is_said_before(network: TikTok, post: Post) -> None:
    friends = TikTokConnector(CREDENTIALS, {"audience": "FOLLOWER_OF_CREATOR"}, client(network.answer))
    with pytest.raises(Refused, match="does not allow"):
        friends.prepare(post, KEY)
    assert network.uploads == {}


def test_video_that_is_too_long_for_the_account_is_said_before(
    network: TikTok, account: TikTokConnector, post: Post
) -> None:
    with pytest.raises(Refused, match="too long"):
        account.prepare(replace(post, videos=[replace(post.videos[0], seconds=301.0)]), KEY)
    assert network.uploads == {}


@pytest.mark.parametrize(("arrives", "hours", "found"), [(True, 0, Sent), (False, 2, Absent)])
def test_lost_answer_is_looked_up_by_its_id(
    network: TikTok, post: Post, arrives: bool, hours: int, found: type[object]
) -> None:
    account = losing_the_last_answer(network, arrives=arrives)
    handle = account.prepare(post, KEY)
    with pytest.raises(OutcomeUnknown):
        account.publish(post, KEY, handle)
    if hours:  # the address for uploading has run out: what is missing can arrive no more
        handle["ends"] = "2026-11-22T09:00:00+00:00"

    assert isinstance(account.find_existing(post, KEY, handle), found)


def test_upload_that_may_still_arrive_is_never_absent(network: TikTok, post: Post) -> None:
    account = losing_the_last_answer(network, arrives=False)
    handle = account.prepare(post, KEY)
    with pytest.raises(NotSent):
        account.find_existing(post, KEY, handle)


def test_post_that_is_still_worked_on_is_in_doubt(
    network: TikTok, account: TikTokConnector, post: Post
) -> None:
    network.then = "PROCESSING_UPLOAD"
    with pytest.raises(OutcomeUnknown):
        account.publish(post, KEY, account.prepare(post, KEY))


@pytest.mark.parametrize(
    ("reason", "failure"),
    [("picture_size_check_failed", Refused), ("internal", NotSent), ("auth_removed", Refused)],
)
def test_post_that_failed_there_says_why(
    network: TikTok, account: TikTokConnector, post: Post, reason: str, failure: type[Exception]
) -> None:
    network.then, network.because = "FAILED", reason
    handle = account.prepare(post, KEY)
    with pytest.raises(failure):
        account.publish(post, KEY, handle)
    assert isinstance(account.find_existing(post, KEY, handle), Absent)


def test_access_lost_while_waiting_is_no_proof_that_nothing_went_out(network: TikTok, post: Post) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        lost = says({"error": {"code": "access_token_invalid", "message": ""}}, 401)
        return lost if "status" in request.url.path else network.answer(request)

    account = asking(answer)
    with pytest.raises(OutcomeUnknown):
        account.publish(post, KEY, account.prepare(post, KEY))


def test_upload_that_ran_out_begins_anew(network: TikTok, account: TikTokConnector, post: Post) -> None:
    handle = account.prepare(post, KEY)
    network.uploads["v_pub~v2.1"].arrived = 0
    with pytest.raises(NotSent):
        account.publish(post, KEY, handle)


def test_video_goes_to_tiktok_alone(network: TikTok, post: Post) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if "init" in request.url.path:
            data = {"publish_id": "1", "upload_url": "https://tiktokapis.com.evil.example/"}
            return says({"data": data, "error": {"code": "ok", "message": ""}})
        return network.answer(request)

    with pytest.raises(NotSent):
        asking(answer).prepare(post, KEY)


def test_pictures_are_fetched_by_their_addresses(network: TikTok, account: TikTokConnector) -> None:
    sent = account.publish(PICTURES, KEY, account.prepare(PICTURES, KEY))

    assert sent.url == "https://www.tiktok.com/@maler.kern/photo/7000000000000000001"
    assert [(post.text, post.files) for post in network.ledger.posts] == [("Vorher, nachher", 2)]
    assert isinstance(account.find_existing(PICTURES, KEY, {"username": "maler.kern"}), Unknowable)


def test_comments_cannot_be_written(account: TikTokConnector) -> None:
    with pytest.raises(Refused, match="comments"):
        account.publish(Post("Gern!", reply_to=Target("1")), KEY, {})


@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (401, "access_token_invalid", NeedsReconnect),
        (401, "scope_not_authorized", NeedsReconnect),
        (403, "unaudited_client_can_only_post_to_private_accounts", Refused),
        (403, "url_ownership_unverified", Refused),
        (403, "spam_risk_too_many_posts", NotSent),
        (200, "spam_risk_user_banned_from_posting", Refused),
        (400, "invalid_params", Refused),
        (429, "rate_limit_exceeded", NotSent),
        (200, "internal_error", OutcomeUnknown),
        (500, "internal_error", OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(status: int, code: str, failure: type[Exception]) -> None:
    with pytest.raises(failure):
        refusing(status, code).publish(PICTURES, KEY, {})


def test_figures_come_by_the_id_tiktok_gave_afterwards(account: TikTokConnector, post: Post) -> None:
    sent = account.publish(post, KEY, account.prepare(post, KEY))
    counted = Figures(views=900, likes=40, comments=3, shares=2)
    assert account.figures(sent) == counted
    assert account.figures(replace(sent, extra={})) == counted


# --- connecting ---


def connected(network: TikTok, audience: str) -> Connected:
    connect, http = TikTokConnector.connect, client(network.answer)
    values = {"client_id": "bwo2", "client_secret": "geheim", "audience": audience}
    leaving = connect.begin(values, http=http, return_url=BACK)
    assert isinstance(leaving, Redirect)
    assert "client_key=bwo2" in leaving.url
    query = {"state": leaving.pending["state"], "code": "code"}
    return connect.finish(query, leaving.pending, http=http, return_url=BACK)


def test_account_is_connected_with_who_sees_its_posts(network: TikTok) -> None:
    found = connected(network, "SELF_ONLY")
    assert (found.account.handle, found.settings) == ("@maler.kern", {"audience": "SELF_ONLY"})
    with pytest.raises(Refused, match="choose"):
        connected(network, "")


def test_publishing_has_to_be_allowed(network: TikTok) -> None:
    network.scope = "user.info.basic"
    with pytest.raises(Refused, match="was not allowed"):
        connected(network, "SELF_ONLY")


def test_new_tokens_replace_both_old_ones(account: TikTokConnector) -> None:
    fresh = account.refresh()
    assert (fresh["access_token"], fresh["refresh_token"]) == ("act.new", "rft.new")


def test_refusal_of_a_token_may_come_with_200() -> None:
    body = {"error": "invalid_grant", "error_description": "Refresh token is invalid."}
    with pytest.raises(NeedsReconnect):
        asking(lambda _request: says(body)).refresh()
