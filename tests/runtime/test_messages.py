"""The catalogue tool finds every string, guesses nothing, and reports each way a translation can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
A = _("Hello %(name)s")
B = ngettext("one post", "%(count)d posts", 3)
C = pgettext_lazy("state", "Draft")
"""
TEMPLATE = """
      <p title="{% translate "It's late" %}">'((
  {% blocktranslate trimmed count n=items|length %}
     One of
     100% of {{ who }}
  {% plural %}
     {{ n }} of all
  {% endblocktranslate %}
{{ x|default:_("nothing") }}
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with two rooms."""
    for room in ("inbox", "plan"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    return tmp_path


def write(package: Path, room: str, source: str, german: dict[str, str] | None = None) -> None:
    """Give the room a source and, translated, the catalogue made from it."""
    (package / room / "words.py").write_text(source)
    messages.update([room])
    file = messages.po_file(room)
    for english, translation in (german or {}).items():
        file.write_text(
            file.read_text().replace(
                f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{translation}"'
            )
        )


def keys(room: str) -> set[object]:
    return {(message.context, message.id) for message in messages.extracted(room) if message.id}


def test_strings_of_python_and_templates_are_found(package: Path) -> None:
    (package / "plan" / "words.py").write_text(PYTHON)
    (package / "plan" / "templates").mkdir()
    (package / "plan" / "templates" / "page.html").write_text(TEMPLATE)
    assert keys("plan") == {
        (None, "Hello %(name)s"),
        (None, ("one post", "%(count)d posts")),
        ("state", "Draft"),
        (None, "It's late"),
        (None, ("One of 100%% of %(who)s", "%(n)s of all")),
        (None, "nothing"),
    }


def test_complete_catalogue_passes(package: Path) -> None:
    write(package, "plan", '_("Post %(n)s")', {"Post %(n)s": "Beitrag %(n)s"})
    assert list(messages.check()) == []


@pytest.mark.parametrize(
    ("german", "fault"),
    [
        ({}, "is not translated"),
        ({"Post %(n)s": "Beitrag"}, "has other placeholders or tags in its translation"),
        ({"Post %(n)s": "Beitrag %(m)s"}, "has other placeholders or tags in its translation"),
    ],
)
def test_wrong_translation_is_reported(package: Path, german: dict[str, str], fault: str) -> None:
    write(package, "plan", '_("Post %(n)s")', german)
    assert list(messages.check()) == [f"plan: “Post %(n)s” {fault}"]


def test_new_and_removed_strings_are_reported(package: Path) -> None:
    write(package, "plan", '_("Old")', {"Old": "Alt"})
    (package / "plan" / "words.py").write_text('_("New")')
    assert list(messages.check()) == [
        "plan: “New” is not in the catalogue (messages.py update plan)",
        "plan: “Old” is not in the sources any more (messages.py update plan)",
    ]


def test_similar_string_is_not_guessed(package: Path) -> None:
    write(package, "plan", '_("Publish the post")', {"Publish the post": "Beitrag veröffentlichen"})
    write(package, "plan", '_("Publish the posts")')
    assert list(messages.check()) == ["plan: “Publish the posts” is not translated"]


def test_string_another_room_has_translated_is_taken_over(package: Path) -> None:
    write(package, "inbox", '_("Save")', {"Save": "Speichern"})
    write(package, "plan", '_("Save")')
    assert list(messages.check()) == []


def test_two_translations_of_one_string_are_reported(package: Path) -> None:
    write(package, "inbox", '_("Save")', {"Save": "Speichern"})
    write(package, "plan", '_("Save")')
    file = messages.po_file("plan")
    file.write_text(file.read_text().replace("Speichern", "Sichern"))
    assert list(messages.check()) == ["plan: “Save” has another translation in inbox, and Django uses one"]


def test_update_that_changes_nothing_writes_the_same_file(package: Path) -> None:
    write(package, "plan", PYTHON)
    before = messages.po_file("plan").read_bytes()
    messages.update(["plan"])
    assert messages.po_file("plan").read_bytes() == before
