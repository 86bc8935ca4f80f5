"""Text in a table that a spreadsheet would take for a formula.

A cell that begins with one of these is run when somebody opens the file (OWASP, "CSV Injection"). An apostrophe before
it makes it text. One more is put before those that look guarded already, so that taking one away gives back exactly
what was there.
"""

from __future__ import annotations

import re

BEGINS = "=+\\-@\t\r\n＝＋－＠"
_RUN = re.compile(f"[{BEGINS}]")
_GUARDED = re.compile(f"'+[{BEGINS}]")
_TO_GUARD = re.compile(f"'*[{BEGINS}]")


def would_run(text: str) -> bool:
    return bool(_RUN.match(text))


def guarded(text: str) -> str:
    """For a file whose cells have no types."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def marked(text: str) -> str:
    """For a file in which a cell says that it is text: only what looks guarded gets another apostrophe."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """What was there before ``guarded`` or ``marked``, whichever it was."""
    return text[1:] if _GUARDED.match(text) else text
