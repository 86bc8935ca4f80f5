"""LinkedIn's "little text": what a post is written in, where a plain sign that means something cuts the post off.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
"""

from __future__ import annotations

import regex

_RESERVED = r"[\\|{}@\[\]()<>#*_~]"
_HASHTAG = r"(?<![\p{L}\p{N}_&/#])#(?=[\p{L}\p{N}])"
_SIGNS = regex.compile(rf"({_HASHTAG})|({_RESERVED})")
_ESCAPED = regex.compile(r"\\(.)", regex.DOTALL)
_TEMPLATE = regex.compile(r"\{hashtag\|\\?#\|([^}]*)\}")


def escaped(text: str) -> str:
    """``text`` so that it reads the same there. "#word" stays a hashtag, "@" names nobody."""
    return _SIGNS.sub(lambda found: found[1] or f"\\{found[2]}", text)


def unescaped(commentary: str) -> str:
    return _ESCAPED.sub(r"\1", _TEMPLATE.sub(r"#\1", commentary))


def count(text: str) -> int:
    """UTF-16 code units, and one more for each sign that has to be escaped.

    LinkedIn does not say how it counts to 3000, and cuts off what is longer without a word: this is never less.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + len(regex.findall(_RESERVED, text))
