"""Charts: scales, bars and points stand where their values say; words are escaped and in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils import translation

from eigenstimme.core.plots import (
    PLOT_HEIGHT,
    WIDTH,
    Bars,
    Chart,
    Inline,
    Limit,
    Line,
    Pair,
    Scale,
    Series,
    shares,
    svg,
    table,
)

MONTHS = [date(2026, month, 1) for month in range(1, 13)]
LONG = "Lehrstellen 2027: Wer bei uns lernt, lernt auf der Baustelle und nicht im Lager"


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with translation.override("de"):
        yield


def drawn(chart: Chart, paper: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(svg(chart, paper=paper).replace(' xmlns="http://www.w3.org/2000/svg"', ""))


def bars(chart: Chart) -> list[tuple[float, float, float, float]]:
    """Position and size of the bars, without those of patterns and legend."""
    rects = [rect for rect in drawn(chart).findall("rect") if rect.find("title") is not None]
    x, y, width, height = (
        [float(rect.get(name, "")) for rect in rects] for name in ("x", "y", "width", "height")
    )
    return list(zip(x, y, width, height, strict=True))


@pytest.mark.parametrize(
    ("values", "top", "ticks"),
    [
        ([], None, [0, 1]),
        ([0], None, [0, 1]),
        ([58], 100, [0, 20, 40, 60, 80, 100]),
        ([7, 3], None, [0, 2, 4, 6, 8]),
        ([1234], None, [0, 500, 1000, 1500]),
        ([-3, 8], None, [-5, 0, 5, 10]),
    ],
)
def test_scale_steps_are_easy_to_read(values: list[float], top: float | None, ticks: list[float]) -> None:
    assert Scale.over(values, top).ticks == ticks


def test_scale_places_values_between_its_ends() -> None:
    scale = Scale(0, 100, 20)
    assert [scale.share(value) for value in (0, 25, 100, 140, -5)] == [0, 0.25, 1, 1, 0]


def test_shares_make_one_or_nothing() -> None:
    assert sum(shares([3, None, 5, 1])) == pytest.approx(1)
    assert shares([0, None]) == [0, 0]


def test_stacked_columns_fill_the_height() -> None:
    chart = Bars("T", "D", MONTHS[:2], [Series("a", [3, 0]), Series("b", [1, 4])], stacked=True)
    assert [round(height, 2) for *_rest, height in bars(chart)] == [
        PLOT_HEIGHT * 0.75,
        PLOT_HEIGHT * 0.25,
        PLOT_HEIGHT,
    ]


def test_columns_are_as_high_as_their_values_and_end_at_nought() -> None:
    found = bars(Bars("T", "D", MONTHS[:2], [Series("a", [5, 10])]))
    assert [height for *_rest, height in found] == [PLOT_HEIGHT / 2, PLOT_HEIGHT]
    assert len({y + height for _x, y, _width, height in found}) == 1


def test_names_stand_as_rows_with_bars_in_proportion() -> None:
    found = bars(Bars("T", "D", ["kurz", LONG], [Series("a", [10, 5])]))
    assert [width for _x, _y, width, _height in found] == [WIDTH, WIDTH / 2]


def test_stacked_rows_fill_the_width() -> None:
    chart = Bars("T", "D", ["Blog"], [Series("a", [1]), Series("b", [2]), Series("c", [3])], stacked=True)
    assert sum(width for _x, _y, width, _height in bars(chart)) == pytest.approx(WIDTH, abs=0.03)


def test_pair_compares_both_sides_on_one_scale() -> None:
    found = bars(Pair("T", "D", ("innen", 10), ("außen", 4), "h"))
    assert [width for _x, _y, width, _height in found] == [WIDTH, WIDTH * 0.4]


@pytest.mark.parametrize(("given", "promised", "filled"), [(6, 12, 60), (12, 6, 120), (0, 0, 0)])
def test_inline_bar_shows_given_against_promised(given: float, promised: float, filled: float) -> None:
    rects = drawn(Inline("T", given, promised)).findall("rect")
    assert [float(rect.get("width", "")) for rect in rects] == [120, filled]


def test_line_is_interrupted_where_a_value_is_missing() -> None:
    chart = Line("T", "D", MONTHS[:5], [Series("a", [1, 2, None, 4, 5])])
    strokes = [
        path.get("d", "") for path in drawn(chart).findall("path") if path.get("class") == "plot-line-0"
    ]
    assert [way.count("M") for way in strokes] == [2]
    assert len([path for path in drawn(chart).findall("path") if path.find("title") is not None]) == 4


def test_expected_values_are_drawn_open_and_named() -> None:
    chart = Line("T", "D", MONTHS[:3], [Series("a", [70, 66, 62], expected_from=2)], "%")
    looks = [path.get("class") for path in drawn(chart).findall("path")]
    assert looks.count("plot-point-0") == 2
    assert looks.count("plot-point-0-open") == looks.count("plot-line-0-open") == 1
    assert table(chart).rows[2] == ["März 2026", "62\xa0% (zu erwarten)"]


def test_single_point_is_a_mark_without_a_line() -> None:
    looks = [
        path.get("class") for path in drawn(Line("T", "D", MONTHS[:1], [Series("a", [3])])).findall("path")
    ]
    assert "plot-point-0" in looks
    assert "plot-line-0" not in looks


def test_limit_stands_at_its_value() -> None:
    chart = Line("T", "D", MONTHS[:2], [Series("a", [50, 50])], limit=Limit("Grenze", 50), top=100)
    paths = {path.get("class"): path.get("d", "") for path in drawn(chart).findall("path")}
    point = re.match(r"M[\d.]+ ([\d.]+)", paths["plot-point-0"])
    assert point
    assert paths["plot-limit"].split()[1].startswith(point[1] + "H")


@pytest.mark.parametrize(
    "chart", [Bars("T", "D", [], []), Line("T", "D", MONTHS, [Series("a", [None] * 12)])]
)
def test_nothing_says_so(chart: Chart) -> None:
    assert [text.text for text in drawn(chart).findall("text")] == ["Noch keine Zahlen."]
    assert table(chart).rows == []


def test_months_thin_out_where_there_is_no_room() -> None:
    chart = Line("T", "D", [*MONTHS, *MONTHS], [Series("a", [1] * 24)])
    words = [text.text for text in drawn(chart).findall("text")]
    assert (words.count("Jan"), words.count("Feb"), words.count("2026")) == (2, 0, 2)


def test_long_names_are_shortened_in_the_drawing_and_whole_in_the_table() -> None:
    chart = Bars("T", "D", [LONG], [Series("a", [1234.5])], "h")
    words = [text.text or "" for text in drawn(chart).findall("text")]
    assert words[0].endswith("…")
    assert table(chart).rows == [[LONG, "1.234,5\xa0h"]]


def test_table_says_what_the_drawing_shows() -> None:
    chart = Bars("T", "D", MONTHS[:1], [Series("selbst", [3]), Series("extern", [1])], stacked=True)
    assert table(chart).head == ["", "selbst", "extern"]
    assert table(chart).rows == [["Januar 2026", "3 (75\xa0%)", "1 (25\xa0%)"]]


def test_drawing_is_a_picture_with_title_and_description() -> None:
    picture = drawn(Pair("Innen & außen", "Acht <Stunden>", ("a", 8), ("b", 3)))
    told = {each.get("id"): each.text for each in picture if each.tag in ("title", "desc")}
    assert picture.get("role") == "img"
    assert [told[name] for name in picture.get("aria-labelledby", "").split()] == [
        "Innen & außen",
        "Acht <Stunden>",
    ]


def test_words_are_escaped() -> None:
    evil = "<script>alert('x')</script>"
    chart = Bars(evil, evil, [evil], [Series(evil, [1]), Series("b", [2])], limit=Limit(evil, 1))
    assert "<script" not in svg(chart)


def test_page_has_classes_and_paper_has_attributes() -> None:
    chart = Bars("T", "D", MONTHS[:1], [Series("a", [3]), Series("b", [1])], stacked=True)
    assert "style=" not in svg(chart)
    assert 'fill="#' not in svg(chart)
    assert "class=" not in svg(chart, paper=True)
    assert svg(chart, paper=True).startswith('<svg xmlns="http://www.w3.org/2000/svg" width="360"')


def test_series_differ_by_pattern() -> None:
    chart = Bars("T", "D", MONTHS[:1], [Series(str(index), [1]) for index in range(5)])
    fills = {rect.get("fill") for rect in drawn(chart).findall("rect") if rect.find("title") is not None}
    assert len(fills) == 5
