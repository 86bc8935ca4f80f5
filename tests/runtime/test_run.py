"""`eigenstimme run` from an empty folder: it starts, answers, and leaves nothing behind however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from eigenstimme.core.postgres import OWNER, Postgres

READY = "Eigenstimme is ready"
SIGN_IN = "/account/login/"
PATIENCE = 120.0  # seconds; a start takes a few


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def environment(data: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EIGENSTIMME_")}
    return {**inherited, "EIGENSTIMME_DATA": str(data)}


@contextmanager
def running(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`eigenstimme run` from the moment it says that it is ready."""
    command = [sys.executable, "-m", "eigenstimme.cli", "run", "--no-demo", f"--port={port}"]
    process = subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if READY in line:
                break
        else:
            pytest.fail("".join(lines))
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def refused(data: Path, port: int) -> str:
    command = [sys.executable, "-m", "eigenstimme.cli", "run", "--no-demo", f"--port={port}"]
    done = subprocess.run(command, env=environment(data), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    return done.stderr


def processes_of(data: Path) -> list[int]:
    """Every process that was started for this data folder, children of children too."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if bytes(data) in told and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def wait_until_nothing_runs(data: Path) -> None:
    end = time.monotonic() + 20
    while left := processes_of(data):
        assert time.monotonic() < end, f"still running: {left}"
        time.sleep(0.05)


def page(port: int, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests here: each start also shows that the one before left nothing in the way."""
    return tmp_path_factory.mktemp("run") / "data"


def test_run_answers_and_sigterm_leaves_no_process(data: Path) -> None:
    port = free_port()
    with running(data, port) as process:
        assert page(port, SIGN_IN)[0] == 200
        assert page(port, "/live")[0] == 204
        process.terminate()
        assert process.wait(30) == 0
    assert processes_of(data) == []


def test_ctrl_c_leaves_no_process(data: Path) -> None:
    with running(data, free_port()) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert processes_of(data) == []


def test_killed_parent_leaves_no_process_and_the_next_start_is_quick(data: Path) -> None:
    port = free_port()
    with running(data, port) as process:
        assert len(processes_of(data)) > 4
        process.kill()
    wait_until_nothing_runs(data)
    begin = time.monotonic()
    with running(data, port):
        assert time.monotonic() - begin < 30
        assert page(port, SIGN_IN)[0] == 200


def test_killed_parts_are_started_again(data: Path) -> None:
    port = free_port()
    with running(data, port):
        for part in ("web", "worker", "postgres"):
            before = part_of(data, part)
            os.kill(before, signal.SIGKILL)
            end = time.monotonic() + 60
            while part_of(data, part) in (0, before) or page_fails(port):
                assert time.monotonic() < end, part
                time.sleep(0.1)


def part_of(data: Path, part: str) -> int:
    """The process of a part of the program, 0 while there is none."""
    if part == "postgres":
        pid_file = data / "postgres" / "postmaster.pid"
        return int(pid_file.read_text().split()[0]) if pid_file.exists() else 0
    ending = f"eigenstimme.cli\0{part}\0".encode()
    return next((pid for pid in processes_of(data) if command_of(pid).endswith(ending)), 0)


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def page_fails(port: int) -> bool:
    try:
        return page(port, SIGN_IN)[0] != 200
    except OSError:
        return True


def test_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = refused(tmp_path / "data", port)
    assert told == f"Eigenstimme: port {port} is in use; choose another with --port or EIGENSTIMME_PORT.\n"


def test_folder_that_cannot_be_written_to_is_one_sentence() -> None:
    told = refused(Path("/proc/eigenstimme"), free_port())
    assert told == (
        "Eigenstimme: the folder /proc/eigenstimme cannot be written to; name another in EIGENSTIMME_DATA.\n"
    )


def test_second_run_is_refused_and_a_command_uses_the_server_that_runs(data: Path) -> None:
    with running(data, free_port()):
        told = refused(data, free_port())
        assert told == f"Eigenstimme: a database server already runs on {data / 'postgres'}.\n"
        assert no_migration_is_missing(data)


def test_command_starts_a_server_for_itself(data: Path) -> None:
    wait_until_nothing_runs(data)
    assert no_migration_is_missing(data)
    assert processes_of(data) == []


def test_run_works_with_a_server_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port, data = free_port(), tmp_path / "data"
    settings = {"listen_addresses": "127.0.0.1", "port": str(port), "fsync": "off"}
    with Postgres(tmp_path / "elsewhere", settings):
        with psycopg.connect(
            host="127.0.0.1", port=port, user=OWNER, dbname="postgres", autocommit=True
        ) as server:
            server.execute("CREATE DATABASE firm")
        monkeypatch.setenv("DATABASE_URL", f"postgresql://{OWNER}@127.0.0.1:{port}/firm")
        with running(data, web := free_port()) as process:
            assert page(web, SIGN_IN)[0] == 200
            process.terminate()
            assert process.wait(30) == 0
    assert not (data / "postgres").exists()


def no_migration_is_missing(data: Path) -> bool:
    command = [sys.executable, "-m", "eigenstimme.cli", "migrate", "--check"]
    return subprocess.run(command, env=environment(data), timeout=PATIENCE).returncode == 0
