"""The machine under the tests: one PostgreSQL for the whole run, no way out to the network, no silent skips.

A pytest plugin (`-p tests.machine`) rather than a conftest, because the database has to run before
pytest-django reads the settings. Several runs at once each take a server of their own.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from eigenstimme.core.postgres import OWNER, AlreadyRunning, Postgres

ROOT = Path(__file__).resolve().parent.parent
SERVERS = ROOT / ".cache" / "test-postgres"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}
IN_WORKER = "PYTEST_XDIST_WORKER" in os.environ


class Outside(OSError):
    """A test tried to leave this machine."""


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Start the server and name it to the settings, before anybody reads them; workers inherit both."""
    if not IN_WORKER:
        _machine.start()
    return (yield)


def pytest_configure() -> None:
    """Close the ways out."""
    socket.socket.connect = _connect  # type: ignore[assignment,method-assign]


def pytest_unconfigure() -> None:
    """Stop the server and remove the run's data folder."""
    if not IN_WORKER:
        _machine.stop()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped (`CI` is set), a skipped test fails the run."""
    if os.environ.get("CI") and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name every test that did not run, with the reason."""
    if reports := _skipped(config):
        terminalreporter.section(
            "Not run on this machine" + (", and CI is set" if os.environ.get("CI") else "")
        )
        for report in reports:
            terminalreporter.line(f"{report.nodeid}: {_reason(report)}")


def prepare_template() -> str:
    """Return the name of a migrated database to clone, made anew when a migration or the lock changed."""
    name = f"template_{_migrations_digest()}"
    with psycopg.connect(
        host=os.environ["EIGENSTIMME_SOCKET"], user=OWNER, dbname="postgres", autocommit=True
    ) as db:
        db.execute("SELECT pg_advisory_lock(1)")  # workers ask at the same time
        found = [
            row[0]
            for row in db.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'template!_%' ESCAPE '!'"
            )
        ]
        if name in found:
            return name
        for old in found:
            db.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        db.execute("DROP DATABASE IF EXISTS half_made")
        db.execute("CREATE DATABASE half_made")
        _migrate("half_made")
        db.execute(sql.SQL("ALTER DATABASE half_made RENAME TO {}").format(sql.Identifier(name)))
    return name


def _migrate(database: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql:///{database}",
        "DJANGO_SETTINGS_MODULE": "eigenstimme.settings",
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        pytest.exit(f"The migrations fail:\n{done.stderr}", returncode=1)


def _migrations_digest() -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "run.txt").read_bytes())
    for file in sorted((ROOT / "src").glob("eigenstimme/*/migrations/*.py")):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class _Machine:
    """The server and the data folder of this run."""

    def __init__(self) -> None:
        self._server: Postgres | None = None
        self._data: Path | None = None

    def start(self) -> None:
        self._server = _first_free_server()
        self._data = Path(tempfile.mkdtemp(prefix="eigenstimme-test-"))
        os.environ["EIGENSTIMME_SOCKET"] = str(self._server.socket)
        os.environ["EIGENSTIMME_DATA"] = str(self._data)
        os.environ.pop("DATABASE_URL", None)

    def stop(self) -> None:
        if self._server:
            self._server.stop()
        if self._data:
            shutil.rmtree(self._data, ignore_errors=True)


_machine = _Machine()


def _first_free_server() -> Postgres:
    for number in range(32):
        server = Postgres(SERVERS / str(number), FAST)
        try:
            server.start()
        except AlreadyRunning:
            continue
        return server
    raise pytest.UsageError("32 test runs are going on already.")


_really_connect = socket.socket.connect


def _connect(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
        raise Outside(f"A test wanted to reach {address[0]}; only this machine may be reached.")
    _really_connect(self, address)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    return list(terminal.stats.get("skipped", [])) if terminal else []


def _reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
