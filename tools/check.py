"""What can be found without running the program: form, types, borders between rooms, templates, languages."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
CHECKS: dict[str, list[str | Path]] = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "templates": [PYTHON, "tools/templates.py"],
    "translations": [PYTHON, "tools/messages.py", "check"],
    "imports": [BIN / "lint-imports"],
    "migrations": [PYTHON, "-m", "eigenstimme.cli", "manage", "makemigrations", "--check", "--dry-run"],
    "settings": [PYTHON, "-m", "eigenstimme.cli", "check"],
    "types": [BIN / "mypy"],
}


def main() -> None:
    """Run the named checks, or all; fail if one of them fails."""
    failed = [name for name in sys.argv[1:] or CHECKS if not _passes(name)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def _passes(name: str) -> bool:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "EIGENSTIMME_DATA": data}
        done = subprocess.run(CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True)
    print(
        f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - start:.1f} s)", flush=True
    )
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
