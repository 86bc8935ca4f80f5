"""The wheel is whole: an installed program needs neither Node nor a compiler for its languages."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist())


def test_wheel_carries_the_built_front_end(content: set[str]) -> None:
    build = "eigenstimme/static/build"
    assert {f"{build}/app.css", f"{build}/app.js", f"{build}/sprite.svg"} <= content
    assert any(name.startswith(f"{build}/fonts/") for name in content)


def test_wheel_carries_every_translation(content: set[str]) -> None:
    catalogues = (ROOT / "src").rglob("*.po")
    assert {str(file.relative_to(ROOT / "src").with_suffix(".mo")) for file in catalogues} <= content


def test_wheel_carries_every_template(content: set[str]) -> None:
    templates = (ROOT / "src").rglob("templates/**/*.html")
    assert {str(file.relative_to(ROOT / "src")) for file in templates} <= content


def test_wheel_carries_no_tests(content: set[str]) -> None:
    assert [name for name in content if "/tests/" in name] == []
