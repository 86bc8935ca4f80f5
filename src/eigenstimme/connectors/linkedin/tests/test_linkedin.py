"""A page and a person on LinkedIn, against its documented answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from eigenstimme.connectors.linkedin.connector import LinkedInConnector
from eigenstimme.connectors.linkedin.little_text import count, escaped, unescaped
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
from tests.simulator.linkedin import LinkedIn

FIXTURES = files("eigenstimme.connectors.linkedin") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
PERSON = {**CREDENTIALS, "author": "urn:li:person:782bbtaQ"}
PICTURE = Picture(b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 64, 48)
RETURN_URL = "https://stimme.example/return/"


@pytest.fixture
def key() -> Key:
    return Key("0123456789abcdef0123456789abcdef", datetime.now(UTC))


@pytest.fixture
def network() -> LinkedIn:
    return LinkedIn(CREDENTIALS["access_token"])


@pytest.fixture
def page(network: LinkedIn) -> LinkedInConnector:
    return LinkedInConnector(CREDENTIALS, {}, client(network.answer))


def saying(status: int, code: str, message: str = "No") -> LinkedInConnector:
    body = {"status": status, "code": code, "message": message}
    return LinkedInConnector(CREDENTIALS, {}, client(lambda _request: says(body, status)))


def published(connector: LinkedInConnector, post: Post, key: Key) -> Sent:
    return connector.publish(post, key, connector.prepare(post, key))


# --- little text ---


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Neu (jetzt) [a] <b> {c} a|b a\\b", r"Neu \(jetzt\) \[a\] \<b\> \{c\} a\|b a\\b"),
        ("*fett* _kursiv_ ~ca.~", r"\*fett\* \_kursiv\_ \~ca.\~"),
        ("info@kern.example", r"info\@kern.example"),
        ("Frisch #Malerei und # allein, C#", r"Frisch #Malerei und \# allein, C\#"),
    ],
)
def test_signs_that_would_cut_the_post_off_are_escaped(text: str, written: str) -> None:
    assert escaped(text) == written
    assert unescaped(written) == text
    assert count(text) >= len(written)


def test_hashtag_reads_the_same_as_linkedin_gives_it_back() -> None:
    assert unescaped(r"Frisch {hashtag|\#|Malerei}") == "Frisch #Malerei"


# --- publishing ---


def test_post_is_public_as_the_page_with_its_pictures(
    network: LinkedIn, page: LinkedInConnector, key: Key
) -> None:
    sent = published(page, Post("Frisch (neu)", pictures=[PICTURE, PICTURE]), key)
    body = network.posts[sent.remote_id]

    assert (body["author"], body["visibility"]) == (CREDENTIALS["author"], "PUBLIC")
    assert body["commentary"] == r"Frisch \(neu\)"
    assert [each["altText"] for each in body["content"]["multiImage"]["images"]] == ["Eine Wand"] * 2
    assert network.uploaded == [b"jpg", b"jpg"]
    assert sent.url == f"https://www.linkedin.com/feed/update/{sent.remote_id}/"


def test_single_picture_is_no_album(network: LinkedIn, page: LinkedInConnector, key: Key) -> None:
    sent = published(page, Post("Frisch", pictures=[PICTURE]), key)
    assert network.posts[sent.remote_id]["content"]["media"]["altText"] == "Eine Wand"


def test_video_goes_up_in_pieces(
    network: LinkedIn, page: LinkedInConnector, key: Key, tmp_path: Path
) -> None:
    file = tmp_path / "wand.mp4"
    file.write_bytes(b"abcdefghij")
    video = Video(file, "video/mp4", "wand.mp4", "Eine Wand", 64, 48, 10, 5.0)
    sent = published(page, Post("Frisch", videos=[video]), key)

    assert network.uploaded == [b"abcd", b"efgh", b"ij"]
    assert network.posts[sent.remote_id]["content"]["media"]["id"].startswith("urn:li:video:")


def test_video_that_is_not_ready_waits(
    network: LinkedIn, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    (tmp_path / "x.mp4").write_bytes(b"abc")
    video = Video(tmp_path / "x.mp4", "video/mp4", "x.mp4", "Eine Wand", 64, 48, 3, 5.0)

    def answer(request: httpx.Request) -> httpx.Response:
        asks = request.method == "GET" and "/videos/" in request.url.path
        return says({"status": "PROCESSING"}) if asks else network.answer(request)

    with pytest.raises(NotSent):
        LinkedInConnector(CREDENTIALS, {}, client(answer)).prepare(Post("x", videos=[video]), key)


def test_token_goes_to_linkedin_only(key: Key) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return says(
            {"value": {"uploadUrl": "https://linkedin.com.evil.example/1", "image": "urn:li:image:1"}}
        )

    with pytest.raises(NotSent):
        LinkedInConnector(CREDENTIALS, {}, client(answer)).prepare(Post("x", pictures=[PICTURE]), key)
    assert asked == ["api.linkedin.com"]


def test_same_content_again_is_the_post_that_is_there(
    network: LinkedIn, page: LinkedInConnector, key: Key
) -> None:
    first = page.publish(Post("Frisch gestrichen"), key, {})
    assert page.publish(Post("Frisch gestrichen"), key, {}) == first
    assert network.ledger.times("Frisch gestrichen") == 1


def test_earlier_post_with_the_same_content_is_not_ours(page: LinkedInConnector, key: Key) -> None:
    page.publish(Post("Frisch"), key, {})
    later = Key(key.uuid, key.created_at + timedelta(hours=1))
    with pytest.raises(Refused):
        page.publish(Post("Frisch"), later, {})


def test_duplicate_that_is_not_named_is_in_doubt(key: Key) -> None:
    with pytest.raises(OutcomeUnknown):
        saying(422, "DUPLICATE_POST", "Content is a duplicate").publish(Post("x"), key, {})


def test_first_comment_stands_under_the_post(network: LinkedIn, page: LinkedInConnector, key: Key) -> None:
    sent = page.publish(Post("Frisch"), key, {})
    comment = page.publish(Post("Mehr (hier)", reply_to=Target(sent.remote_id)), key, {})

    assert network.comments[0]["message"]["text"] == "Mehr (hier)"
    assert network.comments[0]["actor"] == CREDENTIALS["author"]
    assert comment.extra == {"post": sent.remote_id}
    assert page.find_existing(Post("Mehr (hier)", reply_to=Target(sent.remote_id)), key, {}) == comment
    page.delete(comment)
    assert network.comments == []


# --- looking up ---


def test_post_is_found_by_its_words_and_its_time(page: LinkedInConnector, key: Key) -> None:
    assert isinstance(page.find_existing(Post("Frisch (neu)"), key, {}), Absent)
    sent = page.publish(Post("Frisch (neu)"), key, {})

    assert page.find_existing(Post("Frisch (neu)"), key, {}) == sent
    assert isinstance(page.find_existing(Post("Frisch"), key, {}), Absent)
    later = Key(key.uuid, key.created_at + timedelta(hours=1))
    assert isinstance(page.find_existing(Post("Frisch (neu)"), later, {}), Absent)


def test_post_with_files_is_found_by_the_files(page: LinkedInConnector, key: Key) -> None:
    post = Post("Frisch", pictures=[PICTURE])
    handle = page.prepare(post, key)
    sent = page.publish(post, key, handle)

    assert page.find_existing(post, key, handle) == sent
    assert isinstance(page.find_existing(post, key, {"files": "urn:li:image:other"}), Absent)
    assert isinstance(page.find_existing(Post("Frisch"), key, {}), Absent)


def test_full_page_of_newer_posts_cannot_be_known(
    network: LinkedIn, page: LinkedInConnector, key: Key
) -> None:
    for number in range(100):
        page.publish(Post(str(number)), key, {})
    assert isinstance(page.find_existing(Post("Frisch"), key, {}), Unknowable)


def test_what_a_person_posted_cannot_be_known(network: LinkedIn, key: Key) -> None:
    person = LinkedInConnector(PERSON, {}, client(network.answer))
    sent = person.publish(Post("Frisch"), key, {})

    assert network.posts[sent.remote_id]["author"] == PERSON["author"]
    assert isinstance(person.find_existing(Post("Frisch"), key, {}), Unknowable)
    assert person.figures(sent) == Figures()


# --- afterwards ---


def test_text_is_changed_and_the_post_taken_back(
    network: LinkedIn, page: LinkedInConnector, key: Key
) -> None:
    sent = page.publish(Post("Frisch"), key, {})
    assert page.edit(sent, Post("Ganz (frisch)"), key, {}) == sent
    assert network.posts[sent.remote_id]["commentary"] == r"Ganz \(frisch\)"

    page.delete(sent)
    page.delete(sent)
    assert network.posts == {}
    with pytest.raises(Refused):
        page.edit(sent, Post("x"), key, {})


def test_figures_are_those_of_the_post() -> None:
    said = json.loads((FIXTURES / "statistics.json").read_text())
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return says(said)

    sent = Sent("urn:li:ugcPost:7399000000000000000", "")
    found = LinkedInConnector(CREDENTIALS, {}, client(answer)).figures(sent)

    assert found == Figures(views=451, reached=327, likes=14, comments=3, shares=2, clicks=21)
    assert asked[0].endswith(
        "organizationalEntity=urn%3Ali%3Aorganization%3A5515715&ugcPosts=List(urn%3Ali%3AugcPost%3A7399000000000000000)"
    )


@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (400, "INVALID_VALUE_FOR_FIELD", Refused),
        (401, "REVOKED_ACCESS_TOKEN", NeedsReconnect),
        (403, "ACCESS_DENIED", NeedsReconnect),
        (422, "UNPROCESSABLE_ENTITY", Refused),
        (426, "NONEXISTENT_VERSION", NotSent),
        (429, "TOO_MANY_REQUESTS", NotSent),
        (500, "INTERNAL_SERVER_ERROR", OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, code: str, failure: type[Exception], key: Key
) -> None:
    with pytest.raises(failure):
        saying(status, code).publish(Post("x"), key, {})


def test_throttled_comments_wait_a_minute_and_quotas_until_midnight(key: Key) -> None:
    with pytest.raises(NotSent) as short:
        saying(429, "TOO_MANY_REQUESTS", "Comment create throttled").publish(Post("x"), key, {})
    with pytest.raises(NotSent) as long:
        saying(429, "TOO_MANY_REQUESTS", "Resource level throttle limit").publish(Post("x"), key, {})
    assert short.value.retry_after == timedelta(minutes=1)
    assert long.value.retry_after and timedelta() < long.value.retry_after <= timedelta(days=1)


# --- connecting ---


def connected(answer: Callable[[httpx.Request], httpx.Response], **values: str) -> Connected:
    app = {"client_id": "id", "client_secret": "hush"}
    begun = LinkedInConnector.connect.begin(app | values, http=client(answer), return_url=RETURN_URL)
    assert isinstance(begun, Redirect)
    query = {"state": begun.pending["state"], "code": "c"}
    return LinkedInConnector.connect.finish(query, begun.pending, http=client(answer), return_url=RETURN_URL)


@pytest.mark.parametrize(
    "page",
    [
        "https://www.linkedin.com/company/maler-kern/",
        "linkedin.com/company/5515715/admin",
        "maler-kern",
        "5515715",
    ],
)
def test_page_is_connected_by_its_address(network: LinkedIn, page: str) -> None:
    found = connected(network.answer, voice="page", page=page)

    assert (found.account.name, found.account.handle) == ("Maler Kern", "company/maler-kern")
    assert found.credentials["author"] == "urn:li:organization:5515715"
    assert LinkedInConnector.expires_at(found.credentials)


def test_person_is_connected_as_themselves(network: LinkedIn) -> None:
    found = connected(network.answer, voice="person", page="")
    assert (found.account.name, found.credentials["author"]) == ("Anna Kern", "urn:li:person:782bbtaQ")
    with pytest.raises(NeedsReconnect):
        LinkedInConnector(found.credentials, {}, client(network.answer)).refresh()


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"voice": "person"}, "openid profile w_member_social"),
        (
            {"voice": "page", "page": "kern"},
            "r_organization_social w_organization_social rw_organization_admin",
        ),
        ({"voice": "page", "page": "kern", "scopes": "a b"}, "a b"),
    ],
)
def test_page_asks_for_other_permissions_than_a_person(values: dict[str, str], asked: str) -> None:
    app = {"client_id": "id", "client_secret": "hush"}
    begun = LinkedInConnector.connect.begin(
        app | values, http=client(lambda _r: says({})), return_url=RETURN_URL
    )
    assert isinstance(begun, Redirect)
    assert parse_qs(urlsplit(begun.url).query)["scope"] == [asked]


@pytest.mark.parametrize(
    "values", [{"page": ""}, {"page": "https://kern.example/"}, {"page": "andere-firma"}]
)
def test_page_that_is_not_ours_is_refused(network: LinkedIn, values: dict[str, str]) -> None:
    with pytest.raises(Refused):
        connected(network.answer, voice="page", **values)


def test_page_of_others_is_refused(network: LinkedIn) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        nothing = "organizationAcls" in request.url.path
        return says({"elements": []}) if nothing else network.answer(request)

    with pytest.raises(Refused):
        connected(answer, voice="page", page="maler-kern")
