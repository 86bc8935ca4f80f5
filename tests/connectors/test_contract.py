"""What every connector owes the rest of the product, held against each line of the registry.

A connector's folder brings, where it needs them, ``fixtures/credentials.json`` and ``fixtures/settings.json``
(what connecting gave), ``fixtures/target.json`` (the message that is answered, as ``fetch`` gave it) and
``fixtures/handle.json`` (what preparing left, where a text needs preparing too).
"""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import httpx
import pytest
from PIL import Image

from eigenstimme.connectors import registry
from eigenstimme.connectors.types import (
    Absent,
    Calls,
    Connector,
    ConnectorFailure,
    Converses,
    Deletes,
    Edits,
    Expires,
    Forged,
    Key,
    Limits,
    Measures,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Prepares,
    Publishes,
    PublishesByHand,
    Reacts,
    Refused,
    Sent,
    Target,
)
from eigenstimme.connectors.types import Call as Request

RETURN_URL = "https://stimme.example/return/"
KEY = Key("0123456789abcdef0123456789abcdef", datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
ELSEWHERE = "https://elsewhere.invalid/"
TOKEN_IN_ADDRESS = {"telegram"}
"""Networks that know no other way. Their requests are never logged (settings.LOGGING)."""
OUT = Sent("1", "https://network.example/1")
COUNTERS = {"graphemes", "graphemes_url23", "characters", "utf16", "little_text", "weighted", "emoji_bytes"}

Fault = Callable[[httpx.Request], httpx.Response]
Call = Callable[[Any], object]


def raising(kind: type[httpx.TransportError]) -> Fault:
    def fault(request: httpx.Request) -> httpx.Response:
        raise kind("fault of the test", request=request)

    return fault


def saying(status: int, content: bytes | str = "", **headers: str) -> Fault:
    return lambda request: httpx.Response(status, content=content, headers=headers)


NEVER_LEFT = {
    "refused": raising(httpx.ConnectError),
    "connect timeout": raising(httpx.ConnectTimeout),
}
IN_DOUBT = {
    "read timeout": raising(httpx.ReadTimeout),
    "broken connection": raising(httpx.RemoteProtocolError),
    "500": saying(500, '{"error": "Internal Server Error"}'),
    "502": saying(502, "<html>Bad Gateway</html>"),
    "503": saying(503, "Service Unavailable", **{"Retry-After": "60"}),
    "HTML": saying(200, "<!doctype html><title>Welcome</title>", **{"Content-Type": "text/html"}),
    "truncated": saying(200, '{"id": "1', **{"Content-Type": "application/json"}),
    "empty": saying(200),
    "found elsewhere": saying(302, **{"Location": ELSEWHERE}),
}
SHAPES = {
    shape: saying(200, shape)
    for shape in ("{}", "[]", "null", "1", '"x"', "[null]", '{"id": {}}', '{"id": ""}')
}
SAID_NO = {
    str(status): saying(status, '{"error": "No", "message": "No"}') for status in (400, 403, 404, 410, 422)
}
OTHERS = {
    "401": saying(401, '{"error": "The access token is invalid"}'),
    "429": saying(429, '{"error": "Too many requests"}', **{"Retry-After": "120"}),
    "moved": saying(301, **{"Location": ELSEWHERE}),
    "circle": lambda request: httpx.Response(302, headers={"Location": str(request.url)}),
}
FAULTS = NEVER_LEFT | IN_DOUBT | SHAPES | SAID_NO | OTHERS


class Wire:
    """A network that answers every request with one fault, and remembers what it was asked."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self.asked: list[httpx.Request] = []

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        return self._fault(request)


def folder(name: str) -> Traversable:
    return files(f"eigenstimme.connectors.{name}")


def fixture(name: str, file: str, otherwise: Any = None) -> Any:
    path = folder(name) / "fixtures" / f"{file}.json"
    return json.loads(path.read_text()) if path.is_file() else otherwise


def made(name: str, http: httpx.Client) -> Connector:
    credentials, settings = fixture(name, "credentials", {}), fixture(name, "settings", {})
    return registry.connector_class(name)(credentials, settings, http)


def picture() -> Picture:
    content = io.BytesIO()
    Image.new("RGB", (2, 2)).save(content, "PNG")
    return Picture(content.getvalue(), "image/png", "x.png", "Zwei Farben", 2, 2)


def calls(name: str) -> dict[str, Call]:
    """Everything the connector offers, each as one call."""
    declared = registry.connector_class(name)
    target = Target(**fixture(name, "target", {"remote_id": "1"}))
    illustrated = Post("Frisch gestrichen", title="Neues", pictures=[picture()])
    written = {"": Post("Frisch gestrichen", title="Neues"), " an answer": Post("Gern!", reply_to=target)}
    offered: dict[str, Call] = {"whoami": lambda network: network.whoami()}
    if issubclass(declared, Prepares):
        offered["prepare"] = lambda network: network.prepare(illustrated, KEY)
    if issubclass(declared, Publishes):
        for what, post in written.items():
            offered[f"publish{what}"] = partial(_with_handle, "publish", post)
            offered[f"find{what}"] = partial(_with_handle, "find_existing", post)
    if issubclass(declared, Converses):
        offered |= {"fetch": lambda network: network.fetch("")}
    if issubclass(declared, Reacts):
        offered |= {
            "like": lambda network: network.like(target, KEY),
            "unlike": lambda network: network.unlike(target, "1"),
        }
    out = Sent(**fixture(name, "sent", {"remote_id": OUT.remote_id, "url": OUT.url}))
    if issubclass(declared, Measures):
        offered["figures"] = lambda network: network.figures(out)
    if issubclass(declared, Deletes):
        offered["delete"] = lambda network: network.delete(out)
    if issubclass(declared, Edits):
        offered["edit"] = lambda network: network.edit(out, written[""], KEY, {})
    if issubclass(declared, Expires):
        offered["refresh"] = lambda network: network.refresh()
    return offered


def _with_handle(method: str, post: Post, network: Any) -> object:
    handle = fixture(network.name, "handle") or (
        network.prepare(post, KEY) if isinstance(network, Prepares) else {}
    )
    return getattr(network, method)(post, KEY, handle)


@dataclass(frozen=True)
class Outcome:
    """What a call ends in under one fault: its value or its failure, and what was asked until then."""

    found: object
    asked: Sequence[httpx.Request]

    @property
    def writing(self) -> list[tuple[str, httpx.URL, bytes]]:
        return [(each.method, each.url, each.content) for each in self.asked if each.method != "GET"]


@cache
def outcomes(name: str, call: str) -> dict[str, Outcome]:
    """``call`` under every fault. An exception outside the family fails the test that asks."""
    return {fault: _outcome(name, calls(name)[call], answer) for fault, answer in FAULTS.items()}


def _outcome(name: str, call: Call, fault: Fault) -> Outcome:
    wire = Wire(fault)
    try:
        return Outcome(call(made(name, wire.client())), wire.asked)
    except ConnectorFailure as failure:
        return Outcome(failure, wire.asked)


def failing(name: str, call: str, faults: Iterable[str], *allowed: type[ConnectorFailure]) -> dict[str, str]:
    """The faults under which something was asked and the call ended otherwise than ``allowed``."""
    ended = {fault: outcomes(name, call)[fault] for fault in faults}
    asked = {fault: each.found for fault, each in ended.items() if each.asked}
    return {fault: repr(found) for fault, found in asked.items() if not isinstance(found, allowed)}


each_connector = pytest.mark.parametrize("name", registry.names())


def each_call(*wanted: str) -> pytest.MarkDecorator:
    offered = [(name, call) for name in registry.names() for call in calls(name)]
    pairs = [(name, call) for name, call in offered if not wanted or call in wanted]
    return pytest.mark.parametrize(("name", "call"), pairs)


# --- what it declares ---


@each_connector
def test_connector_declares_all_it_must(name: str) -> None:
    declared = registry.connector_class(name)

    assert declared.name == name
    assert declared.label and declared.icon
    assert declared.poll_every >= timedelta(seconds=1)
    assert declared.weekly_hours >= 0
    assert declared.connect.instructions
    assert all(note.strip() for note in declared.notes)
    names = [field.name for field in declared.connect.fields]
    assert len(set(names)) == len(names)
    assert all(field.label for field in declared.connect.fields)
    assert all(field.secret for field in declared.connect.fields if field.kind == "password")
    assert (folder(name) / "README.md").is_file()


@each_connector
def test_limits_are_countable(name: str) -> None:
    declared = registry.connector_class(name)
    for limits in (declared.limits, declared.limits_for({})):
        assert isinstance(limits, Limits)
        assert limits.count_name in COUNTERS
        assert (limits.count(""), limits.count("äöü")) == (0, 3)


@each_connector
def test_connector_publishes_or_lets_a_person_publish(name: str) -> None:
    declared = registry.connector_class(name)
    assert issubclass(declared, Publishes) != issubclass(declared, PublishesByHand)


@each_connector
def test_connector_knows_neither_django_nor_our_apps(name: str) -> None:
    script = (
        "import sys; from eigenstimme.connectors import registry; "
        f"registry.connector_class({name!r}); "
        "print(*sorted(m for m in sys.modules if m.split('.')[0] == 'django'"
        " or m.startswith('eigenstimme.') and not m.startswith('eigenstimme.connectors')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# --- what its failures mean ---


@each_call()
def test_every_fault_is_a_value_or_one_of_the_four_failures(name: str, call: str) -> None:
    found = [each.found for each in outcomes(name, call).values()]
    failures = [failure for failure in found if isinstance(failure, ConnectorFailure)]
    assert all(isinstance(each, NotSent | OutcomeUnknown | Refused | NeedsReconnect) for each in failures)
    assert all(each.reason.strip() for each in failures)


@each_call()
def test_credentials_never_follow_a_redirect_to_another_host(name: str, call: str) -> None:
    asked = [request for each in outcomes(name, call).values() for request in each.asked]
    assert [request for request in asked if request.url.host == httpx.URL(ELSEWHERE).host] == []


@each_call()
def test_what_never_left_is_not_sent(name: str, call: str) -> None:
    assert failing(name, call, NEVER_LEFT, NotSent) == {}


@each_call("publish", "publish an answer")
def test_doubt_about_the_irreversible_call_is_never_taken_for_not_sent(name: str, call: str) -> None:
    ended = {fault: outcomes(name, call)[fault] for fault in IN_DOUBT | SHAPES}
    wrote = {fault for fault, each in ended.items() if each.writing}
    assert failing(name, call, wrote, OutcomeUnknown) == {}
    assert failing(name, call, ended.keys() - wrote, NotSent) == {}


@each_call("publish", "publish an answer")
def test_irreversible_call_is_made_once(name: str, call: str) -> None:
    twice = {
        fault for fault, each in outcomes(name, call).items() if len(set(each.writing)) < len(each.writing)
    }
    assert twice == set()


@each_call(
    "whoami",
    "prepare",
    "find",
    "find an answer",
    "fetch",
    "like",
    "unlike",
    "figures",
    "delete",
    "edit",
    "refresh",
)
def test_what_may_be_repeated_leaves_no_doubt(name: str, call: str) -> None:
    assert failing(name, call, IN_DOUBT.keys() - {"empty", "HTML", "truncated"}, NotSent) == {}
    unknown = {
        fault for fault, each in outcomes(name, call).items() if isinstance(each.found, OutcomeUnknown)
    }
    assert unknown == set()


@each_call("whoami", "prepare", "find", "find an answer", "fetch", "figures", "refresh")
def test_answer_that_is_needed_and_not_understood_is_asked_for_again(name: str, call: str) -> None:
    assert failing(name, call, ["empty", "HTML", "truncated"], NotSent) == {}


@each_call("find", "find an answer")
def test_post_is_never_absent_because_the_answer_failed(name: str, call: str) -> None:
    ended = {fault: outcomes(name, call)[fault].found for fault in FAULTS.keys() - SAID_NO.keys() - {"[]"}}
    assert [fault for fault, found in ended.items() if isinstance(found, Absent)] == []


@each_call()
def test_invalid_credentials_need_reconnecting(name: str, call: str) -> None:
    assert failing(name, call, ["401"], NeedsReconnect) == {}


@each_call()
def test_rate_limit_says_when_to_try_again(name: str, call: str) -> None:
    limited = outcomes(name, call)["429"]
    assert not limited.asked or isinstance(limited.found, NotSent)
    assert getattr(limited.found, "retry_after", None) == (timedelta(seconds=120) if limited.asked else None)


@pytest.mark.parametrize("headers", [{}, {"x-hub-signature-256": "sha256=00", "authorization": "Bearer x"}])
def test_call_without_the_networks_signature_is_forged(headers: dict[str, str]) -> None:
    for name in registry.names():
        declared: Any = registry.connector_class(name)
        if issubclass(declared, Calls):
            with pytest.raises(Forged):
                declared.hear(Request("POST", {}, headers, b"{}"), fixture(name, "credentials", {}))


@each_call()
def test_no_secret_stands_in_a_failure(name: str, call: str) -> None:
    for each in outcomes(name, call).values():
        failure = each.found
        said = (
            f"{failure!r} {failure} {getattr(failure, '__cause__', '')} {getattr(failure, '__context__', '')}"
        )
        assert [secret for secret in secrets_of(name) if secret in said] == []


@each_call()
def test_no_secret_stands_in_an_address(name: str, call: str) -> None:
    addresses = {str(request.url) for each in outcomes(name, call).values() for request in each.asked}
    leaks = {secret for secret in secrets_of(name) for address in addresses if secret in address}
    assert not leaks or name in TOKEN_IN_ADDRESS


def secrets_of(name: str) -> list[str]:
    return [
        value for key, value in fixture(name, "credentials", {}).items() if is_secret(key) and len(value) > 5
    ]


def is_secret(key: str) -> bool:
    return any(word in key for word in ("token", "secret", "password", "key"))


@each_connector
@pytest.mark.parametrize("fault", FAULTS)
def test_connecting_fails_in_words_for_a_person(name: str, fault: str) -> None:
    connect = registry.connector_class(name).connect
    values = {field.name: field.placeholder or "abcd" for field in connect.fields}
    wire = Wire(FAULTS[fault])
    try:
        connect.begin(values, http=wire.client(), return_url=RETURN_URL)
    except ConnectorFailure as failure:
        assert isinstance(failure, NotSent | Refused | NeedsReconnect)
        assert failure.reason.strip()
    assert [request for request in wire.asked if request.url.host == httpx.URL(ELSEWHERE).host] == []


@each_connector
def test_return_that_nobody_waits_for_is_refused(name: str) -> None:
    connect = registry.connector_class(name).connect
    with pytest.raises(Refused):
        connect.finish({}, {}, http=Wire(saying(500)).client(), return_url=RETURN_URL)
