"""Holidays of a region, in the reader's language."""

from __future__ import annotations

from datetime import date

import pytest

from eigenstimme.core.public_holidays import between, regions


@pytest.mark.parametrize(
    ("region", "day", "language", "name"),
    [
        ("DE-BW", date(2026, 11, 1), "de", "Allerheiligen"),
        ("DE-BW", date(2026, 11, 1), "en", "All Saints' Day"),
        ("DE-BE", date(2027, 3, 8), "de", "Frauentag"),
        ("DE-SN", date(2026, 11, 18), "de", "Buß- und Bettag"),
        ("AT-9", date(2026, 10, 26), "de", "Nationalfeiertag"),
        ("CH-ZH", date(2026, 8, 1), "de-CH", "Nationalfeiertag"),
    ],
)
def test_holiday_is_named_in_the_readers_language(region: str, day: date, language: str, name: str) -> None:
    assert between(date(2026, 1, 1), date(2028, 1, 1), region=region, language=language)[day] == name


def test_each_land_has_its_own() -> None:
    def in_november(region: str) -> list[int]:
        days = between(date(2026, 11, 1), date(2026, 12, 1), region=region, language="de")
        return [day.day for day in days]

    assert (in_november("DE-BW"), in_november("DE-SN"), in_november("DE-BE")) == ([1], [18], [])


def test_end_is_not_part_of_it_and_the_new_year_is() -> None:
    days = between(date(2026, 12, 25), date(2027, 1, 2), region="DE-BE", language="de")
    assert [str(day) for day in sorted(days)] == ["2026-12-25", "2026-12-26", "2027-01-01"]
    assert date(2026, 12, 26) not in between(
        date(2026, 12, 25), date(2026, 12, 26), region="DE-BE", language="de"
    )


def test_without_a_region_there_are_none() -> None:
    assert between(date(2026, 1, 1), date(2027, 1, 1), region="", language="de") == {}


def test_regions_are_those_of_three_countries() -> None:
    names = {code: name for _country, parts in regions() for code, name in parts}
    assert (names["DE-BW"], names["AT-9"], names["CH-ZH"]) == ("Baden-Württemberg", "Wien", "Zürich")
    assert len(names) >= 16 + 9 + 26
