"""The verbs of channels. Each asks for the right, makes the change and records it."""

from eigenstimme.channels.actions.connecting import (
    Wish,
    begin,
    change,
    check,
    close,
    count_planned_with,
    finish,
    planned_on,
)

__all__ = [
    "Wish",
    "begin",
    "change",
    "check",
    "close",
    "count_planned_with",
    "finish",
    "planned_on",
]
