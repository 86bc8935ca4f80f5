"""The columns a plan has in a table: what they are called, and by which other names people know them."""

from __future__ import annotations

from collections.abc import Mapping
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
    TEXT = "text", pgettext_lazy("column", "Content")
    CHANNELS = "channels", pgettext_lazy("column", "Channels")
    RESPONSIBLE = "responsible", pgettext_lazy("column", "Responsible")
    STATE = "state", pgettext_lazy("column", "State")
    CLASS = "class", pgettext_lazy("column", "Class")
    BRIEF = "brief", pgettext_lazy("column", "Brief")
    COMMENT = "comment", pgettext_lazy("column", "First comment")
    AUTHOR = "author", pgettext_lazy("column", "Author")
    LINK = "link", pgettext_lazy("column", "Link")


OF_THE_PLAN = [
    Column.DATE,
    Column.TIME,
    Column.TITLE,
    Column.TOPIC,
    Column.TEXT,
    Column.CHANNELS,
    Column.RESPONSIBLE,
    Column.STATE,
    Column.CLASS,
    Column.AUTHOR,
    Column.LINK,
]
"""Without the number: a post that goes out at several times stands in several rows, and is not to come back so."""

OF_PIECES = list(Column)
