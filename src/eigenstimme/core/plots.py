"""Charts as SVG, drawn by the server: for pages, for print, and on paper for what sets PDF files.

A chart is a value (``Bars``, ``Line``, ``Pair``, ``Inline``); ``svg`` draws it and ``table`` says the same in figures.
Fills differ by pattern and lines by dashes and marks, never by colour alone. On a page colours come from the
classes ``plot-…`` (``ui/assets/plots.css``); with ``paper`` they stand in attributes. Lengths are units of the
drawing, ``WIDTH`` across: a phone shows about one unit as one pixel, and a wide page writes the words smaller
in relation.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format, number_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH = 360
TEXT = 12
LETTER = 0.54 * TEXT
"""How wide a letter is on average; what is written must fit without being measured."""
PLOT_HEIGHT = 150
BAR = 14
LINE_HEIGHT = 18

Label = str | date
"""What stands at a column or row; a date is its month."""


@dataclass(frozen=True)
class Series:
    """One value for each label; None where there is none. From ``expected_from`` on the values are a forecast."""

    name: str
    values: Sequence[float | None]
    expected_from: int | None = None

    def is_expected(self, index: int) -> bool:
        return self.expected_from is not None and index >= self.expected_from


@dataclass(frozen=True)
class Limit:
    """A line that should be reached, or not be crossed."""

    label: str
    value: float


@dataclass(frozen=True)
class Bars:
    """Bars beside each other, or ``stacked`` to 100 %: months stand as columns, names as rows.

    Values are not negative. ``unit`` is written behind each number ("%", "h").
    """

    title: str
    description: str
    labels: Sequence[Label]
    series: Sequence[Series]
    unit: str = ""
    stacked: bool = False
    limit: Limit | None = None


@dataclass(frozen=True)
class Line:
    """Values over time. The scale ends at ``top``, or at the next round number above the values."""

    title: str
    description: str
    labels: Sequence[Label]
    series: Sequence[Series]
    unit: str = ""
    limit: Limit | None = None
    top: float | None = None


@dataclass(frozen=True)
class Pair:
    """Two quantities against each other: inside against outside. Each side is a name and a value."""

    title: str
    description: str
    first: tuple[str, float]
    second: tuple[str, float]
    unit: str = ""


@dataclass(frozen=True)
class Inline:
    """A small bar within a row: what was ``given``, with a mark at what was ``promised``."""

    title: str
    given: float
    promised: float
    unit: str = ""


Chart = Bars | Line | Pair | Inline


@dataclass(frozen=True)
class Table:
    """The figures of a chart in words: a heading for each column, then the rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def svg(chart: Chart, *, paper: bool = False) -> SafeString:
    """The drawing; with ``paper`` it stands by itself, as a file for what knows no style sheet."""
    pen = _Pen(_key(chart), paper)
    if isinstance(chart, Inline):
        return pen.finished(chart.title, "", WIDTH / 3, _draw_inline(pen, chart))
    height = _draw(pen, chart)
    return pen.finished(chart.title, chart.description, WIDTH, height)


def table(chart: Chart) -> Table:
    """What the drawing shows, as figures in the reader's language."""
    if isinstance(chart, Inline):
        return Table(
            (_("Promised"), _("Given")), [[_written(v, chart.unit) for v in (chart.promised, chart.given)]]
        )
    if isinstance(chart, Pair):
        return Table(
            ("", ""), [(name, _written(value, chart.unit)) for name, value in (chart.first, chart.second)]
        )
    labels = chart.labels if _all_values(chart) else ()
    rows = [[_full(label), *_cells(chart, index)] for index, label in enumerate(labels)]
    return Table(["", *(series.name for series in chart.series)], rows)


def written(value: float, unit: str = "") -> str:
    """A number as the reader writes it, with one decimal where it has any."""
    return _written(value, unit)


# --- scales -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scale:
    """From ``low`` to ``high`` in steps that are easy to read: 1, 2 or 5 times a power of ten."""

    low: float
    high: float
    step: float

    @classmethod
    def over(cls, values: Sequence[float], top: float | None = None) -> Scale:
        """A scale with nought on it that holds all values, in at most six steps."""
        low, high = min(0.0, *values, 0.0), max(top or 0.0, *values, 0.0)
        step = _round_step((high - low or 5) / 5)
        floor = math.floor(low / step) * step
        return cls(floor, max(math.ceil(high / step - 1e-9) * step, floor + step), step)

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [round(self.low + index * self.step, 6) for index in range(count + 1)]

    def share(self, value: float) -> float:
        """Where ``value`` stands between the ends, from 0 to 1."""
        return min(max((value - self.low) / (self.high - self.low), 0), 1)


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= least - 1e-9)


