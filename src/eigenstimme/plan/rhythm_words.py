"""A rhythm as a sentence, in the reader's language: "every second Tuesday at 18:00, until 31 March 2027"."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from eigenstimme.plan.rhythm import LAST, SHORTEST_MONTH, Pattern, Rhythm

NTH = {
    1: pgettext_lazy("on the … Tuesday", "first"),
    2: pgettext_lazy("on the … Tuesday", "second"),
    3: pgettext_lazy("on the … Tuesday", "third"),
    4: pgettext_lazy("on the … Tuesday", "fourth"),
    LAST: pgettext_lazy("on the … Tuesday", "last"),
}
END_OF_MONTH = 31


def in_words(rhythm: Rhythm) -> str:
    """Without its first day: what lies ahead is read, not what was."""
    said = _("%(days)s at %(clock)s") % {"days": _days(rhythm), "clock": f"{rhythm.clock:%H:%M}"}
    if rhythm.last_day:
        return _("%(rhythm)s, until %(day)s") % {
            "rhythm": said,
            "day": date_format(rhythm.last_day, "DATE_FORMAT"),
        }
    if rhythm.count:
        times = ngettext("%(rhythm)s, %(count)s time", "%(rhythm)s, %(count)s times", rhythm.count)
        return times % {"rhythm": said, "count": rhythm.count}
    return said


def _days(rhythm: Rhythm) -> str:
    match rhythm.pattern:
        case Pattern.WEEKLY:
            return _weekly(rhythm.step, [str(WEEKDAYS[day]) for day in rhythm.weekdays])
        case Pattern.MONTHLY_WEEKDAY:
            return _by_weekday(rhythm.step, str(NTH[rhythm.nth]), str(WEEKDAYS[rhythm.weekdays[0]]))
        case Pattern.MONTHLY_DAY:
            return _by_day(rhythm.step, rhythm.month_day)


def _weekly(step: int, weekdays: list[str]) -> str:
    values = {"days": get_text_list(weekdays, _("and")), "step": step}
    if step == 1:
        return _("every %(days)s") % values
    if step == 2 and len(weekdays) == 1:
        return _("every second %(days)s") % values
    return _("every %(step)s weeks on %(days)s") % values


def _by_weekday(step: int, nth: str, day: str) -> str:
    values = {"nth": nth, "day": day, "step": step}
    if step == 1:
        return _("every %(nth)s %(day)s of the month") % values
    return _("every %(step)s months on the %(nth)s %(day)s") % values


def _by_day(step: int, number: int) -> str:
    values = {"number": number, "step": step}
    if number == END_OF_MONTH:
        every = _("on the last day of every month")
        return every if step == 1 else _("every %(step)s months on the last day") % values
    said = (
        _("on day %(number)s of every month") if step == 1 else _("every %(step)s months on day %(number)s")
    )
    if number > SHORTEST_MONTH:
        return _("%(days)s (in shorter months on the last)") % {"days": said % values}
    return said % values
