"""Text as networks send it, made plain; and the marker for sentences that people read."""

from __future__ import annotations

from html.parser import HTMLParser

import regex

LONGEST_HTML = 200_000
"""Characters of HTML looked at; ``html.parser`` takes quadratic time on some hostile input."""

_PARAGRAPHS = frozenset(
    {"blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"}
)
_LINES = frozenset(
    {
        "address",
        "article",
        "aside",
        "dd",
        "div",
        "dt",
        "figcaption",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "section",
        "tr",
    }
)
_SILENT = frozenset({"script", "style", "template", "title"})


def gettext_noop(sentence: str) -> str:
    """Mark an English sentence for translation; Django, which translates it, is not known here."""
    return sentence


def graphemes(text: str) -> int:
    """How many characters a person sees (extended grapheme clusters, UAX 29)."""
    return sum(1 for _ in regex.finditer(r"\X", text))


def utf16(text: str) -> int:
    """How many UTF-16 code units, which is how JavaScript counts, and Java."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


_EMOJI = regex.compile(
    r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\u20e3]"
)


def emoji_bytes(text: str) -> int:
    """Characters, those of emoji by their bytes in UTF-8."""
    return len(text) + sum(len(sign.encode()) - 1 for sign in _EMOJI.findall(text))


def storable(text: str) -> str:
    """``text`` without control characters and halves of surrogate pairs, which PostgreSQL cannot keep."""
    return regex.sub(r"[\p{Cc}\p{Cs}--[\t\n]]", "", text, flags=regex.V1)


def one_line(text: str) -> str:
    """A name or a title: storable, every run of white space one space."""
    return " ".join(storable(text.replace("\r", " ")).split())


def plain_text(html: str) -> str:
    """The words of ``html`` as a browser shows them: ``<br>`` a line break, paragraphs an empty line apart.

    Never raises, whatever the markup.
    """
    reader = _Reader()
    # "<![" makes html.parser raise AssertionError when an unknown keyword follows (Python 3.11).
    reader.feed(html[:LONGEST_HTML].replace("<![", "&lt;!["))
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects words; remembers how many line breaks are due before the next one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._breaks = 0
        self._silent = 0
        self._verbatim = 0

    def text(self) -> str:
        lines = "".join(self._parts).split("\n")
        return storable("\n".join(line.strip(" ") for line in lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        self._verbatim += tag == "pre"
        self._break_for(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)
        self._break_for(tag)

    def handle_data(self, data: str) -> None:
        if self._silent or not data:
            return
        words = data if self._verbatim else regex.sub(r"[ \t\r\n\f]+", " ", data)
        if words == " " and (self._breaks or not self._parts):
            return
        self._parts += ["\n" * self._breaks, words]
        self._breaks = 0

    def _break_for(self, tag: str) -> None:
        due = 2 if tag in _PARAGRAPHS else 1 if tag in _LINES else 0
        if self._parts:
            self._breaks = max(self._breaks, due)