def shares(values: Sequence[float | None]) -> list[float]:
    """Parts of their sum that make exactly one; nothing where there is nothing."""
    total = sum(value or 0 for value in values)
    return [(value or 0) / total if total else 0.0 for value in values]


# --- drawings: each answers with its height -----------------------------------------------------------------


def _draw(pen: _Pen, chart: Bars | Line | Pair) -> float:
    if isinstance(chart, Pair):
        return _draw_pair(pen, chart)
    if not any(value is not None for series in chart.series for value in series.values):
        pen.text(WIDTH / 2, 40, _("No figures yet."), anchor="middle", look="quiet")
        return 70
    if isinstance(chart, Line):
        return _draw_line(pen, chart)
    return _draw_columns(pen, chart) if _are_months(chart.labels) else _draw_rows(pen, chart)


def _draw_inline(pen: _Pen, chart: Inline) -> float:
    width, height = WIDTH / 3, 14
    scale = Scale(0, max(chart.given, chart.promised, 1e-9), 1)
    pen.rect("track", 0, 3, width, height - 6)
    pen.rect("fill-0", 0, 3, width * scale.share(chart.given), height - 6)
    at = min(max(width * scale.share(chart.promised), 1), width - 1)
    pen.path("mark", f"M{_n(at)} 0V{height}")
    return height


def _draw_pair(pen: _Pen, chart: Pair) -> float:
    sides = (chart.first, chart.second)
    scale = Scale.over([value for _name, value in sides])
    for index, (name, value) in enumerate(sides):
        y = index * (LINE_HEIGHT + BAR + 8)
        words = _written(value, chart.unit)
        _row_words(pen, y, name, words)
        pen.bar(index, 0, y + LINE_HEIGHT, WIDTH * scale.share(value), BAR, f"{name}: {words}")
    return 2 * (LINE_HEIGHT + BAR + 8) - 4


def _draw_rows(pen: _Pen, chart: Bars) -> float:
    y = _legend(pen, chart.series, lines=False)
    top = y
    scale = Scale(0, 1, 1) if chart.stacked else Scale.over(_all_values(chart))
    for index, label in enumerate(chart.labels):
        cells = _cells(chart, index)
        _row_words(pen, y, _full(label), " · ".join(cells))
        y = _row_bars(pen, chart, index, scale, y + LINE_HEIGHT) + 10
    if chart.limit:
        at = WIDTH * scale.share(chart.limit.value / (100 if chart.stacked else 1))
        pen.path("limit", f"M{_n(at)} {_n(top)}V{_n(y - 6)}")
        pen.text(min(at, WIDTH - _wide(chart.limit.label)), y + 8, chart.limit.label, look="quiet")
        y += 16
    return y - 4


def _row_bars(pen: _Pen, chart: Bars, index: int, scale: Scale, y: float) -> float:
    """The bars of one label; answers where they end."""
    values = [series.values[index] for series in chart.series]
    if chart.stacked:
        x = 0.0
        for number, part in enumerate(shares(values)):
            pen.bar(number, x, y, WIDTH * part, BAR, _spoken(chart, number, index))
            x += WIDTH * part
        return y + BAR
    for number, value in enumerate(values):
        pen.bar(number, 0, y, WIDTH * scale.share(value or 0), BAR, _spoken(chart, number, index))
        y += BAR + 2
    return y


def _row_words(pen: _Pen, y: float, name: str, words: str) -> None:
    room = WIDTH - _wide(words) - 10
    pen.text(0, y + TEXT, _shortened(name, max(room, WIDTH / 3)))
    pen.text(WIDTH, y + TEXT, words, anchor="end", look="strong")


@dataclass(frozen=True)
class _Field:
    """Where the values of columns and lines stand."""

    left: float
    top: float
    scale: Scale
    count: int

    @property
    def column(self) -> float:
        return (WIDTH - self.left) / max(self.count, 1)

    @property
    def bottom(self) -> float:
        return self.top + PLOT_HEIGHT

    def x(self, index: int) -> float:
        """The middle of a column."""
        return self.left + self.column * (index + 0.5)

    def y(self, value: float) -> float:
        return self.bottom - PLOT_HEIGHT * self.scale.share(value)


