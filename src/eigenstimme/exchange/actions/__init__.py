"""The verbs of the exchange. What becomes of a row that comes in is the plan's: ``draft_piece``, ``edit_piece``."""

from eigenstimme.exchange.actions.exporting import export_plan
from eigenstimme.exchange.actions.feeds import end_feed, make_feed, note_fetch

__all__ = ["end_feed", "export_plan", "make_feed", "note_fetch"]
