"""Public holidays of Germany, Austria and Switzerland, by Land or canton: data of the package `holidays`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

COUNTRIES = {"DE": _("Germany"), "AT": _("Austria"), "CH": _("Switzerland")}
LANGUAGES = {"de": "de"}  # everybody else reads English


def between(start: date, end: date, *, region: str, language: str) -> dict[date, str]:
    """The holidays from ``start`` until before ``end``, named in the language as far as the package knows it.

    ``region`` is a code of ``regions``, like "DE-BW", or a country; none has no holidays.
    """
    years = range(start.year, end.year + 1) if region else ()
    found = [_of_year(region, year, LANGUAGES.get(language[:2], "en_US")) for year in years]
    return {day: name for days in found for day, name in days.items() if start <= day < end}


def is_one(day: date, *, region: str) -> bool:
    return bool(region) and day in _of_year(region, day.year, "en_US")


def regions() -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """Countries with the codes and names of what has holidays of its own in them, as a form's choices."""
    for country, name in COUNTRIES.items():
        yield name, _parts(country)


@lru_cache(maxsize=64)
def _of_year(region: str, year: int, language: str) -> dict[date, str]:
    import holidays  # here, for it takes half a second and few pages need it

    country, _dash, part = region.partition("-")
    return dict(holidays.country_holidays(country, subdiv=part or None, years=year, language=language))


@lru_cache(maxsize=8)
def _parts(country: str) -> list[tuple[str, str]]:
    """The first name the package gives is the one used there."""
    import holidays

    known: Any = holidays.country_holidays(country)
    names = known.get_subdivision_aliases()
    return sorted(
        ((f"{country}-{code}", names[code][0] if names[code] else code) for code in known.subdivisions),
        key=lambda pair: pair[1],
    )
