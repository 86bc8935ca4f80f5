"""Content of others that is shared (PL9): its link, whose it is, and what the writer adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import regex

from eigenstimme.plan.link_marks import links, without_links

A_SENTENCE = 3
"""As few words say why somebody shares something."""
_NAMED = regex.compile(r"[#@＃][\p{L}\p{N}_@.-]+")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]+")


def only_link(text: str) -> str:
    """The link in a text that has one; none where there are several."""
    found = set(links(text))
    return found.pop() if len(found) == 1 else ""


def beside(text: str, link: str) -> str:
    """What stands in the text besides the link: of what is shared from another app mostly its title."""
    return text.replace(link, " ").strip() if link else text.strip()


def has_own_words(text: str, known: Iterable[str]) -> bool:
    """Whether the text says anything besides links, hashtags, names and what is ``known``, like the title."""
    rest = _NAMED.sub(" ", without_links(text)).casefold()
    for phrase in filter(None, known):
        rest = rest.replace(phrase.casefold(), " ")
    return len(_WORD.findall(rest)) >= A_SENTENCE


def site_of(url: str) -> str:
    """ "farbe.example", of "https://www.farbe.example/kalk"; nothing where there is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
