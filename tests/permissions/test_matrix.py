"""Every right, every kind of person, every path: what happens is what the table says."""

from __future__ import annotations

import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from eigenstimme.mandates.permissions import Permission
from eigenstimme.people import rights
from eigenstimme.people.rights import Decision
from tests.permissions.expected import EXPECTED, KINDS
from tests.permissions.paths import OPEN_ADDRESSES, PARTS_OF_OTHERS, PATHS
from tests.permissions.scene import Scene, make_scene, tried
from tests.permissions.ways import Path
from tools import permissions_doc

pytestmark = pytest.mark.django_db

GUARDS = ("require", "decide", "require_to_edit", "on_every_channel", "may_edit")
"""What an action asks before it acts: the door to rights, and the questions a room has made of it."""


@pytest.fixture(autouse=True)
def quick(settings: Settings, tmp_path: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def outcome(path: Path, scene: Scene) -> dict[str, bool]:
    return {kind: tried(scene, path.go, scene.people[kind]) for kind in KINDS}


def refused(path: Path) -> str:
    """A kind of person of this company who has to be refused here."""
    return next(kind for kind in ("own", "out", "mac") if not EXPECTED[path.right][kind])


def allow(*_arguments: object, **_named: object) -> Decision:
    return Decision(True, "the guard is gone")


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_path_lets_through_exactly_whom_the_table_names(path: Path, scene: Scene) -> None:
    assert outcome(path, scene) == EXPECTED[path.right]


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_every_path_asks_the_rules(path: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """With rules that allow everything it opens: its refusals come from the rules, and from nowhere else."""
    monkeypatch.setattr(rights, "_decide", allow)
    monkeypatch.setattr(rights, "_reach", lambda *_arguments: rights.EVERYTHING)

    assert tried(scene, path.go, scene.people[refused(path)])


@pytest.mark.parametrize("path", [path for path in PATHS if path.verb], ids=str)
def test_taking_the_guard_out_of_an_action_turns_the_matrix_red(
    path: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    verb: Callable[..., Any] | None = path.verb
    assert verb is not None
    module = sys.modules[verb.__module__]
    for guard in GUARDS:
        if hasattr(module, guard):
            monkeypatch.setattr(module, guard, allow)

    assert tried(scene, path.go, scene.people[refused(path)])


def test_table_has_every_right() -> None:
    assert {right.partition("/")[0] for right in EXPECTED} == set(Permission)


def test_every_right_has_a_path() -> None:
    assert {path.right for path in PATHS} == set(EXPECTED)


def test_every_verb_with_an_actor_is_on_the_matrix() -> None:
    """Whoever adds a verb adds its path, or says which verb asks before it."""
    tried_verbs = {path.verb for path in PATHS if path.verb}
    missing = {name for name, verb in verbs() if verb not in tried_verbs}

    assert missing == set(PARTS_OF_OTHERS)


def test_every_address_of_the_rooms_is_on_the_matrix() -> None:
    tried_addresses = {path.address for path in PATHS if path.address}
    for room, open_addresses in OPEN_ADDRESSES.items():
        missing = {name for name in addresses(room) if f"{room}:{name}" not in tried_addresses}
        assert (room, missing) == (room, set(open_addresses))


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the rooms' actions that takes a keyword-only ``actor``."""
    for module in _action_modules():
        for name, verb in inspect.getmembers(module, inspect.isfunction):
            if verb.__module__ != module.__name__ or name.startswith("_"):
                continue
            parameter = inspect.signature(verb).parameters.get("actor")
            if parameter is not None and parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                yield f"{module.__name__}.{name}", verb


def _action_modules() -> Iterator[ModuleType]:
    yield import_module("eigenstimme.media.upload")
    for room in OPEN_ADDRESSES:
        if room == "audit":
            continue
        module = import_module(f"eigenstimme.{room}.actions")
        yield module
        for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
            yield import_module(f"{module.__name__}.{found.name}")


def addresses(room: str) -> set[str]:
    """The names of a room's addresses."""
    _prefix, resolver = get_resolver().namespace_dict[room]
    return set(_names(resolver))


def _names(resolver: URLResolver) -> Iterator[str]:
    """Also of the lists that a room's addresses are made of."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each.name or ""
        else:
            yield from _names(each)


def test_three_ways_to_have_no_mandate_are_one() -> None:
    """The page for people shows them as one column."""
    for answers in EXPECTED.values():
        for stem in ("own", "out", "mac"):
            assert answers[stem] == answers[f"{stem}~"] == answers[f"{stem}-"]


def test_page_for_people_is_current() -> None:
    assert permissions_doc.PAGE.read_text(encoding="utf-8") == permissions_doc.page()
