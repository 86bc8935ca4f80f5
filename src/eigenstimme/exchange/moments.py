"""Dates and times as people write them in tables: German, English, ISO, and as the numbers of a spreadsheet."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from eigenstimme.calendar.period import EARLIEST, LATEST
from eigenstimme.calendar.views.frame import MORNING
from eigenstimme.exchange.errors import BadCell
from eigenstimme.plan.times import LocalTimeField

LANGUAGES = ("de", "en")
CENTURY = 2000
HALF_A_MINUTE = timedelta(seconds=30)

_YEAR = r"(?P<year>\d{4}|\d{2})"
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_NAME = r"(?P<name>[^\W\d_]+)\.?"
_TH = r"(?:\.|st|nd|rd|th)?"
_FORMS = [
    re.compile(rf"(?P<year>\d{{4}})-{_MONTH}-{_DAY}"),
    re.compile(rf"{_DAY}\.\s?{_MONTH}\.\s?{_YEAR}"),
    re.compile(rf"{_DAY}{_TH}\s+{_NAME},?\s+{_YEAR}"),
    re.compile(rf"{_NAME}\s+{_DAY}{_TH},?\s+{_YEAR}"),
]
_SLASHES = re.compile(rf"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/{_YEAR}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_SHARE = re.compile(r"0[.,]\d+")
_WITHOUT_YEAR = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.?|[^\W\d_]+)")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:uhr|h)?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^(?:T|,|um\b|at\b|ab\b|-|–|\s)+", re.IGNORECASE)


def moment(day_text: str, clock_text: str, usual: time | None = None) -> datetime | None:
    """The time both cells say, on the company's clock; None where both are empty. Raises ``BadCell``.

    A clock in the cell of the day counts unless the other cell has one. A day without any clock gets the ``usual``
    time, or the morning. What the clock never shows in the night it goes forward is refused.
    """
    day_text, clock_text = day_text.strip(), clock_text.strip()
    if not day_text:
        if clock_text:
            raise BadCell(_("There is a time, but no date."))
        return None
    day, own_clock = _day_and_clock(day_text)
    at = clock(clock_text) if clock_text else own_clock or usual or MORNING
    naive = datetime.combine(day, at)
    try:
        found: datetime = LocalTimeField().clean(naive.isoformat(timespec="minutes"))
    except ValidationError as error:
        raise BadCell(" ".join(error.messages)) from error
    return found


def clock(text: str) -> time:
    """Like 18:00, 18.30 Uhr, 6 pm, or the share of a day that spreadsheets keep."""
    if _SHARE.fullmatch(text):
        whole = (
            datetime.combine(EARLIEST, time()) + timedelta(days=float(text.replace(",", "."))) + HALF_A_MINUTE
        )
        return whole.time().replace(second=0, microsecond=0)
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise BadCell(_no_clock(text))
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError as error:
        raise BadCell(_no_clock(text)) from error


def _day_and_clock(text: str) -> tuple[date, time | None]:
    text = _without_weekday(text)
    if _SERIAL.fullmatch(text):
        return _from_serial(text)
    for form in (*_FORMS, _SLASHES):
        if found := form.match(text):
            rest = _BETWEEN.sub("", text[found.end() :]).strip()
            return _day(found, text), clock(rest) if rest else None
    if _WITHOUT_YEAR.fullmatch(text):
        raise BadCell(
            _("“%(text)s” has no year. Please write it with one, like 24.12.2026.") % {"text": text}
        )
    raise BadCell(_no_day(text))


def _from_serial(text: str) -> tuple[date, time | None]:
    """Days since 1900, as spreadsheets count them."""
    found = from_excel(float(text.replace(",", ".")))
    if not isinstance(found, datetime):
        raise BadCell(_no_day(text))
    at = (found + HALF_A_MINUTE).replace(second=0, microsecond=0)
    return _of_this_century(at.date(), text), None if at.time() == time() else at.time()


def _day(found: re.Match[str], text: str) -> date:
    parts = found.groupdict()
    year = int(parts["year"]) + (CENTURY if len(parts["year"]) == 2 else 0)
    if "one" in parts:
        month, day = _month_and_day(int(parts["one"]), int(parts["two"]), text)
    else:
        month, day = (
            int(parts.get("month") or _months().get(parts.get("name", "").casefold(), 0)),
            int(parts["day"]),
        )
    try:
        return _of_this_century(date(year, month, day), text)
    except ValueError as error:
        raise BadCell(_no_day(text)) from error


def _month_and_day(one: int, two: int, text: str) -> tuple[int, int]:
    """Americans write 12/24, others 24/12. Where both could be, nobody guesses."""
    if one > 12 or one == two:
        return two, one
    if two > 12:
        return one, two
    raise BadCell(
        _("“%(text)s” can be read in two ways. Please write it like 24.12.2026 or 2026-12-24.")
        % {"text": text}
    )


def _of_this_century(day: date, text: str) -> date:
    if not EARLIEST <= day <= LATEST:
        raise BadCell(_no_day(text))
    return day


def _without_weekday(text: str) -> str:
    word, _space, rest = text.partition(" ")
    return rest.strip() if word.rstrip(".,").casefold() in _weekdays() else text


@cache
def _months() -> dict[str, int]:
    named = {"mrz": 3, "maerz": 3, "sept": 9, "jänner": 1, "feber": 2}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                named[name.rstrip(".").casefold()] = number
    return named


@cache
def _weekdays() -> set[str]:
    names: set[str] = set()
    for language in LANGUAGES:
        names.update(get_day_names("wide", locale=language).values())
        names.update(get_day_names("abbreviated", locale=language).values())
    return {name.rstrip(".").casefold() for name in names}


def _no_day(text: str) -> str:
    return _("“%(text)s” is not a date. Please write it like 24.12.2026.") % {"text": text}


def _no_clock(text: str) -> str:
    return _("“%(text)s” is not a time. Please write it like 18:00.") % {"text": text}
