"""Write the locks: every package with its version and hashes, and without the name of any registry.

    requirements/uv.txt    the installer itself
    requirements/run.txt   what `make run` needs: the program, and what builds it
    requirements/dev.txt   what the tests and checks need besides

One resolution serves Python 3.11 and newer on every platform. `--upgrade` takes new versions.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"
COMMON = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-annotate",
    "--custom-compile-command=make lock",
]


def main() -> None:
    """Write the three locks."""
    upgrade = sys.argv[1:]
    _compile("uv.txt", "-", given=UV)
    _compile("run.txt", "pyproject.toml", "--group=build", *upgrade)
    _compile("dev.txt", "pyproject.toml", "--group=dev", "--constraints=requirements/run.txt", *upgrade)


def _compile(name: str, source: str, *options: str, given: str | None = None) -> None:
    command = [".tools/bin/uv", "pip", "compile", "--quiet", source, *COMMON, *options]
    subprocess.run(
        [*command, f"--output-file=requirements/{name}"], cwd=ROOT, input=given, text=True, check=True
    )


if __name__ == "__main__":
    main()
