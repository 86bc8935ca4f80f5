"""Make the environment in `.venv` from the locks; needs nothing but Python 3.11 and pip.

    bootstrap.py run    what the program needs
    bootstrap.py dev    what its tests need as well

Every step is skipped while its inputs have not changed. An environment made for `dev` also serves `run` and
is kept. Errors that a person can mend are one sentence. (Python 3.6 must be able to read this file, or it could not
say that it is too old: hence the annotations in quotes.)
"""

import hashlib
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
UV = TOOLS / "bin" / "uv"
STAMP = VENV / ".made-for"
OLDEST = (3, 11)


class Stop(Exception):
    """The environment cannot be made; the message is one sentence for a person."""


def main() -> None:
    """Make the environment named on the command line."""
    try:
        prepare(sys.argv[1] if len(sys.argv) > 1 else "run")
    except Stop as stop:
        sys.exit(f"Eigenstimme: {stop}")
    except KeyboardInterrupt:
        sys.exit(130)


def prepare(level: str) -> None:
    """Bring `.venv`, the front-end files and the translations up to date."""
    _check_machine()
    if _made_for("dev"):
        level = "dev"
    if not _made_for(level):
        _step("Fetching the installer", _install_uv)
        _step("Installing the locked packages", lambda: _make_environment(level))
    python = str(VENV / "bin" / "python")
    _step("Building styles and scripts", lambda: _run(python, "tools/assets.py"))
    _step("Compiling translations", lambda: _run(python, "tools/messages.py", "compile"))


def _check_machine() -> None:
    if sys.version_info < OLDEST:
        wanted, found = ".".join(map(str, OLDEST)), ".".join(map(str, sys.version_info[:2]))
        raise Stop(
            f"Python {wanted} or newer is needed, this is {found}; name one with PYTHON=python{wanted}."
        )
    try:
        TOOLS.mkdir(exist_ok=True)
        (TOOLS / ".writable").touch()
    except OSError:
        raise Stop(f"the folder {ROOT} cannot be written to; copy it to one of your own.") from None


def _install_uv() -> None:
    lock = ROOT / "requirements" / "uv.txt"
    stamp = TOOLS / ".lock"
    if UV.exists() and stamp.exists() and stamp.read_text() == lock.read_text():
        return
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode:
        raise Stop(
            "this Python has no pip; install it (on Debian: apt-get install python3-pip) and try again."
        )
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--upgrade"]
    _run(sys.executable, "-m", "pip", "install", *options, f"--target={TOOLS}", f"--requirement={lock}")
    stamp.write_text(lock.read_text())


def _make_environment(level: str) -> None:
    STAMP.unlink(missing_ok=True)
    if not _has_right_python():
        _run(UV, "venv", "--quiet", "--clear", f"--python={sys.executable}", VENV)
    _run(UV, "pip", "sync", "--require-hashes", _lock(level))
    _run(UV, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(_state(level))


def _has_right_python() -> bool:
    ask = "import sysconfig; print(sysconfig.get_config_var('py_version'))"
    try:
        answer = subprocess.run([VENV / "bin" / "python", "-c", ask], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.strip() == str(sysconfig.get_config_var("py_version"))


def _made_for(level: str) -> bool:
    return STAMP.exists() and STAMP.read_text() == _state(level)


def _state(level: str) -> str:
    """Everything an environment depends on: its lock, our metadata, the Python and the folder's own place."""
    parts = [
        _lock(level).read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        sys.version.encode(),
        bytes(ROOT),
    ]
    return f"{level} {hashlib.sha256(b'|'.join(parts)).hexdigest()}"


def _lock(level: str) -> Path:
    return ROOT / "requirements" / f"{level}.txt"


def _step(title: str, work: "Callable[[], None]") -> None:
    start = time.monotonic()
    print(f"· {title} …", end="", flush=True)
    work()
    print(f"\r· {title}: {time.monotonic() - start:.1f} s", flush=True)


def _run(*command: "str | Path") -> None:
    # The system's certificates count: a company's network may have an authority of its own.
    defaults = {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}
    environment = {**defaults, **os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        print(f"\n{done.stdout}{done.stderr}", file=sys.stderr)
        raise Stop(f"“{Path(command[0]).name} {command[1]}” failed; the lines above say why.")


if __name__ == "__main__":
    main()
