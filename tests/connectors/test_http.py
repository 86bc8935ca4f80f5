"""Every fault of a request becomes one of the four failures, and a doubt is never taken for "not sent"."""

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from eigenstimme.connectors import http as connectors_http
from eigenstimme.connectors.http import LARGEST_ANSWER, Answer, send
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, OutcomeUnknown, Refused

URL = "https://social.example/api"


def client(*answers: httpx.Response | Exception) -> httpx.Client:
    script = iter(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        said = next(script)
        if isinstance(said, Exception):
            raise said
        return said

    return httpx.Client(transport=httpx.MockTransport(answer))


def answer(status: int, headers: dict[str, str] | None = None, *, once: bool = False) -> Answer:
    return Answer(status, httpx.Headers(headers, encoding="latin-1"), b"", httpx.URL(URL), once)


@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize(
    "fault", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError]
)
def test_request_that_never_left_is_not_sent(fault: type[httpx.TransportError], once: bool) -> None:
    with pytest.raises(NotSent):
        send(client(fault("x")), "POST", URL, once=once)


@pytest.mark.parametrize(
    "fault",
    [httpx.ReadTimeout, httpx.WriteTimeout, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError],
)
def test_broken_exchange_leaves_a_doubt_only_after_a_once_call(fault: type[httpx.TransportError]) -> None:
    with pytest.raises(OutcomeUnknown):
        send(client(fault("x")), "POST", URL, once=True)
    with pytest.raises(NotSent):
        send(client(fault("x")), "POST", URL)


@pytest.mark.parametrize("address", ["ftp://x.example", "nonsense", "https://x..example"])
def test_unusable_address_is_refused(address: str) -> None:
    with httpx.Client() as http, pytest.raises(Refused):
        send(http, "GET", address)


def test_access_key_that_fits_no_header_is_refused() -> None:
    with pytest.raises(Refused):
        send(client(), "GET", URL, headers={"Authorization": "Bearer ключ"})


def test_connection_is_not_kept_for_a_later_call() -> None:
    seen = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get_list("connection"))
        return httpx.Response(200)

    send(httpx.Client(transport=httpx.MockTransport(record)), "GET", URL)
    assert seen == [["close"]]


@pytest.mark.parametrize("once", [False, True])
def test_endless_answer_is_cut_off(once: bool) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(100_000)

    with pytest.raises(OutcomeUnknown if once else NotSent, match="too large"):
        send(client(httpx.Response(200, content=endless())), "GET", URL, once=once)


def test_small_answer_that_unpacks_to_a_large_one_is_cut_off() -> None:
    bomb = httpx.Response(
        200, headers={"content-encoding": "gzip"}, content=gzip.compress(bytes(LARGEST_ANSWER + 1))
    )
    with pytest.raises(NotSent, match="too large"):
        send(client(bomb), "GET", URL)


def test_dripping_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connectors_http, "LONGEST_ANSWER", timedelta(milliseconds=20))

    def dripping() -> Iterator[bytes]:
        while True:
            time.sleep(0.01)
            yield b"."

    with pytest.raises(NotSent, match="in time"):
        send(client(httpx.Response(200, content=dripping())), "GET", URL)


def test_broken_compression_is_malformed() -> None:
    broken = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(b"no gzip"))
    with pytest.raises(OutcomeUnknown, match="understood"):
        send(client(broken), "POST", URL, once=True)


def test_get_follows_a_redirect_within_the_origin() -> None:
    moved = httpx.Response(301, headers={"location": "/elsewhere"})
    assert send(client(moved, httpx.Response(200, content=b"here")), "GET", URL).content == b"here"


@pytest.mark.parametrize(
    ("method", "location"),
    [
        ("GET", "https://evil.example/"),
        ("GET", "http://social.example/"),
        ("GET", "https://social.example:8443/"),
        ("GET", "//evil.example/"),
        ("POST", "/elsewhere"),
    ],
)
def test_credentials_never_follow_a_redirect_elsewhere(method: str, location: str) -> None:
    http = client(httpx.Response(307, headers={"location": location}))
    assert send(http, method, URL, headers={"Authorization": "Bearer geheim"}).status == 307


