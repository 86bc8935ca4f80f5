"""When two texts are "the same" to the people who get them."""

from __future__ import annotations

import hashlib
import unicodedata

import regex

_ADDRESSED = regex.compile(r"(?<!\w)@[\w.@-]+")
_NOT_A_WORD = regex.compile(r"[^\p{L}\p{N}]+")


def fingerprint(text: str) -> str:
    """Equal for texts that differ only in case, spaces, punctuation, emoji or in whom they address with @.

    A text without any word (👍) is compared as it stands.
    """
    unaddressed = _ADDRESSED.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    words = _NOT_A_WORD.sub(" ", unaddressed).strip()
    return hashlib.sha256((words or text.strip()).encode()).hexdigest()
