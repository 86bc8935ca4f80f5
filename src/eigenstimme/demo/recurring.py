"""What comes back in the demo's plan: formats with their slots, and a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from eigenstimme.demo.cast import Firm
from eigenstimme.plan.actions import (
    Draft,
    FormatDraft,
    VariantDraft,
    add_format,
    draft_piece,
    repeat_piece,
)
from eigenstimme.plan.rhythm import LAST, Pattern, Rhythm

MONDAY, TUESDAY, FRIDAY = 0, 1, 4
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


def start_series(firm: Firm, today: datetime) -> None:
    """A consulting hour on every first Tuesday, six times."""
    tuesdays = Rhythm(
        Pattern.MONTHLY_WEEKDAY, time(9), today.date() + timedelta(days=1), weekdays=(TUESDAY,), nth=1
    )
    first = next(tuesdays.moments(today, None, firm.company.zone))
    draft = Draft(
        title="Sprechstunde Farbberatung",
        text="Heute von 16 bis 18 Uhr, ohne Termin. Sie bringen ein Foto Ihres Zimmers mit, wir die Farbfächer.",
        topic=firm.topics["alltag"],
        variants=[VariantDraft(firm.channels["practice"])],
        planned_for=first,
    )
    piece = draft_piece(draft, actor=firm.actor("ben"))
    later = replace(tuesdays, first_day=first.date() + timedelta(days=1), count=5)
    repeat_piece(piece, later, actor=firm.actor("ben"))


def _weekly_on(day: datetime, begin: date) -> Rhythm:
    return Rhythm(Pattern.WEEKLY, time(12), begin, weekdays=(day.weekday(),))
