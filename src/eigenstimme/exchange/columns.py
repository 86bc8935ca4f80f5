"""The columns a plan has in a table: what they are called, and by which other names people know them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

Value = str | int | date | time | None
Line = Mapping["Column", Value]
"""One row of a table that goes out."""


class Column(TextChoices):
    NUMBER = "number", pgettext_lazy("column", "No.")
    VERSION = "version", pgettext_lazy("column", "Version")
    DATE = "date", pgettext_lazy("column", "Date")
    TIME = "time", pgettext_lazy("column", "Time")
    TITLE = "title", pgettext_lazy("column", "Working title")
    TOPIC = "topic", pgettext_lazy("column", "Topic")
    FORMAT = "format", pgettext_lazy("column", "Format")
    TEXT = "text", pgettext_lazy("column", "Content")
    CHANNELS = "channels", pgettext_lazy("column", "Channels")
    RESPONSIBLE = "responsible", pgettext_lazy("column", "Responsible")
    CAMPAIGN = "campaign", pgettext_lazy("column", "Campaign")
    STATE = "state", pgettext_lazy("column", "State")
    CLASS = "class", pgettext_lazy("column", "Class")
    BRIEF = "brief", pgettext_lazy("column", "Brief")
    COMMENT = "comment", pgettext_lazy("column", "First comment")
    AUTHOR = "author", pgettext_lazy("column", "Author")
    LINK = "link", pgettext_lazy("column", "Link")


OF_PIECES: list[Column] = list(Column)
OF_THE_PLAN: list[Column] = [
    column for column in Column if column not in {Column.NUMBER, Column.VERSION, Column.BRIEF, Column.COMMENT}
]
"""Without the number: a post that goes out at several times stands in several rows, and is not to come back so."""

ONLY_OUT = {Column.STATE, Column.AUTHOR, Column.LINK}
"""What the program says about a post, and a table cannot: nothing is approved or published by writing it down."""

INCOMING = [column for column in Column if column not in ONLY_OUT]

_NAMES: dict[Column, str] = {
    Column.NUMBER: "nr no number nummer",
    Column.VERSION: "fassung version",
    Column.DATE: """datum date wann when termin veröffentlichung veröffentlichungsdatum veröffentlichungstermin
        veröffentlichungsdatumzeit veröffentlichungsdatumuhrzeit veröffentlichenam datumzeit datumuhrzeit
        erscheinungsdatum erscheintam postingdatum geplantfür geplant publishdate publicationdate publishat
        publishon postdate plannedfor scheduled scheduledfor datetime dateandtime""",
    Column.TIME: "uhrzeit zeit time veröffentlichungszeit veröffentlichungsuhrzeit postingzeit publishtime posttime",
    Column.TITLE: "arbeitstitel titel title workingtitle überschrift headline betreff subject beitrag beitragstitel",
    Column.TOPIC: "thema themarubrik rubrikthema topic kategorie category",
    Column.FORMAT: "rubrik serie series",
    Column.CAMPAIGN: "kampagne campaign kampagnenname campaignname",
    Column.TEXT: """inhalt inhaltgrob text content copy caption beitragstext posttext postingtext body
        textimpost message""",
    Column.CHANNELS: """kanal kanäle kanale channel channels kanalkanäle netzwerk netzwerke network networks
        plattform plattformen platform platforms""",
    Column.RESPONSIBLE: """verantwortlich verantwortliche verantwortlicher verantwortlichr zuständig responsible
        owner assignee""",
    Column.STATE: "status stand state",
    Column.CLASS: "klasse class inhaltsklasse contentclass",
    Column.BRIEF: """briefing brief notiz notizen notes bemerkung bemerkungen anmerkung anmerkungen hinweise""",
    Column.COMMENT: "ersterkommentar firstcomment",
    Column.AUTHOR: "autor autorin author erstelltvon",
    Column.LINK: "link url",
}
_TO_THE_BRIEF = """zielgruppe audience targetaudience calltoaction cta handlungsaufforderung keywords tags
    keywordstags hashtags format abgabetermin abgabe duedate deadline anlass ziel goal
    kernbotschaft botschaft bild bilder bildidee medien media quelle source"""
"""Columns of many editorial plans that have no place of their own here: they go to the brief, under their name."""

_KNOWN: dict[str, Column | None] = {
    **{name: column for column, names in _NAMES.items() for name in names.split()},
    **dict.fromkeys(_TO_THE_BRIEF.split(), Column.BRIEF),
}

_OURS: dict[str, Column | None] = {"format": Column.FORMAT}
_NOT_OURS: dict[str, Column | None] = {
    **dict.fromkeys(_NAMES[Column.NUMBER].split()),
    **dict.fromkeys(_NAMES[Column.LINK].split(), Column.BRIEF),
}


def recognised(headings: Sequence[str]) -> list[Column | None]:
    """What each column is by its heading; None where nobody can say, and for a second one of the same kind.

    A number counts only beside the version, as in our own files: elsewhere it just counts the rows. A "format" is
    one of ours only there, too; other people mean reels and galleries by it.
    """
    plain = [_plain(heading) for heading in headings]
    known = {**_KNOWN, **_OURS} if "version" in plain or "fassung" in plain else {**_KNOWN, **_NOT_OURS}
    found: list[Column | None] = []
    for name in plain:
        column = known.get(name)
        found.append(None if column in found and column != Column.BRIEF else column)
    return found


def is_called(heading: str, column: Column) -> bool:
    """Whether a heading is a name of this very column, and not of something that only goes there."""
    return _plain(heading) in _NAMES[column].split()


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading).casefold()
