"""The machine under the tests keeps its promises."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.machine import ROOT, Outside


@pytest.mark.django_db
def test_database_is_a_clone_of_the_migrated_template() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def test_connection_to_another_machine_is_refused() -> None:
    with pytest.raises(Outside), socket.socket() as door:
        door.connect(("192.0.2.1", 80))


def test_connection_to_this_machine_is_allowed() -> None:
    with socket.socket() as listener, socket.socket() as door:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        door.connect(listener.getsockname())


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_skipped_test_is_named_and_fails_the_run_only_in_ci(tmp_path: Path, ci: str, code: int) -> None:
    test = tmp_path / "test_blog.py"
    test.write_text(
        "import pytest\ndef test_blog(): pytest.skip('no real blog here')\ndef test_other(): pass\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.machine",
        "-p",
        "no:django",
        "-c",
        os.devnull,
        str(test),
    ]
    environment = {**os.environ, "CI": ci}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == code
    assert "Not run on this machine" in done.stdout
    assert "test_blog.py::test_blog: Skipped: no real blog here" in done.stdout
