"""A text as a series of posts: a line that holds only ``---`` stands between two of them."""

from __future__ import annotations

import regex

_DIVIDER = regex.compile(r"^[ \t]*---[ \t]*$", regex.MULTILINE)
_AROUND = regex.compile(r"\A\p{White_Space}+|\p{White_Space}+\Z")
LONGEST_THREAD = 25
"""Posts; more than that nobody reads, and each is sent by itself."""


def parts(text: str) -> list[str]:
    """The posts of ``text``, at least one. What stands empty between two dividers is none (as in ``counting.js``)."""
    found = [_AROUND.sub("", part) for part in _DIVIDER.split(text)]
    return [part for part in found if part] or [""]


def is_divided(text: str) -> bool:
    return _DIVIDER.search(text) is not None
