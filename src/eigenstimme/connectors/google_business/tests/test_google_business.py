"""A company's profile on Google, against its documented answers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import httpx
import pytest

from eigenstimme.connectors.google_business.connector import GoogleBusinessConnector
from eigenstimme.connectors.types import (
    Absent,
    Connected,
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
)
from tests.simulator import client, says
from tests.simulator.google_business import LOCATION, GoogleBusiness

FIXTURES = files("eigenstimme.connectors.google_business") / "fixtures"
CREDENTIALS: dict[str, str] = json.loads((FIXTURES / "credentials.json").read_text())
KEY = Key("0123456789abcdef0123456789abcdef", datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
PICTURE = Picture(b"jpg", "image/jpeg", "wand.jpg", "Eine Wand", 640, 480, "https://stimme.example/wand.jpg")
BACK = "https://stimme.example/return/"
ANSWER = Post("Das tut uns leid.", reply_to=Target("AbFvOqk1"))


@pytest.fixture
def network() -> GoogleBusiness:
    network = GoogleBusiness()
    network.reviews = json.loads((FIXTURES / "reviews.json").read_text())["reviews"]
    return network


@pytest.fixture
def profile(network: GoogleBusiness) -> GoogleBusinessConnector:
    return GoogleBusinessConnector(CREDENTIALS, {}, client(network.answer))


def refusing(status: int, error: dict[str, Any]) -> GoogleBusinessConnector:
    answer = says({"error": {"code": status, "message": "No", **error}}, status)
    return GoogleBusinessConnector(CREDENTIALS, {}, client(lambda _request: answer))


def test_post_is_public_once_and_google_fetches_its_picture(
    network: GoogleBusiness, profile: GoogleBusinessConnector
) -> None:
    sent = profile.publish(Post("Frisch gestrichen", pictures=[PICTURE]), KEY, {})

    assert sent == Sent("1", "https://local.google.com/1", {"kind": "post"})
    assert [(post.text, post.files) for post in network.ledger.posts] == [("Frisch gestrichen", 1)]


def test_post_that_google_judges_at_once_is_refused(
    network: GoogleBusiness, profile: GoogleBusinessConnector
) -> None:
    network.state = "REJECTED"
    with pytest.raises(Refused, match="rules for content"):
        profile.publish(Post("0731 123456"), KEY, {})


def test_post_is_found_by_its_words_and_time_and_never_surely_absent(
    profile: GoogleBusinessConnector,
) -> None:
    post = Post("Frisch gestrichen")
    assert isinstance(profile.find_existing(post, KEY, {}), Unknowable)
    sent = profile.publish(post, KEY, {})

    assert profile.find_existing(post, KEY, {}) == sent
    later = replace(KEY, created_at=KEY.created_at + timedelta(days=1))
    assert isinstance(profile.find_existing(post, later, {}), Unknowable)


@pytest.mark.parametrize(
    ("status", "error", "failure"),
    [
        (400, {"status": "INVALID_ARGUMENT"}, Refused),
        (401, {"status": "UNAUTHENTICATED"}, NeedsReconnect),
        (403, {"status": "PERMISSION_DENIED", "details": [{"reason": "SERVICE_DISABLED"}]}, NeedsReconnect),
        (403, {"status": "PERMISSION_DENIED"}, Refused),
        (429, {"status": "RESOURCE_EXHAUSTED"}, NotSent),
        (503, {"status": "UNAVAILABLE"}, OutcomeUnknown),
    ],
)
def test_documented_errors_are_what_they_mean(
    status: int, error: dict[str, Any], failure: type[Exception]
) -> None:
    with pytest.raises(failure):
        refusing(status, error).publish(Post("x"), KEY, {})


# --- reviews ---


def test_reviews_come_with_their_stars_and_answers(profile: GoogleBusinessConnector) -> None:
    batch = profile.fetch("")

    assert [(each.kind, each.text, each.thread_id, each.ours) for each in batch.messages] == [
        (IncomingKind.REVIEW, "★★☆☆☆\nSauber, aber zu spät.", "AbFvOqk1", False),
        (IncomingKind.REVIEW, "★★★★★", "AbFvOqk2", False),
        (IncomingKind.REPLY, "Danke!", "AbFvOqk2", True),
    ]
    assert batch.messages[0].author.name == "Jana Weber"
    assert profile.fetch(batch.cursor).messages == []


def test_translation_before_the_original_is_left_out(
    network: GoogleBusiness, profile: GoogleBusinessConnector
) -> None:
    network.reviews[0]["comment"] = "(Translated by Google) Clean.\n\n(Original)\nSauber."
    assert profile.fetch("").messages[0].text == "★★☆☆☆\nSauber."


def test_answer_stands_under_its_review(network: GoogleBusiness, profile: GoogleBusinessConnector) -> None:
    sent = profile.publish(ANSWER, KEY, {})

    assert sent == Sent("AbFvOqk1/reply", "", {"kind": "reply"})
    assert network.reviews[0]["reviewReply"]["comment"] == ANSWER.text
    assert profile.find_existing(ANSWER, KEY, {}) == sent


def test_answer_that_is_not_there_may_be_sent(profile: GoogleBusinessConnector) -> None:
    assert isinstance(profile.find_existing(ANSWER, KEY, {}), Absent)


def test_answer_of_somebody_else_is_never_replaced(
    network: GoogleBusiness, profile: GoogleBusinessConnector
) -> None:
    elsewhere = replace(ANSWER, reply_to=Target("AbFvOqk2"))
    with pytest.raises(Refused, match="answered already"):
        profile.publish(elsewhere, KEY, {})

    assert network.ledger.posts == []
    assert isinstance(profile.find_existing(elsewhere, KEY, {}), Unknowable)


def test_review_that_is_gone_cannot_be_answered(profile: GoogleBusinessConnector) -> None:
    with pytest.raises(Refused, match="no longer there"):
        profile.publish(replace(ANSWER, reply_to=Target("AbFvOqk9")), KEY, {})


def test_posts_and_answers_are_changed_and_taken_back(
    network: GoogleBusiness, profile: GoogleBusinessConnector
) -> None:
    post, reply = profile.publish(Post("x"), KEY, {}), profile.publish(ANSWER, KEY, {})

    profile.edit(reply, Post("Bitte rufen Sie an."), KEY, {})
    assert network.reviews[0]["reviewReply"]["comment"] == "Bitte rufen Sie an."
    assert profile.edit(post, Post("y"), KEY, {}) == post
    profile.delete(reply)
    assert "reviewReply" not in network.reviews[0]
    profile.delete(post)
    profile.delete(post)
    assert network.ledger.times("x") == 0


# --- connecting ---


def connected(network: GoogleBusiness, location: str = "") -> Connected:
    connect, http = GoogleBusinessConnector.connect, client(network.answer)
    values = {"client_id": "1234", "client_secret": "geheim", "location": location}
    leaving = connect.begin(values, http=http, return_url=BACK)
    assert isinstance(leaving, Redirect)
    query = {"state": leaving.pending["state"], "code": "4/code"}
    return connect.finish(query, leaving.pending, http=http, return_url=BACK)


def test_only_profile_is_connected_without_its_name(network: GoogleBusiness) -> None:
    found = connected(network)

    assert (found.account.name, found.account.handle) == ("Maler Kern", "Ulm")
    assert (found.credentials["account"], found.credentials["location"]) == ("accounts/111", "locations/222")


def test_of_several_profiles_one_is_named(network: GoogleBusiness) -> None:
    network.locations = [LOCATION, {**LOCATION, "name": "locations/223", "title": "Maler Kern Biberach"}]

    with pytest.raises(Refused, match="several"):
        connected(network)
    with pytest.raises(Refused, match="no profile of that name"):
        connected(network, "Bäcker")
    assert connected(network, "maler kern biberach").account.remote_id == "locations/223"


def test_look_does_not_leave_the_profile(network: GoogleBusiness) -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return network.answer(request)

    profile = GoogleBusinessConnector(CREDENTIALS, {}, client(answer))
    profile.delete(Sent("../../999/localPosts/1", "", {"kind": "post"}))
    assert asked[0].raw_path.startswith(b"/v4/accounts/111/locations/222/localPosts/..%2F")
