"""The one way out refuses what lies inside: by name, by number, in every notation, also after a rebinding."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from eigenstimme.core import http


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Hello) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@contextmanager
def answering(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> Iterator[None]:
    def found(host: str, port: int, **_kwargs: object) -> list[tuple[Any, ...]]:
        family = socket.AF_INET6 if ":" in addresses[0] else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", found)
        yield


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1"],
)  # fmt: skip
def test_address_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(monkeypatch, address), pytest.raises(http.PrivateAddress):
        http.checked_addresses("blog.example", 443)


def test_one_address_inside_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(monkeypatch, "93.184.216.34", "127.0.0.1"), pytest.raises(http.PrivateAddress):
        http.checked_addresses("blog.example", 443)


def test_public_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(monkeypatch, "93.184.216.34"):
        assert http.checked_addresses("blog.example", 443) == ["93.184.216.34"]


def test_request_to_this_machine_never_arrives(server: HTTPServer) -> None:
    with http.client() as client, pytest.raises(httpx.ConnectError, match="private network"):
        client.get(f"http://127.0.0.1:{server.server_port}/")


def test_listed_host_is_reached_over_whichever_address_answers(server: HTTPServer, settings: Any) -> None:
    settings.PRIVATE_HOSTS = frozenset({"localhost"})  # ::1 may stand first, and nobody listens there

    with http.client() as client:
        assert client.get(f"http://localhost:{server.server_port}/").text == "hello"


def test_installation_reaches_itself_on_its_own_port_only(server: HTTPServer, settings: Any) -> None:
    settings.PUBLIC_URL = f"http://127.0.0.1:{server.server_port}"

    with http.client() as client:
        assert client.get(settings.PUBLIC_URL).text == "hello"
        with pytest.raises(httpx.ConnectError):
            client.get(f"http://127.0.0.1:{server.server_port - 1}/")


def test_redirects_are_not_followed() -> None:
    with http.client() as client:
        assert client.follow_redirects is False