def test_circle_of_redirects_ends() -> None:
    circle = [httpx.Response(302, headers={"location": URL}) for _ in range(9)]
    assert isinstance(send(client(*circle), "GET", URL).failure(), NotSent)


@pytest.mark.parametrize(
    ("status", "failure", "failure_once"),
    [
        (204, NotSent, OutcomeUnknown),  # success where the caller could not use it: malformed
        (301, NeedsReconnect, NeedsReconnect),
        (302, NotSent, OutcomeUnknown),
        (308, NeedsReconnect, NeedsReconnect),
        (400, Refused, Refused),
        (401, NeedsReconnect, NeedsReconnect),
        (403, Refused, Refused),
        (404, Refused, Refused),
        (408, NotSent, OutcomeUnknown),
        (413, Refused, Refused),
        (422, Refused, Refused),
        (429, NotSent, NotSent),
        (500, NotSent, OutcomeUnknown),
        (502, NotSent, OutcomeUnknown),
        (503, NotSent, OutcomeUnknown),
    ],
)
def test_status_means_one_failure(
    status: int, failure: type[ConnectorFailure], failure_once: type[ConnectorFailure]
) -> None:
    assert type(answer(status).failure()) is failure
    assert type(answer(status, once=True).failure()) is failure_once


def test_refusal_says_the_servers_own_words_or_ours() -> None:
    assert answer(422).failure("Text can't be blank\x00").reason == "Text can't be blank"
    assert answer(422).failure(" ").reason == "The server refused the request."


def test_retry_after_understands_every_spelling() -> None:
    in_90 = datetime.now(UTC) + timedelta(seconds=90)
    spelled = [
        {"Retry-After": "90"},
        {"Retry-After": format_datetime(in_90, usegmt=True)},
        {"X-RateLimit-Reset": in_90.isoformat().replace("+00:00", "Z")},
        {"X-RateLimit-Reset": str(int(in_90.timestamp()))},
        {"RateLimit-Reset": "90"},
    ]
    waits = [answer(429, headers).retry_after() for headers in spelled]
    assert all(wait is not None and 85 <= wait.total_seconds() <= 91 for wait in waits)


def test_limit_that_is_not_exhausted_makes_nobody_wait() -> None:
    assert answer(503, {"X-RateLimit-Reset": "90"}).retry_after() is None
    assert answer(503, {"Retry-After": "90"}).retry_after() is not None


@pytest.mark.parametrize("header", ["", "soon", "-5", "nan", "1" * 400, "9999999", "9999-99-99T", "\xb2"])
def test_senseless_retry_after_is_ignored_or_bounded(header: str) -> None:
    wait = answer(429, {"Retry-After": header}).retry_after()
    assert wait is None or timedelta(seconds=1) <= wait <= timedelta(days=1)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"id": "1', b"[" * 100_000, b"\xff"])
def test_answer_that_is_not_json_is_malformed(body: bytes) -> None:
    said = Answer(200, httpx.Headers(), body, httpx.URL(URL), once=True)
    with pytest.raises(OutcomeUnknown):
        said.json()


def test_reading_turns_an_unexpected_shape_into_a_failure() -> None:
    said = Answer(200, httpx.Headers(), b'{"id": null}', httpx.URL(URL), once=True)
    for take in (
        lambda body: body["url"],
        lambda body: body["id"]["x"],
        lambda body: body.nope,
        lambda body: int("x"),
    ):
        with pytest.raises(OutcomeUnknown), said.reading() as body:
            take(body)


def test_json_strings_are_storable() -> None:
    body = b'{"a": ["x\\u0000y", {"b": "\\ud800"}], "n": 1}'
    assert Answer(200, httpx.Headers(), body, httpx.URL(URL)).json() == {"a": ["xy", {"b": ""}], "n": 1}
