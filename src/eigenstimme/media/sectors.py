"""What to look for on a photo before it is shown, by the company's sector. Hints for people, no legal advice."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


@dataclass(frozen=True)
class Sector:
    label: Sentence
    points: tuple[Sentence, ...]


_EVERYWHERE: tuple[Sentence, ...] = (
    _("Nobody can be recognised who has not agreed."),
    _("No screens, papers or passwords can be read."),
)

SECTORS: dict[str, Sector] = {
    "other": Sector(_("another sector"), _EVERYWHERE),
    "crafts": Sector(
        _("crafts"),
        (
            *_EVERYWHERE,
            _(
                "The customer’s home cannot be recognised, or they agreed: address, door sign, view, furniture."
            ),
            _("No number plates can be read."),
            _("Everybody at work wears what occupational safety asks for; scaffold and ladders stand right."),
            _("Before and after show the same place, and it is our work."),
        ),
    ),
    "secrecy": Sector(
        _("law firm, practice, advice (secrecy by profession)"),
        (
            *_EVERYWHERE,
            _("No client or patient can be recognised, not even that they were here (§ 203 StGB)."),
            _("No files, names on spines, calendars, X-rays or laboratory results can be read."),
            _("Nothing outside the window says who came."),
        ),
    ),
    "industry": Sector(
        _("industry, technology"),
        (
            *_EVERYWHERE,
            _("No trade secret is to be seen: drawings, prototypes, settings of machines, recipes."),
            _("No customer’s part or brand is to be seen that has not agreed."),
            _("Everybody wears what occupational safety asks for; guards are closed."),
        ),
    ),
    "trade": Sector(
        _("shop, restaurant, hotel"),
        (
            *_EVERYWHERE,
            _("No guest or customer can be recognised who has not agreed, children least of all."),
            _("Prices and allergens that can be read are right."),
        ),
    ),
}


def points(sector: str) -> tuple[Sentence, ...]:
    return SECTORS.get(sector, SECTORS["other"]).points
