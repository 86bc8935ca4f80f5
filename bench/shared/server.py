"""The web process as it runs at a company, and a session on it."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def web(port: int) -> Iterator[int]:
    """One web process, at the data folder and port of the environment; its number."""
    parent = subprocess.Popen([sys.executable, "-m", "eigenstimme.cli", "web"])
    try:
        end = time.monotonic() + 60
        while not (worker := _child(parent.pid)) or not _answers(port):
            if time.monotonic() > end or parent.poll() is not None:
                raise SystemExit("the web server did not start")
            time.sleep(0.1)
        yield worker
    finally:
        parent.terminate()
        parent.wait(30)


def sign_in(port: int, email: str, password: str) -> str:
    """Through the form, as people do; the session's cookie."""
    connection = http.client.HTTPConnection("localhost", port)
    connection.request("GET", "/account/login/")
    token = _cookies(connection.getresponse())["csrftoken"]
    form = urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
    connection.request("POST", "/account/login/", form, headers)
    return _cookies(connection.getresponse())["sessionid"]


def _child(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(children[-1]) if children else 0


def _answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    answer.read()
    pairs = (line.split(";")[0].split("=", 1) for line in answer.headers.get_all("Set-Cookie", []))
    return dict(pairs)
