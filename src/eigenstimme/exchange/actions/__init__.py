"""The verbs of the exchange. What becomes of a row that comes in is the plan's: ``draft_piece``, ``edit_piece``."""

from eigenstimme.exchange.actions.exporting import export_plan
from eigenstimme.exchange.actions.feeds import end_feed, make_feed, note_fetch
from eigenstimme.exchange.actions.importing import (
    Done,
    ask_to_bring_in,
    bring_in,
    choose_columns,
    correct,
    keep_table,
    take_back,
    throw_away,
    tick,
    work_off,
)

__all__ = [
    "Done",
    "ask_to_bring_in",
    "bring_in",
    "choose_columns",
    "correct",
    "end_feed",
    "export_plan",
    "keep_table",
    "make_feed",
    "note_fetch",
    "take_back",
    "throw_away",
    "tick",
    "work_off",
]