def _draw_columns(pen: _Pen, chart: Bars) -> float:
    scale = Scale(0, 100, 50) if chart.stacked else Scale.over(_all_values(chart))
    field = _field(pen, chart, scale, "%" if chart.stacked else chart.unit)
    for index in range(len(chart.labels)):
        (_stack if chart.stacked else _group)(pen, chart, field, index)
    _limit(pen, field, chart.limit)
    return _months(pen, field, chart.labels)


def _stack(pen: _Pen, chart: Bars, field: _Field, index: int) -> None:
    y = field.bottom
    wide = min(field.column * 0.72, 40)
    for number, part in enumerate(shares([series.values[index] for series in chart.series])):
        height = PLOT_HEIGHT * part
        y -= height
        pen.bar(number, field.x(index) - wide / 2, y, wide, height, _spoken(chart, number, index))


def _group(pen: _Pen, chart: Bars, field: _Field, index: int) -> None:
    wide = min(field.column * 0.76 / len(chart.series), 30)
    x = field.x(index) - wide * len(chart.series) / 2
    for number, series in enumerate(chart.series):
        if (value := series.values[index]) is not None:
            y = field.y(value)
            words = _spoken(chart, number, index)
            pen.bar(number, x + number * wide, y, wide, field.bottom - y, words)


def _draw_line(pen: _Pen, chart: Line) -> float:
    values = [*_all_values(chart), *([chart.limit.value] if chart.limit else [])]
    field = _field(pen, chart, Scale.over(values, chart.top), chart.unit)
    _limit(pen, field, chart.limit)
    for number, series in enumerate(chart.series):
        _strokes(pen, field, number, series)
        for index, value in enumerate(series.values):
            if value is not None:
                look = f"point-{number % KINDS}" + ("-open" if series.is_expected(index) else "")
                pen.point(look, number, field.x(index), field.y(value), _spoken(chart, number, index))
    return _months(pen, field, chart.labels)


def _strokes(pen: _Pen, field: _Field, number: int, series: Series) -> None:
    """The line between neighbours; where a value is missing it is interrupted."""
    known: list[str] = []
    ahead: list[str] = []
    for index, (here, there) in enumerate(pairwise(series.values)):
        if here is not None and there is not None:
            stroke = (
                f"M{_n(field.x(index))} {_n(field.y(here))}L{_n(field.x(index + 1))} {_n(field.y(there))}"
            )
            (ahead if series.is_expected(index + 1) else known).append(stroke)
    if known:
        pen.path(f"line-{number % KINDS}", "".join(known))
    if ahead:
        pen.path(f"line-{number % KINDS}-open", "".join(ahead))


def _field(pen: _Pen, chart: Bars | Line, scale: Scale, unit: str) -> _Field:
    """The scale with its lines, below what the series are called."""
    top = _legend(pen, chart.series, lines=isinstance(chart, Line)) + 8
    names = [_written(tick, unit) for tick in scale.ticks]
    field = _Field(max(map(_wide, names)) + 6, top, scale, len(chart.labels))
    for tick, name in zip(scale.ticks, names, strict=True):
        y = field.y(tick)
        pen.path("zero" if tick == 0 else "grid", f"M{_n(field.left)} {_n(y)}H{WIDTH}")
        pen.text(field.left - 6, y + TEXT / 3, name, anchor="end", look="quiet")
    return field


def _limit(pen: _Pen, field: _Field, limit: Limit | None) -> None:
    if limit:
        y = field.y(limit.value)
        pen.path("limit", f"M{_n(field.left)} {_n(y)}H{WIDTH}")
        pen.text(field.left + 3, y - 4, limit.label, look="limit-word")


def _months(pen: _Pen, field: _Field, labels: Sequence[Label]) -> float:
    """What stands below the columns, as many words as there is room for; the year where it begins."""
    words = [_shortened(_short(label), 5 * TEXT) for label in labels]
    every = max(1, math.ceil((max(map(_wide, words), default=0) + 3) / field.column))
    y = field.bottom + TEXT + 4
    years = False
    for index, label in enumerate(labels):
        if index % every == 0:
            pen.text(field.x(index), y, words[index], anchor="middle", look="quiet")
        if isinstance(label, date) and (index == 0 or label.month == 1):
            years = True
            pen.text(field.x(index), y + TEXT + 2, str(label.year), anchor="middle", look="quiet")
    return y + (TEXT + 2 if years else 0) + 5


