"""The embedded server: made once, found again, and gone when its parent is gone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from eigenstimme.core import postgres
from eigenstimme.core.postgres import OWNER, AlreadyRunning, Postgres, PostgresError

HOLDER = """
import sys, time
from pathlib import Path
from eigenstimme.core.postgres import Postgres
server = Postgres(Path(sys.argv[1]), {"fsync": "off"})
server.start()
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "postgres"


def unsafe(folder: Path) -> Postgres:
    return Postgres(folder, {"fsync": "off"})


def ask(server: Postgres, query: str, database: str = "postgres") -> object:
    with psycopg.connect(host=str(server.socket), user=OWNER, dbname=database, autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def postmaster_pid(folder: Path) -> int:
    return int((folder / "postmaster.pid").read_text().split()[0])


def wait_until_gone(pid: int, limit: float = 10) -> None:
    end = time.monotonic() + limit
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < end, f"process {pid} still runs"
        time.sleep(0.02)


def test_start_makes_a_cluster_and_a_second_start_finds_the_data_again(folder: Path) -> None:
    with unsafe(folder) as server:
        server.create_database("plan")
        server.create_database("plan")
        ask(server, "CREATE TABLE kept AS SELECT 42 AS answer", "plan")
    with unsafe(folder) as server:
        assert ask(server, "SELECT answer FROM kept", "plan") == 42


def test_stop_ends_every_process(folder: Path) -> None:
    with unsafe(folder):
        pid = postmaster_pid(folder)
    assert not Path(f"/proc/{pid}").exists()
    assert not postgres.is_running(folder)


def test_server_listens_on_no_port_and_in_a_private_folder(folder: Path) -> None:
    with unsafe(folder) as server:
        assert ask(server, "SHOW listen_addresses") == ""
        assert server.socket.stat().st_mode & 0o077 == 0


def test_folder_with_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    with unsafe(tmp_path / ("x" * 100) / "postgres") as server:
        assert ask(server, "SELECT 1") == 1
        assert server.socket != server.folder


def test_second_server_on_the_same_folder_is_refused(folder: Path) -> None:
    with unsafe(folder), pytest.raises(AlreadyRunning):
        unsafe(folder).start()


def test_cluster_of_another_major_version_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / "PG_VERSION").write_text("16\n")
    with pytest.raises(PostgresError, match="made by PostgreSQL 16"):
        unsafe(folder).start()


def test_half_made_cluster_is_made_again(folder: Path) -> None:
    left_over = folder.with_name("postgres.new")
    left_over.mkdir()
    (left_over / "PG_VERSION").touch()
    with unsafe(folder) as server:
        assert ask(server, "SELECT 1") == 1


def test_killed_server_is_noticed_and_can_be_started_again(folder: Path) -> None:
    with unsafe(folder) as server:
        os.kill(postmaster_pid(folder), signal.SIGKILL)
        end = time.monotonic() + 5
        while server.alive():
            assert time.monotonic() < end
            time.sleep(0.02)
        server.stop()
        server.start()
        assert ask(server, "SELECT 1") == 1


def test_server_ends_when_its_parent_is_killed_and_the_next_start_works(folder: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout and holder.stdout.readline() == "ready\n"
        pid = postmaster_pid(folder)
        holder.kill()
    with unsafe(folder) as server:
        assert ask(server, "SELECT 1") == 1
        assert postmaster_pid(folder) != pid
    wait_until_gone(pid)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give up its rights")
def test_root_without_user_namespaces_runs_the_server_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_namespaces_allowed", lambda: False)
    place = Path("/tmp") / f"eigenstimme-test-{os.getpid()}"
    try:
        with unsafe(place / "postgres") as server:
            owner = Path(f"/proc/{postmaster_pid(server.folder)}").stat().st_uid
            assert owner == 65534
            assert ask(server, "SELECT 1") == 1
    finally:
        subprocess.run(["rm", "-r", str(place)], check=True)
