"""How X counts: weighted characters (https://docs.x.com/fundamentals/counting-characters, August 2026).

The same expressions stand in ui/assets/counting.js.
"""

from __future__ import annotations

import unicodedata

import regex

LENGTH = 280
_LINK = 23

_TLD = (
    "(?:com|org|net|info|biz|app|dev|shop|online|store|berlin|hamburg|koeln|wien|bayern|swiss|studio|design"
    "|de|at|ch|li|lu|eu|fr|it|nl|be|dk|pl|cz|uk|us|io|me|tv|co)"
)
_BARE = (
    r"(?<![\p{L}\p{N}_@/.#$-])(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+"
    rf"{_TLD}(?![\p{{L}}\p{{N}}_@-]|\.[\p{{L}}\p{{N}}])(?:/[a-zA-Z0-9/_?=&%.#-]*[a-zA-Z0-9/_=#-])?"
)
_URL = regex.compile(rf"""(?<![\p{{L}}\p{{N}}_@/])https?://[^\s<>"]*[^\s<>".,;:!?)\]}}'…]|{_BARE}""")
_SKIN = "[\U0001f3fb-\U0001f3ff]"
_PICTOGRAPH = rf"(?![©®](?!\ufe0f))\p{{Extended_Pictographic}}(?:\ufe0f|{_SKIN})?"
_EMOJI = regex.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTOGRAPH}[\U000e0020-\U000e007f]*(?:\u200d{_PICTOGRAPH})*"
)
_HEAVY = regex.compile(r"[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


def count(text: str) -> int:
    """Latin and its neighbours weigh 1, all others and each emoji 2, each web address 23.

    An address without its scheme counts as one under the endings that are common here. X leaves "kern.de" alone when
    nothing stands before or behind it; that it counts all the same is on the safe side.
    """
    plain = _EMOJI.sub("一", _URL.sub("x" * _LINK, unicodedata.normalize("NFC", text)))
    return len(plain) + len(_HEAVY.findall(plain))