def _legend(pen: _Pen, series: Sequence[Series], *, lines: bool) -> float:
    """The names of several series, in as many lines as they need; answers where they end."""
    if len(series) < 2:
        return 0
    x, y = 0.0, 0.0
    for number, each in enumerate(series):
        name = _shortened(each.name, WIDTH - 24)
        if x and x + 22 + _wide(name) > WIDTH:
            x, y = 0.0, y + LINE_HEIGHT
        if lines:
            pen.path(f"line-{number % KINDS}", f"M{_n(x)} {_n(y + 8)}h16")
            pen.point(f"point-{number % KINDS}", number, x + 8, y + 8)
        else:
            pen.bar(number, x, y + 2, 14, 12)
        pen.text(x + 20, y + TEXT, name)
        x += 34 + _wide(name)
    return y + LINE_HEIGHT + 6


# --- words --------------------------------------------------------------------------------------------------


def _cells(chart: Bars | Line, index: int) -> list[str]:
    """The values of one label, in words; of a stack with their part."""
    values = [series.values[index] for series in chart.series]
    stacked = isinstance(chart, Bars) and chart.stacked
    parts = shares(values) if stacked else []
    return [
        _cell(series, index, chart.unit)
        + (f" ({_written(round(parts[number] * 100), '%')})" if stacked else "")
        for number, series in enumerate(chart.series)
    ]


def _cell(series: Series, index: int, unit: str) -> str:
    value = series.values[index]
    words = "–" if value is None else _written(value, unit)
    return _("%(value)s (expected)") % {"value": words} if series.is_expected(index) else words


def _spoken(chart: Bars | Line, number: int, index: int) -> str:
    """What is said of one bar or point: "March 2026, own people: 58 %"."""
    name = f", {chart.series[number].name}" if len(chart.series) > 1 else ""
    return f"{_full(chart.labels[index])}{name}: {_cells(chart, index)[number]}"


def _full(label: Label) -> str:
    return label if isinstance(label, str) else date_format(label, "F Y")


def _short(label: Label) -> str:
    return label if isinstance(label, str) else date_format(label, "M")


def _written(value: float, unit: str) -> str:
    number = number_format(value, 0 if round(value, 1) == round(value) else 1, force_grouping=True)
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def _wide(words: str) -> float:
    return len(words) * LETTER


def _shortened(words: str, room: float) -> str:
    most = max(int(room / LETTER), 3)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _are_months(labels: Sequence[Label]) -> bool:
    return all(isinstance(label, date) for label in labels)


def _all_values(chart: Bars | Line) -> list[float]:
    return [value for series in chart.series for value in series.values if value is not None]


# --- the pen ------------------------------------------------------------------------------------------------

KINDS = 5
"""So many patterns, dashes and marks can be told apart; a sixth series looks like the first."""
_INK, _QUIET, _GRID, _GROUND, _DEEP, _EARTH = "#2b2520", "#5c554c", "#e2dcd2", "#ffffff", "#0b5560", "#655a4c"
_COLOURS = (_DEEP, _EARTH, _DEEP, _EARTH, _INK)
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4")
_PAPER = {
    "word": f'fill="{_INK}"',
    "strong": f'fill="{_INK}" font-weight="600"',
    "quiet": f'fill="{_QUIET}"',
    "limit-word": f'fill="{_INK}" font-weight="600"',
    "grid": f'fill="none" stroke="{_GRID}"',
    "zero": f'fill="none" stroke="{_QUIET}"',
    "limit": f'fill="none" stroke="{_INK}" stroke-width="1.5" stroke-dasharray="5 3"',
    "mark": f'fill="none" stroke="{_INK}" stroke-width="2"',
    "track": f'fill="{_GRID}"',
    "ground": f'fill="{_GROUND}"',
    **{f"fill-{kind}": f'fill="{colour}"' for kind, colour in enumerate(_COLOURS)},
    **{f"ink-{kind}": f'fill="{colour}" stroke="{colour}"' for kind, colour in enumerate(_COLOURS)},
    **{f"edge-{kind}": f'stroke="{colour}"' for kind, colour in enumerate(_COLOURS)},
    **{
        f"line-{kind}": f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{_DASHES[kind]}"'
        for kind, colour in enumerate(_COLOURS)
    },
    **{
        f"line-{kind}-open": f'fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="1.5 3"'
        for kind, colour in enumerate(_COLOURS)
    },
    **{f"point-{kind}": f'fill="{colour}" stroke="{colour}"' for kind, colour in enumerate(_COLOURS)},
    **{
        f"point-{kind}-open": f'fill="{_GROUND}" stroke="{colour}" stroke-width="1.5"'
        for kind, colour in enumerate(_COLOURS)
    },
}
_PATTERNS = (
    "",
    '<path {ink} d="M0 0L6 6M-1 5L1 7M5 -1L7 1"/>',
    '<circle {ink} cx="3" cy="3" r="1.1"/>',
    "",
    '<path {ink} d="M0 3H6"/>',
)
_MARKS: tuple[Callable[[str, str], str], ...] = (
    lambda x, y: f"M{x} {y}m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    lambda x, y: f"M{x} {y}m-3-3h6v6h-6z",
    lambda x, y: f"M{x} {y}m0-4l4 4l-4 4l-4-4z",
    lambda x, y: f"M{x} {y}m0-4l4 7h-8z",
    lambda x, y: f"M{x} {y}m-3-3l6 6m0-6l-6 6",
)


