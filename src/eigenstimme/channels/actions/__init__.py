"""The verbs of channels. Each asks for the right, makes the change and records it."""

from eigenstimme.channels.actions.connecting import (
    Wish,
    begin,
    change,
    check,
    close,
    count_planned_with,
    finish,
    offered,
    planned_on,
)
from eigenstimme.channels.actions.profiles import ProfileDraft, describe
from eigenstimme.channels.actions.time import (
    TimeDraft,
    end_promise,
    give_time,
    promise_time,
    set_hourly_rate,
    take_back_time,
)

__all__ = [
    "ProfileDraft",
    "TimeDraft",
    "Wish",
    "begin",
    "change",
    "check",
    "close",
    "count_planned_with",
    "describe",
    "end_promise",
    "finish",
    "give_time",
    "offered",
    "planned_on",
    "promise_time",
    "set_hourly_rate",
    "take_back_time",
]
