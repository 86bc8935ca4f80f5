"""What comes back in the demo's plan: formats with their slots."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from eigenstimme.demo.cast import Firm
from eigenstimme.plan.actions import FormatDraft, add_format
from eigenstimme.plan.rhythm import LAST, Pattern, Rhythm

MONDAY, FRIDAY = 0, 4
AN_APPRENTICE = 2
"""In so many days one of their posts goes out: it fills the first slot, and those after it are gaps."""


def add_formats(firm: Firm, today: datetime, since: datetime) -> None:
    """A colour every Monday, an apprentice every week, a wall once a month."""
    begin = since.date()
    drafts = {
        "farbe": FormatDraft(
            "Farbe der Woche",
            Rhythm(Pattern.WEEKLY, time(7, 30), begin, weekdays=(MONDAY,)),
            "Ein Farbton, ein Farbkärtchen, ein Satz: wozu er passt.",
            firm.topics["alltag"],
            [firm.channels["practice"]],
        ),
        "azubi": FormatDraft(
            "Azubi der Woche",
            _weekly_on(today + timedelta(days=AN_APPRENTICE), begin),
            "Was haben unsere Auszubildenden gelernt, gestrichen, verkleckert? Sie erzählen selbst.",
            firm.topics["ausbildung"],
            [firm.channels["practice"]],
        ),
        "wand": FormatDraft(
            "Vorher – nachher",
            Rhythm(Pattern.MONTHLY_WEEKDAY, time(17), begin, weekdays=(FRIDAY,), nth=LAST),
            "Zwei Fotos vom selben Standpunkt. Vorher fragen, ob die Wohnung gezeigt werden darf.",
            firm.topics["farbe"],
        ),
    }
    firm.formats = {name: add_format(draft, actor=firm.actor("amira")) for name, draft in drafts.items()}


def _weekly_on(day: datetime, begin: date) -> Rhythm:
    return Rhythm(Pattern.WEEKLY, time(12), begin, weekdays=(day.weekday(),))
