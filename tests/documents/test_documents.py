"""The documents say what is there: links lead somewhere, and names are those of the screens and the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from eigenstimme.connectors import registry

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "eigenstimme"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *PACKAGE.rglob("README.md")])
FIRST_DAYS = {
    "de": ["leitung", "mitarbeitende", "freie"],
    "en": ["lead", "employee", "freelancer"],
}
FOR_DEVELOPERS = {
    "EIGENSTIMME_HASHED_STATIC",
    "EIGENSTIMME_SOCKET",
    "EIGENSTIMME_SUPERVISOR",
}  # set by the program
ONLY_TO_BUILD = "## Only to build"


def without_code(page: Path) -> str:
    return re.sub(r"```.*?```|`[^`]*`", "", page.read_text(), flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", without_code(page)):
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), f"{target}#{anchor}"


def words_on_screen(language: str) -> set[str]:
    found: set[str] = set()
    for file in PACKAGE.glob("*/locale/de/LC_MESSAGES/django.po"):
        with file.open("rb") as catalogue:
            for message in read_po(catalogue, locale="de"):
                text = message.string if language == "de" else message.id
                found.update([text] if isinstance(text, str) else text or [])
    return found


@pytest.mark.parametrize(
    "page", [f"{language}/{name}" for language, names in FIRST_DAYS.items() for name in names]
)
def test_first_days_name_what_stands_on_the_screen(page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text()
    named = {re.sub(r"\s+", " ", word).rstrip(".") for word in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}
    shown = {re.sub(r"%\(\w+\)s", "…", word).rstrip(".") for word in words_on_screen(page[:2])}
    assert named - shown - {"fett", "bold"} == set()


@pytest.mark.parametrize("page", ["en/operators.md", "de/betrieb.md"])
def test_operators_find_every_setting(page: str) -> None:
    code = "".join(file.read_text() for file in PACKAGE.rglob("*.py") if "tests" not in file.parts)
    settings = set(re.findall(r"\bEIGENSTIMME_[A-Z_]+\b", code)) - FOR_DEVELOPERS
    assert (
        set(re.findall(r"^\| `(EIGENSTIMME_\w+)`", (ROOT / "docs" / page).read_text(), re.MULTILINE))
        == settings
    )


def test_every_connector_has_its_line() -> None:
    listed = re.findall(r"connectors/(\w+)/README\.md", (ROOT / "docs" / "connectors.md").read_text())
    assert sorted(listed) == sorted(registry.names())


def test_every_locked_package_has_its_licence() -> None:
    run, build = (ROOT / "docs" / "third-party.md").read_text().split(ONLY_TO_BUILD)
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text(), re.MULTILINE)
    locked += json.loads((ROOT / "package.json").read_text())["devDependencies"]
    named = re.findall(r"@?[\w./-]+\w", " ".join(re.findall(r"^\| ([^|]+) \|", run, re.MULTILINE)) + build)
    assert set(locked) - set(named) == set()
