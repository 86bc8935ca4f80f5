"""Publishing: what is sent, and what each fault means."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from eigenstimme.connectors.bluesky.tests.scripted import Said, Server, error, ok, recorded
from eigenstimme.connectors.types import (
    Absent,
    ConnectorFailure,
    Key,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Refused,
    Sent,
    Target,
)

KEY = Key("0123456789abcdef0123456789abcdef", datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC))
POST = Post("Welche Farbe?")
HANDLE = {"record": "{}"}
ROOT = {"uri": "at://did:plc:a/app.bsky.feed.post/root", "cid": "bafyroot"}
PARENT = {"uri": "at://did:plc:b/app.bsky.feed.post/parent", "cid": "bafyparent"}


def test_record_holds_text_time_and_language() -> None:
    handle = Server({}).connector().prepare(Post("Hallo\r\nWelt", language="en"), KEY)

    assert json.loads(handle["record"]) == {
        "$type": "app.bsky.feed.post",
        "text": "Hallo\nWelt",
        "createdAt": "2026-11-22T09:00:00.123Z",
        "langs": ["en"],
    }


def test_pictures_are_uploaded_and_described() -> None:
    server = Server({"uploadBlob": ok("blob")})
    picture = Picture(b"jpeg", "image/jpeg", "tuer.jpg", "Eine blaue Tür", 1200, 800)

    handle = server.connector().prepare(Post("Fertig", pictures=[picture]), KEY)

    assert server.asked[0].content == b"jpeg"
    assert server.asked[0].headers["content-type"] == "image/jpeg"
    assert json.loads(handle["record"])["embed"] == {
        "$type": "app.bsky.embed.images",
        "images": [
            {
                "image": recorded("blob")["blob"],
                "alt": "Eine blaue Tür",
                "aspectRatio": {"width": 1200, "height": 800},
            }
        ],
    }


def test_unknown_handle_stays_text_but_an_outage_is_not_taken_for_one() -> None:
    post = Post("Danke, @nobody.example!")

    handle = Server({"resolveHandle": error("unknown_handle")}).connector().prepare(post, KEY)
    assert "facets" not in json.loads(handle["record"])

    with pytest.raises(NotSent):
        Server({"resolveHandle": httpx.Response(502)}).connector().prepare(post, KEY)


def test_answer_hangs_under_its_parent_in_the_thread_of_the_root() -> None:
    target = Target(PARENT["uri"], {"cid": PARENT["cid"], "root_uri": ROOT["uri"], "root_cid": ROOT["cid"]})
    server = Server({"putRecord": ok("put")})
    post = Post("Gern!", reply_to=target)

    handle = server.connector().prepare(post, KEY)
    sent = server.connector().publish(post, KEY, handle)

    assert json.loads(handle["record"])["reply"] == {"root": ROOT, "parent": PARENT}
    assert (sent.extra["root_uri"], sent.extra["root_cid"]) == (ROOT["uri"], ROOT["cid"])


def test_answer_to_a_first_post_starts_its_thread() -> None:
    post = Post("Nachtrag", reply_to=Target(ROOT["uri"], {"cid": ROOT["cid"]}))

    handle = Server({}).connector().prepare(post, KEY)

    assert json.loads(handle["record"])["reply"] == {"root": ROOT, "parent": ROOT}


def test_publish_puts_the_prepared_record_under_a_fixed_key() -> None:
    server = Server({"putRecord": ok("put")})

    sent = server.connector().publish(POST, KEY, {"record": '{"text": "prepared"}'})

    values = server.body("putRecord")
    assert values["record"] == {"text": "prepared"}
    assert values["swapRecord"] is None
    assert len(values["rkey"]) == 13
    assert sent.remote_id == recorded("put")["uri"]
    assert sent.url == "https://bsky.app/profile/did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/post/3mptbyp7lu223"


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        (httpx.ConnectError("refused"), NotSent),
        (httpx.ConnectTimeout("slow"), NotSent),
        (httpx.ReadTimeout("slow"), OutcomeUnknown),
        (httpx.RemoteProtocolError("broken"), OutcomeUnknown),
        (httpx.Response(500, json={"error": "InternalServerError"}), OutcomeUnknown),
        (httpx.Response(503, text="later"), OutcomeUnknown),
        (httpx.Response(429, json={"error": "RateLimitExceeded"}), NotSent),
        (httpx.Response(403, json={"error": "Forbidden"}), Refused),
        (httpx.Response(302, headers={"location": "https://elsewhere.example"}), OutcomeUnknown),
        (httpx.Response(200, text="<html>"), OutcomeUnknown),
        (httpx.Response(200, content=b'{"uri": "at'), OutcomeUnknown),
        (httpx.Response(200, json={}), OutcomeUnknown),
        (httpx.Response(200, json={"uri": "at://broken", "cid": "x"}), OutcomeUnknown),
        (httpx.Response(200, json=[]), OutcomeUnknown),
        (error("too_long"), Refused),
        (error("swap"), OutcomeUnknown),
        (error("blob_not_found"), NotSent),
        (error("deactivated_write"), NeedsReconnect),
    ],
)
def test_fault_while_publishing(said: Said, failure: type[ConnectorFailure]) -> None:
    with pytest.raises(failure):
        Server({"putRecord": said}).connector().publish(POST, KEY, HANDLE)


def test_refusal_speaks_in_the_servers_words() -> None:
    with pytest.raises(Refused, match=r"maximum 300, got 301"):
        Server({"putRecord": error("too_long")}).connector().publish(POST, KEY, HANDLE)


@pytest.mark.parametrize(
    "said", [httpx.ReadTimeout("slow"), httpx.Response(500), httpx.Response(200, text="<html>")]
)
def test_fault_while_preparing_is_not_sent(said: Said) -> None:
    picture = Picture(b"jpeg", "image/jpeg", "tuer.jpg", "Eine Tür", 12, 8)

    with pytest.raises(NotSent):
        Server({"uploadBlob": said}).connector().prepare(Post("", pictures=[picture]), KEY)


def test_find_existing_knows_present_and_absent() -> None:
    found = Server({"getRecord": ok("record")}).connector().find_existing(POST, KEY, HANDLE)
    assert isinstance(found, Sent)
    assert found.remote_id == recorded("record")["uri"]

    nothing = Server({"getRecord": error("record_not_found")})
    assert isinstance(nothing.connector().find_existing(POST, KEY, HANDLE), Absent)


@pytest.mark.parametrize(
    "said",
    [
        httpx.Response(404, text="<h1>Not Found</h1>"),
        httpx.Response(400, json={"error": "InvalidRequest", "message": "Could not locate record"}),
        httpx.Response(502, json={"error": "UpstreamFailure"}),
        httpx.ReadTimeout("slow"),
    ],
)
def test_only_the_servers_clear_word_means_absent(said: Said) -> None:
    with pytest.raises(ConnectorFailure):
        Server({"getRecord": said}).connector().find_existing(POST, KEY, HANDLE)


def test_expired_token_is_renewed_and_handed_back() -> None:
    server = Server(
        {
            "putRecord": [error("expired_token"), ok("put")],
            "refreshSession": ok("session", accessJwt="NEW", refreshJwt="NEXT"),
        }
    )
    connector = server.connector()
    assert connector.renewed is None

    connector.publish(POST, KEY, HANDLE)

    assert server.methods() == ["putRecord", "refreshSession", "putRecord"]
    assert [request.headers["authorization"] for request in server.asked] == [
        "Bearer ACCESS",
        "Bearer REFRESH",
        "Bearer NEW",
    ]
    assert connector.renewed == {
        **recorded("credentials"),
        "access_token": "NEW",
        "refresh_token": "NEXT",
    }


def test_renewed_tokens_survive_a_failed_call() -> None:
    server = Server(
        {"putRecord": [error("expired_token"), httpx.ReadTimeout("slow")], "refreshSession": ok("session")}
    )
    connector = server.connector()

    with pytest.raises(OutcomeUnknown):
        connector.publish(POST, KEY, HANDLE)

    assert connector.renewed is not None


@pytest.mark.parametrize(
    ("refresh", "sign_in", "failure"),
    [
        (httpx.ReadTimeout("slow"), ok("session"), NotSent),
        (httpx.Response(500), ok("session"), NotSent),
        (error("expired_token"), httpx.ReadTimeout("slow"), NotSent),
        (error("expired_token"), httpx.Response(429), NotSent),
        (error("expired_token"), error("wrong_password"), NeedsReconnect),
    ],
)
def test_fault_while_renewing_means_nothing_was_published(
    refresh: Said, sign_in: Said, failure: type[ConnectorFailure]
) -> None:
    answers = {"putRecord": error("bad_token"), "refreshSession": refresh, "createSession": sign_in}

    with pytest.raises(failure):
        Server(answers).connector().publish(POST, KEY, HANDLE)


def test_token_refused_again_after_renewing_needs_a_person() -> None:
    server = Server({"putRecord": error("expired_token"), "refreshSession": ok("session")})

    with pytest.raises(NeedsReconnect):
        server.connector().publish(POST, KEY, HANDLE)

    assert server.methods().count("putRecord") == 2


def test_deactivated_account_is_not_signed_in_again() -> None:
    server = Server({"putRecord": error("deactivated_write")})

    with pytest.raises(NeedsReconnect, match="deactivated"):
        server.connector().publish(POST, KEY, HANDLE)

    assert server.methods() == ["putRecord"]


@pytest.mark.parametrize(
    "act", [lambda c, t: c.like(t, KEY), lambda c, t: c.prepare(Post("x", reply_to=t), KEY)]
)
def test_target_that_did_not_come_from_here_is_refused(act: Callable[..., object]) -> None:
    with pytest.raises(Refused):
        act(Server({}).connector(), Target(PARENT["uri"]))


def test_like_is_repeated_under_the_same_key() -> None:
    server = Server(
        {"putRecord": [httpx.ReadTimeout("slow"), ok("put")], "deleteRecord": httpx.Response(200)}
    )
    target = Target(PARENT["uri"], {"cid": PARENT["cid"]})

    with pytest.raises(NotSent):
        server.connector().like(target, KEY)
    first = server.body("putRecord")
    like = server.connector().like(target, KEY)
    server.connector().unlike(target, like)

    assert server.body("putRecord") == first
    assert first["record"]["subject"] == PARENT
    assert (server.body("deleteRecord")["collection"], server.body("deleteRecord")["rkey"]) == (
        "app.bsky.feed.like",
        like,
    )
