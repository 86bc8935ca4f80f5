"""What the people of the demo say and write, in files beside this one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Sketch:
    """A post before it is written. ``author`` and ``topic`` are of the cast; ``asked``: name, question, answer."""

    title: str
    text: str
    topic: str
    author: str
    picture: str = ""
    colour: str = ""
    channels: tuple[str, ...] = ("practice",)
    asked: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Desk:
    """A piece that lies on somebody's desk, and how far it came (``writing.OnTheDesk``)."""

    sketch: Sketch
    fate: str
    in_days: int
    at: str  # "HH:MM", "now" or "soon"
    wish: str = ""


@dataclass(frozen=True)
class Talk:
    """Somebody who waits for an answer since ``hours``; ``recommend`` and ``note``: who and what."""

    name: str
    text: str
    hours: int
    recommend: tuple[str, str] | None = None
    note: tuple[str, str] | None = None


def colours() -> list[Sketch]:
    return [
        Sketch(
            f"Farbe der Woche: {name}",
            f"Farbe der Woche: {name}. {sentence}",
            "alltag",
            "clara",
            picture="card",
            colour=colour,
        )
        for name, colour, sentence in _read("colours")["colours"]
    ]


def notes() -> list[Sketch]:
    return [Sketch(title, text, "alltag", "ben") for title, text in _read("notes")["notes"]]


def stories() -> dict[int, list[Sketch]]:
    """By month, in their order."""
    by_month: dict[int, list[Sketch]] = {}
    for values in _read("stories")["story"]:
        by_month.setdefault(values.pop("month"), []).append(_sketch(values))
    return by_month


def desk() -> list[Desk]:
    return [_desk(values) for values in _read("desk")["piece"]]


def talks() -> list[Talk]:
    return [Talk(**_with_tuples(values)) for values in _read("talks")["talk"]]


def ideas() -> list[tuple[str, int, str, str]]:
    """Who, how many days ago, what, and the kind of picture."""
    return [(who, days, text, picture) for who, days, text, picture in _read("ideas")["ideas"]]


def _desk(values: dict[str, Any]) -> Desk:
    own = {name: values.pop(name) for name in ("fate", "in_days", "at", "wish") if name in values}
    return Desk(_sketch(values), **own)


def _sketch(values: dict[str, Any]) -> Sketch:
    return Sketch(**_with_tuples(values))


def _with_tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
