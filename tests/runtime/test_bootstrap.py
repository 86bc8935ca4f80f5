"""What a person can mend before the first start is said in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap


def test_old_python_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(bootstrap.Stop) as stop:
        bootstrap.prepare("run")
    assert str(stop.value) == "Python 3.11 or newer is needed, this is 3.9; name one with PYTHON=python3.11."


def test_folder_that_cannot_be_written_to_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "TOOLS", Path("/proc/tools"))
    with pytest.raises(bootstrap.Stop, match="cannot be written to"):
        bootstrap.prepare("run")


def test_python_without_pip_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = tmp_path / "python3"
    bare.write_text("#!/bin/sh\necho No module named pip >&2\nexit 1\n")
    bare.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(bare))
    monkeypatch.setattr(bootstrap, "UV", tmp_path / "uv")
    with pytest.raises(bootstrap.Stop, match="has no pip; install it"):
        bootstrap._install_uv()


def test_environment_for_tests_also_serves_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(bootstrap, "_step", lambda title, work: steps.append(title))
    bootstrap.STAMP.write_text(bootstrap._state("dev"))
    bootstrap.prepare("run")
    assert steps == ["Building styles and scripts", "Compiling translations"]


def test_changed_lock_means_a_new_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    steps: list[str] = []
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(bootstrap, "_step", lambda title, work: steps.append(title))
    bootstrap.STAMP.write_text("dev of another lock")
    bootstrap.prepare("run")
    assert "Installing the locked packages" in steps


def test_command_line_says_the_sentence_and_nothing_else() -> None:
    script = "import sys; sys.version_info = (3, 9); from tools import bootstrap; bootstrap.main()"
    root = Path(bootstrap.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Eigenstimme: Python 3.11 or newer is needed")
    assert done.stderr.count("\n") == 1


def test_locks_name_no_registry() -> None:
    locks = Path(bootstrap.__file__).parents[1].glob("requirements/*.txt")
    lines = [line for lock in locks for line in lock.read_text().splitlines()]
    assert lines
    assert [line for line in lines if "://" in line or line.startswith(("-i", "--index", "--find"))] == []
