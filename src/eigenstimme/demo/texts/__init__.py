"""What the people of the demo say and write, in files beside this one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from eigenstimme.contracts.actions import FeeTyped
from eigenstimme.strategy.actions import WordDraft


@dataclass(frozen=True)
class Sketch:
    """A post before it is written. ``author``, ``topic`` and ``format`` are short names of the cast.

    ``asked``: name, question, answer; ``source``: of what others wrote the link, where it stands and who wrote it.
    """

    title: str
    text: str
    topic: str
    author: str
    picture: str = ""
    colour: str = ""
    format: str = ""
    channels: tuple[str, ...] = ("practice",)
    source: tuple[str, str, str] = ("", "", "")
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


@dataclass(frozen=True)
class Weighed:
    """A task the firm thought of handing over, ``days`` ago; ``mandate``: of whom one came of it."""

    who: str
    days: int
    task: str
    mandate: str = ""
    suggested: bool = False


@dataclass(frozen=True)
class Ordered:
    """An order to a specialist and how far it came (``ordering.Commission``); days count from today."""

    title: str
    who: str
    accepts: str
    placed: int
    due: int
    goal: str
    audience: str
    message: str
    format: str
    fate: str
    channels: tuple[str, ...] = ()
    topic: str = ""
    proof: str = ""
    tone: str = ""
    off_limits: str = ""
    material: str = ""
    call_to_action: str = ""
    expert: str = ""
    fee: Decimal | None = None
    hours: Decimal | None = None
    rounds: int = 2
    steps: dict[str, Decimal] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    wish: str = ""
    question: str = ""
    comment: str = ""
    picture: str = ""
    campaign: str = ""


@dataclass(frozen=True)
class Campaigned:
    """A campaign; days count from today. Posts on its ``topics`` that are due in its span belong to it."""

    name: str
    goal: str
    audience: str
    starts: int
    ends: int
    budget: int
    responsible: str
    team: tuple[str, ...]
    topics: tuple[str, ...]
    result: str = ""


@dataclass(frozen=True)
class Aimed:
    """A goal; days count from today. ``values`` are typed in by its owner: day, value, a word on it."""

    sentence: str
    serves: str
    target: int
    starts: int
    ends: int
    owner: str
    start: int = 0
    measure: str = ""
    unit: str = ""
    values: tuple[tuple[int, int, str], ...] = ()
    outcome: str = ""
    learnt: str = ""


@dataclass(frozen=True)
class Terms:
    """A mandate; days count from today. ``granted`` None: on the first day, ``starts`` None: at once."""

    who: str
    acts: tuple[str, ...]
    granted: int | None = None
    starts: int | None = None
    ends: int | None = None
    channels: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    up_to: str = ""
    weekly: int | None = None
    contact: str = "amira"
    note: str = ""


@dataclass(frozen=True)
class Agreed:
    """A contract; days count from today. ``terms`` are those of ``contracts.actions.Terms``."""

    who: str
    starts: int
    terms: dict[str, Any]
    ends: int | None = None
    dpa: int | None = None


def words() -> list[WordDraft]:
    return [WordDraft(**values) for values in _read("words")["word"]]


def playbook() -> dict[str, Any]:
    """Chapters by their key, under "first", "then", "english" and "draft"; what is said beside them under "said"."""
    return _read("playbook")


def mandates() -> list[Terms]:
    return [Terms(**_with_tuples(values)) for values in _read("mandates")["mandate"]]


def colours() -> list[Sketch]:
    return [
        Sketch(
            f"Farbe der Woche: {name}",
            f"Farbe der Woche: {name}. {sentence}",
            "alltag",
            "clara",
            picture="card",
            colour=colour,
            format="farbe",
        )
        for name, colour, sentence in _read("colours")["colours"]
    ]


def notes() -> list[Sketch]:
    return [
        Sketch(title, text, "alltag", "ben", source=tuple(source) or ("", "", ""))
        for title, text, *source in _read("notes")["notes"]
    ]


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


def orders() -> list[Ordered]:
    return [Ordered(**_with_amounts(_with_tuples(values))) for values in _read("orders")["order"]]


def contracts() -> list[Agreed]:
    return [_agreed(_with_euros(values)) for values in _read("contracts")["contract"]]


def fees() -> list[tuple[int, FeeTyped]]:
    """How many days from today, and what was paid; the day stands there for somebody to replace it."""
    found = [_with_euros(values) for values in _read("contracts")["fee"]]
    return [(values.pop("day"), FeeTyped(paid_on=date.min, **values)) for values in found]


def _agreed(values: dict[str, Any]) -> Agreed:
    own = {name: values.pop(name) for name in ("who", "starts", "ends", "dpa") if name in values}
    return Agreed(**own, terms=values)


def _with_euros(values: dict[str, Any]) -> dict[str, Any]:
    return values | {name: Decimal(str(values[name])) for name in ("fee", "budget") if name in values}


def campaigns() -> list[Campaigned]:
    return [Campaigned(**_with_tuples(values)) for values in _read("campaigns")["campaign"]]


def goals() -> list[Aimed]:
    return [Aimed(**_with_tuples(values)) for values in _read("goals")["goal"]]


def weighed() -> list[Weighed]:
    return [Weighed(**values) for values in _read("weighed")["task"]]


def skills() -> dict[str, Any]:
    """Under ``said``, ``wish``, ``holder`` and ``unheld``."""
    return _read("skills")


def ideas() -> list[tuple[str, int, str, str, bool]]:
    """Who, how many days ago, what, the kind of picture, and whether specialists may see it."""
    return [
        (who, days, text, picture, shared) for who, days, text, picture, shared in _read("ideas")["ideas"]
    ]


def _desk(values: dict[str, Any]) -> Desk:
    own = {name: values.pop(name) for name in ("fate", "in_days", "at", "wish") if name in values}
    return Desk(_sketch(values), **own)


def _sketch(values: dict[str, Any]) -> Sketch:
    return Sketch(**_with_tuples(values))


def _with_tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _with_amounts(values: dict[str, Any]) -> dict[str, Any]:
    amounts = {name: Decimal(str(values[name])) for name in ("fee", "hours") if name in values}
    steps = {kind: Decimal(str(hours)) for kind, hours in values.get("steps", {}).items()}
    return values | amounts | {"steps": steps}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
