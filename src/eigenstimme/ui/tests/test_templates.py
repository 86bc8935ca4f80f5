"""What holds for every template of the product."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from eigenstimme.audit import sentences
from eigenstimme.ui import pattern_book, states
from eigenstimme.ui.templatetags import ui

ROOM = Path(ui.__file__).resolve().parent.parent
PACKAGE = ROOM.parent
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
ICONS = {line.strip() for line in (ROOM / "assets" / "icons.txt").read_text().splitlines()} - {""}
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:|<script(?![^>]*(\ssrc=|application/json))")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_has_nothing_inline(template: Path) -> None:
    """The content security policy has no exceptions."""
    assert INLINE.findall(template.read_text()) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_uses_icons_that_exist(template: Path) -> None:
    used = set(re.findall(r"""(?:\{% icon |icon=)["']([a-z0-9-]+)["']""", template.read_text()))
    assert used - ICONS == set()


def test_python_names_icons_that_exist() -> None:
    named = {look.icon for look in states.LOOKS.values()} | set(ui.MESSAGE_ICONS.values())
    assert named | sentences.icons() <= ICONS


def test_tones_are_the_three_we_have() -> None:
    assert {look.tone for look in states.LOOKS.values()} == {"quiet", "calm", "signal"}


def test_pattern_book_shows_the_preview_of_every_network() -> None:
    drawn = {
        path.parent.name for path in TEMPLATES if path.name == "preview.html" and "connectors" in path.parts
    }
    shown = {Path(name).parent.name for name in pattern_book.sample(RequestFactory().get("/"))["previews"]}
    assert shown == drawn
