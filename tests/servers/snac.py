"""A real server with the Mastodon client interface: snac2 (Debian package in bookworm-backports)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.servers.process import free_port, running, wait_until

NOBODY = 65534
PEOPLE = ("alice", "bob")


@dataclass(frozen=True)
class Snac:
    """``passwords`` by user name. The server delivers to its own users, which takes some seconds."""

    url: str
    passwords: Mapping[str, str]

    def allow(self, authorize_url: str, user: str) -> dict[str, str]:
        """Sign in on the server's own page, as a person would; the query of the address it returns to."""
        with one_by_one() as browser:
            page = browser.get(authorize_url).text
            hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
            form = {**hidden, "login": user, "passwd": self.passwords[user]}
            answer = browser.post(f"{self.url}/oauth/x-snac-login", data=form)
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        return {name: values[0] for name, values in query.items()}


def one_by_one(**headers: str) -> httpx.Client:
    """A connection for each request: the server closes its own after an answer, and a reused one may be reset."""
    return httpx.Client(timeout=60, headers={**headers, "Connection": "close"})


def missing() -> str:
    """What this machine lacks; "" when the server can run."""
    return "" if shutil.which("snac") else "the program snac (Debian package snac2 of bookworm-backports)"


@contextmanager
def snac(folder: Path) -> Iterator[Snac]:
    """Run a server with the users ``alice`` and ``bob``; its log goes to ``folder``."""
    port = free_port()
    # Not below ``folder``: it must not run as root, and pytest's folders let nobody else pass.
    with TemporaryDirectory(prefix="snac-") as own:
        base = Path(own) / "data"
        _found(base, port)
        passwords = {name: _add_person(base, name) for name in PEOPLE}
        with running([*_as_nobody(Path(own)), "snac", "httpd", str(base)], folder / "snac.log"):
            url = f"http://localhost:{port}"
            wait_until(lambda: httpx.get(f"{url}/api/v1/instance").is_success, "snac")
            yield Snac(url, passwords)


def _found(base: Path, port: int) -> None:
    answers = f"127.0.0.1\n{port}\nlocalhost:{port}\n\n\n"
    subprocess.run(["snac", "init", str(base)], input=answers, text=True, check=True, capture_output=True)
    settings = base / "server.json"
    changed = json.loads(settings.read_text()) | {
        "protocol": "http",
        # With its four default threads it waits for itself while it delivers to its own users.
        "num_threads": 32,
        # A delivery that a busy machine delays past the default of six seconds would wait for minutes.
        "queue_timeout": 30,
        "queue_timeout_2": 30,
        "queue_retry_minutes": 0,
    }
    settings.write_text(json.dumps(changed))


def _add_person(base: Path, name: str) -> str:
    done = subprocess.run(
        ["snac", "adduser", str(base), name],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return done.stdout.split("User password is ")[1].split()[0]


def _as_nobody(folder: Path) -> list[str]:
    """The start of a command that runs as nobody, to whom ``folder`` is handed over; empty without root."""
    if os.geteuid() != 0:
        return []
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
