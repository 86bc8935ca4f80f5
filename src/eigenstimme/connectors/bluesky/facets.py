"""Links, mentions and hashtags, as parts of a text measured in bytes: nothing is linked by itself at Bluesky.

https://docs.bsky.app/docs/advanced-guides/post-richtext
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import regex

from eigenstimme.connectors.text import graphemes

LONGEST_TAG = 64
"""Graphemes, without the sign in front."""

_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_FOUND = regex.compile(
    rf"""
    (?<! [^\s\p{{Ps}}\p{{Pi}}"'] )  # at the start, after a space, an opening bracket or quotation mark
    (?: (?P<link> https?://\S+ )
      | @ (?P<mention> (?: {_LABEL}\. )+ {_LABEL} ) (?! [\w@-] )
      | [#＃] (?P<tag> (?!\ufe0f) [^\s\p{{Cf}}]+ )  # a number sign with \ufe0f is an emoji
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)
_SHORTENED = (b"...", "…".encode())
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def facets(text: str, resolve: Callable[[str], str | None]) -> list[dict[str, Any]]:
    """The facets of ``text``. ``resolve`` gives the DID of a handle; ``None`` leaves it plain text."""
    known = cache(resolve)
    found = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup or ""
        words = _trimmed(kind, match[kind])
        if feature := _feature(kind, words, known):
            end = match.start(kind) + len(words)
            index = {"byteStart": _bytes(text[: match.start()]), "byteEnd": _bytes(text[:end])}
            found.append({"index": index, "features": [feature]})
    return found


def written_out(text: str, facets: Sequence[Mapping[str, Any]]) -> str:
    """``text`` with whole links: Bluesky's app shortens them and keeps the address in the facet alone."""
    content = text.encode()
    for facet in sorted(facets, key=lambda each: -int(each["index"]["byteStart"])):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        link = next((each["uri"] for each in facet["features"] if "uri" in each), "")
        if link and content[start:end].endswith(_SHORTENED):
            content = content[:start] + link.encode() + content[end:]
    return content.decode(errors="replace")


def _trimmed(kind: str, words: str) -> str:
    if kind == "tag":
        return regex.sub(r"\p{P}+$", "", words)
    return _without_sentence_marks(words) if kind == "link" else words


def _without_sentence_marks(link: str) -> str:
    """A full stop belongs to the sentence, a closing bracket to the link only if it was opened there."""
    while link:
        last = link[-1]
        unopened = last in _CLOSERS and link.count(last) > link.count(_CLOSERS[last])
        if not unopened and last not in ".,;:!?'\"…" and not regex.match(r"[\p{Pf}\p{Pi}]", last):
            break
        link = link[:-1]
    return link


def _feature(kind: str, words: str, resolve: Callable[[str], str | None]) -> dict[str, str] | None:
    if kind == "link":
        return {"$type": "app.bsky.richtext.facet#link", "uri": words} if "://" in words[:-1] else None
    if kind == "tag":
        is_tag = regex.search(r"[^\d\p{P}]", words) and graphemes(words) <= LONGEST_TAG
        return {"$type": "app.bsky.richtext.facet#tag", "tag": words} if is_tag else None
    did = resolve(words.lower())
    return {"$type": "app.bsky.richtext.facet#mention", "did": did} if did else None


def _bytes(text: str) -> int:
    return len(text.encode())