class _Pen:
    """Writes the elements of one drawing."""

    def __init__(self, key: str, paper: bool) -> None:
        self._key, self._paper = key, paper
        self._parts: list[str] = []
        self._patterns: set[int] = set()

    def rect(self, look: str, x: float, y: float, width: float, height: float) -> None:
        self._parts.append(f"<rect {self._look(look)} {_box(x, y, width, height)}/>")

    def bar(self, number: int, x: float, y: float, width: float, height: float, title: str = "") -> None:
        """A bar in the pattern of its series. One without length is not drawn."""
        if width <= 0 or height <= 0:
            return
        kind = number % KINDS
        self._patterns.add(kind)
        fill = (
            self._look("fill-0")
            if kind == 0
            else f'fill="url(#{self._key}-{kind})" {self._look(f"edge-{kind}")}'
        )
        self._add("rect", f"{fill} {_box(x, y, width, height)}", title)

    def point(self, look: str, number: int, x: float, y: float, title: str = "") -> None:
        self._add("path", f'{self._look(look)} d="{_MARKS[number % KINDS](_n(x), _n(y))}"', title)

    def path(self, look: str, way: str) -> None:
        self._parts.append(f'<path {self._look(look)} d="{way}"/>')

    def text(self, x: float, y: float, words: str, anchor: str = "start", look: str = "word") -> None:
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(f'<text {self._look(look)} x="{_n(x)}" y="{_n(y)}"{place}>{escape(words)}</text>')

    def finished(self, title: str, description: str, width: float, height: float) -> SafeString:
        names = f"{self._key}-t {self._key}-d" if description else f"{self._key}-t"
        told = f'<desc id="{self._key}-d">{escape(description)}</desc>' if description else ""
        alone = (
            f' xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}"'
            f' font-family="Source Sans 3, sans-serif" font-size="{TEXT}"'
            if self._paper
            else ' class="plot-drawing"'
        )
        return SafeString(
            f'<svg{alone} viewBox="0 0 {_n(width)} {_n(height)}" role="img" aria-labelledby="{names}">'
            f'<title id="{self._key}-t">{escape(title)}</title>{told}{self._defs()}{"".join(self._parts)}</svg>'
        )

    def _add(self, name: str, attributes: str, title: str) -> None:
        if title:
            self._parts.append(f"<{name} {attributes}><title>{escape(title)}</title></{name}>")
        else:
            self._parts.append(f"<{name} {attributes}/>")

    def _defs(self) -> str:
        drawn = "".join(self._pattern(kind) for kind in sorted(self._patterns - {0}))
        return f"<defs>{drawn}</defs>" if drawn else ""

    def _pattern(self, kind: int) -> str:
        sign = _PATTERNS[kind].format(ink=self._look(f"ink-{kind}"))
        return (
            f'<pattern id="{self._key}-{kind}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect {self._look("ground")} width="6" height="6"/>{sign}</pattern>'
        )

    def _look(self, name: str) -> str:
        return _PAPER[name] if self._paper else f'class="plot-{name}"'


def _key(chart: Chart) -> str:
    """The same for the same chart: names within a page must not meet another's."""
    return "p" + hashlib.sha256(repr(chart).encode()).hexdigest()[:8]


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'


def _n(value: float) -> str:
    """A length with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
