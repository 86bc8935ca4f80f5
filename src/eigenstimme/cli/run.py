"""`eigenstimme run`: database, web and worker as children of one process that keeps them alive and ends them.

The parent knows nothing of Django. Every child dies with it, even when it is killed (`core.process`,
`core.postgres`), and starting again is the whole recovery.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from eigenstimme.cli.database import data_folder, own_server, start
from eigenstimme.core.postgres import Postgres
from eigenstimme.core.process import SUPERVISOR

START_LIMIT = 60.0  # seconds until the web server has to answer
STOP_LIMIT = 15.0  # seconds for requests and jobs to end
LOOK = 0.2  # seconds between two looks at the children
LONGEST_PAUSE = 10.0  # seconds before a child that keeps failing is started again
STEADY = 60.0  # seconds after which a child counts as healthy
OPEN_FILES = 65_536


class Stop(Exception):
    """The program cannot run; the message is one sentence for a person."""


def run(*, host: str, port: int, demo: bool) -> None:
    """Start everything and keep it alive until SIGINT, SIGTERM or SIGHUP; then end it in order."""
    os.environ.update(EIGENSTIMME_HOST=host, EIGENSTIMME_PORT=str(port))
    os.environ[SUPERVISOR] = str(os.getpid())
    _raise_file_limit()
    _check_folder()
    _check_port(host, port)
    _listen_to_signals()
    try:
        with _database() as server:
            _prepare(demo)
            with _children("web", "worker") as children:
                _wait_for_web(host, port, children[0])
                address = os.environ.get("EIGENSTIMME_URL") or f"http://localhost:{port}"
                _say(f"Eigenstimme is ready: {address}   (Ctrl-C ends it)")
                _keep_alive(server, children)
    except KeyboardInterrupt:
        _say("Eigenstimme has ended; the data are in " + str(data_folder()))


class Child:
    """One part of the program in a process of its own, started again whenever it ends."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._failures = 0
        self._start()

    def _start(self) -> None:
        self._started = time.monotonic()
        self._again = 0.0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "eigenstimme.cli", self.part],
            stdin=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C in the terminal is for the parent, which stops things in order
        )

    def ended(self) -> bool:
        """Whether the process is gone."""
        return self.process.poll() is not None

    def look_after(self) -> None:
        """Start an ended process again: at once if it ran well, after a growing pause if it keeps failing."""
        if not self.ended():
            return
        now = time.monotonic()
        if not self._again:
            self._failures = 0 if now - self._started > STEADY else self._failures + 1
            pause = min(LONGEST_PAUSE, 0.25 * 2**self._failures)
            self._again = now + pause
            _say(f"{self.part} ended with {self.process.returncode}; it starts again in {pause:.1f} s")
        if now >= self._again:
            self._start()


@contextmanager
def _database() -> Iterator[Postgres | None]:
    """Our own server while the program runs; None where DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    server = own_server()
    _say("Starting the database …")
    try:
        start(server)
        yield server
    finally:
        server.stop()


def _prepare(demo: bool) -> None:
    command = [sys.executable, "-m", "eigenstimme.cli", "manage", "prepare", *([] if demo else ["--no-demo"])]
    if subprocess.run(command, process_group=0).returncode:
        raise Stop("the database could not be brought up to date; the lines above say why.")


@contextmanager
def _children(*parts: str) -> Iterator[list[Child]]:
    children: list[Child] = []
    try:
        children.extend(Child(part) for part in parts)
        yield children
    finally:
        _end(children)


def _end(children: list[Child]) -> None:
    for child in children:
        child.process.terminate()
    limit = time.monotonic() + STOP_LIMIT
    for child in children:
        try:
            child.process.wait(max(0.0, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()


def _keep_alive(server: Postgres | None, children: list[Child]) -> None:
    while True:
        if server and not server.alive():
            _say("the database ended; it starts again")
            server.stop()
            server.start()
        for child in children:
            child.look_after()
        time.sleep(LOOK)


def _wait_for_web(host: str, port: int, web: Child) -> None:
    limit = time.monotonic() + START_LIMIT
    while not _answers(host, port):
        if web.ended():
            raise Stop("the web server ended at once; the lines above say why.")
        if time.monotonic() > limit:
            raise Stop(f"the web server did not answer within {START_LIMIT:.0f} s.")
        time.sleep(0.05)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def _check_folder() -> None:
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
    except OSError:
        raise Stop(f"the folder {folder} cannot be written to; name another in EIGENSTIMME_DATA.") from None


def _check_port(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Stop(f"port {port} is in use; choose another with --port or EIGENSTIMME_PORT.") from None
        raise Stop(f"{host}:{port} cannot be listened on ({error.strerror}).") from None


def _raise_file_limit() -> None:
    """Every open page holds a connection; the usual soft limit of 1,024 is soon reached."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _listen_to_signals() -> None:
    """End in order on the first signal; the ones after it change nothing."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def end(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, end)


def _say(line: str) -> None:
    print(line, flush=True)
