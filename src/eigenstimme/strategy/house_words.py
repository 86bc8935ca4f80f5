"""Where a text does not speak as the company has decided: its words, what it keeps quiet about, its form of address.

A hint for the writer, never a refusal: only people know what a sentence means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from eigenstimme.people.models import Company
from eigenstimme.strategy.models import Address, HouseWord, PlaybookVersion, Verdict

SHORTEST_STEM = 4
"""Letters from which on a word is also found with a German ending: “billig” in “billiger”, but not “rot” in “rote”."""
ENDINGS = "(?:e|em|en|er|es|n|s)?"
_NOT_PROSE = regex.compile(r"https?://\S+|[#@][\p{L}\p{N}_.@-]+")
_FORMS = {
    Address.FORMAL: regex.compile(
        r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", regex.IGNORECASE
    ),
    Address.FAMILIAR: regex.compile(r"(?<=[\p{L}\p{N},;:–-]\s)(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"),
}
"""What gives the other form of address away. “Sie” at the beginning of a sentence can be anybody."""


@dataclass(frozen=True)
class Word:
    """As it stands in ``HouseWord``."""

    phrase: str
    verdict: str
    instead: str = ""
    why: str = ""


@dataclass(frozen=True)
class Found:
    """A word of the list in a text; ``said`` is how it stands there."""

    said: str
    word: Word


@dataclass(frozen=True)
class Said:
    """The content of a version of the playbook, as it stands there."""

    content: Mapping[str, Any]
    languages: list[str]


@dataclass(frozen=True)
class House:
    """A company's words and its form of address; ``book`` is what the playbook that counts says, if there is one."""

    address: str = ""
    words: tuple[Word, ...] = ()
    book: Said | None = None

    @classmethod
    def of(cls, company_id: int) -> House:
        """In one query."""
        words = HouseWord.objects.filter(company=OuterRef("pk")).exclude(verdict=Verdict.PREFERRED)
        entry = JSONObject(phrase="phrase", verdict="verdict", instead="instead", why="why")
        newest = PlaybookVersion.objects.filter(company=OuterRef("pk")).order_by("-number")
        said = JSONObject(content="content", languages="languages")
        row = (
            Company.objects.filter(pk=company_id)
            .values_list(
                "house_style__address",
                ArraySubquery(words.values(entry=entry)),
                Subquery(newest.values(said=said)[:1]),
            )
            .first()
        )
        address, found, book = row or ("", [], None)
        return cls(address or "", tuple(Word(**each) for each in found), book and Said(**book))

    def found_in(self, text: str) -> Iterator[Found]:
        """Each word of the list at most once, in the order of the text. Links, hashtags and handles do not count."""
        seen: set[Word] = set()
        for match in self._pattern.finditer(_NOT_PROSE.sub(" ", text)) if self.words else ():
            word = self._by_group[match.lastgroup]
            if word not in seen:
                seen.add(word)
                yield Found(match[0], word)

    def other_address_in(self, text: str) -> str:
        """The first word of the other form of address, or nothing."""
        form = _FORMS.get(Address(self.address)) if self.address else None
        match = form.search(_NOT_PROSE.sub(" ", text)) if form else None
        return match[0] if match else ""

    @cached_property
    def _by_group(self) -> Mapping[Any, Word]:
        longest_first = sorted(self.words, key=lambda word: -len(word.phrase))
        return {f"word{number}": word for number, word in enumerate(longest_first)}

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        ways = (f"(?P<{group}>{_as_pattern(word.phrase)})" for group, word in self._by_group.items())
        return regex.compile(
            rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(ways)})(?![\p{{L}}\p{{N}}])", regex.IGNORECASE
        )


def _as_pattern(phrase: str) -> str:
    """Any white space between the words of a phrase; endings on its last word."""
    words = phrase.split()
    ending = ENDINGS if len(words[-1]) >= SHORTEST_STEM and words[-1][-1].isalpha() else ""
    return r"\s+".join(regex.escape(word) for word in words) + ending
