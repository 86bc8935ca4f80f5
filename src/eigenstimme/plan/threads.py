"""A text as a series of posts: a line that holds only ``---`` stands between two of them. As in ``counting.js``."""

from __future__ import annotations

import regex

from eigenstimme.plan.link_marks import Marks, marked

LONGEST_THREAD = 25
"""Posts; more than that nobody reads, and each is sent by itself."""
_DIVIDER = regex.compile(r"^[ \t]*---[ \t]*$", regex.MULTILINE)
_WHITE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


def parts(text: str) -> list[str]:
    """The posts of ``text``, at least one. What stands empty between two dividers is none."""
    found = [part.strip(_WHITE) for part in _DIVIDER.split(text)]
    return [part for part in found if part] or [""]


def finished(text: str, marks: Marks | None, sign: str) -> str:
    """``text`` as it goes out: its links marked, the sign of its writer behind the last word."""
    text = marked(text, marks)
    if not sign:
        return text
    words = text.rstrip(_WHITE)
    while _is_divider(last := words.rpartition("\n")[2]):
        words = words[: len(words) - len(last)].rstrip(_WHITE)
    return f"{words} {sign}" if words else text


def is_divided(text: str) -> bool:
    return _DIVIDER.search(text) is not None


def _is_divider(line: str) -> bool:
    return _DIVIDER.fullmatch(line) is not None
