"""Links to the company's own pages say where a visitor comes from: ``utm_source`` and its like, by the company's rules.

What a piece carries is worked out when it is saved. A rule that changes later changes nothing that was approved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self
from urllib.parse import urlencode

import regex
from django.utils.text import slugify

# The same expression as in counting.js.
_LINK = regex.compile(r"""(?<![\p{L}\p{N}_@/])https?://[^\s<>"]*[^\s<>".,;:!?)\]}'…]""")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


@dataclass(frozen=True)
class Marks:
    """``query`` is what links to ``domains``, and to everything below them, get."""

    domains: tuple[str, ...]
    query: str

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Self | None:
        return cls(tuple(stored["domains"]), stored["query"]) if stored else None

    @property
    def as_json(self) -> str:
        """For the browser's counters."""
        return json.dumps(self.stored())

    def stored(self) -> dict[str, Any]:
        return {**asdict(self), "domains": list(self.domains)}


def marks_for(domains: list[str], names: Mapping[str, str], values: Mapping[str, str]) -> Marks | None:
    """``names`` are patterns by their parameter, like ``{"utm_source": "{network}"}``; ``values`` fills them."""
    filled = {parameter: named(pattern, values) for parameter, pattern in names.items()}
    query = urlencode({parameter: value for parameter, value in filled.items() if value})
    return Marks(tuple(domains), query) if domains and query else None


def named(pattern: str, values: Mapping[str, str]) -> str:
    """A pattern with its places filled, in small letters that no address has to escape."""
    for place, value in values.items():
        pattern = pattern.replace(f"{{{place}}}", value)
    return slugify(pattern.translate(_GERMAN))


def marked(text: str, marks: Marks | None) -> str:
    """``text`` as it goes out. A link that carries such marks already stays as it is."""
    return _LINK.sub(lambda match: _marked_link(match[0], marks), text) if marks else text


def links(text: str) -> list[str]:
    return _LINK.findall(text)


def without_links(text: str) -> str:
    return _LINK.sub(" ", text)


def links_home(text: str, domains: list[str]) -> int:
    """How many links lead to the company's own pages and say nothing of where visitors come from."""
    return sum("utm_" not in link and leads_home(link, tuple(domains)) for link in _LINK.findall(text))


def leads_home(link: str, domains: tuple[str, ...]) -> bool:
    host = regex.split(r"[/?#:]", link.partition("://")[2].lower())[0]
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _marked_link(link: str, marks: Marks) -> str:
    if not leads_home(link, marks.domains) or "utm_" in link:
        return link
    page, hash_sign, place = link.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{marks.query}{hash_sign}{place}"
