"""A person's plain text as the content of a blog post."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import regex

_URL = regex.compile(r"https?://[^\s<>\"]+")
_AFTER_URL = ".,;:!?'”“»«…)]}"
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST_SLUG_TITLE = 60


@dataclass(frozen=True)
class Image:
    """A picture in the blog's media library."""

    remote_id: int
    url: str
    alt: str


def content(text: str, images: Sequence[Image] = ()) -> str:
    """``text`` as paragraph blocks, then ``images`` as image blocks: a person can edit both in WordPress."""
    paragraphs = [part for part in regex.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if part]
    return "\n\n".join([*map(_paragraph, paragraphs), *map(_image, images)])


def escape(text: str) -> str:
    """``text`` so that WordPress shows it as it is: no markup, no shortcode."""
    return html.escape(text).replace("[", "&#91;")


def slug(title: str, key: str) -> str:
    """The end of the post's address: words of the title, then twelve digits of ``key`` for uniqueness."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_GERMAN)).encode("ascii", "ignore").decode()
    words = regex.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > LONGEST_SLUG_TITLE:
        words = words[:LONGEST_SLUG_TITLE].rpartition("-")[0] or words[:LONGEST_SLUG_TITLE]
    return f"{words or 'post'}-{key[:12]}"


def _paragraph(text: str) -> str:
    lines = "<br>".join(_linked(line.strip()) for line in text.split("\n"))
    return f"<!-- wp:paragraph -->\n<p>{lines}</p>\n<!-- /wp:paragraph -->"


def _image(image: Image) -> str:
    tag = f'<img src="{escape(image.url)}" alt="{escape(image.alt)}" class="wp-image-{image.remote_id}"/>'
    block = f'<!-- wp:image {{"id":{image.remote_id},"sizeSlug":"full"}} -->'
    return f'{block}\n<figure class="wp-block-image size-full">{tag}</figure>\n<!-- /wp:image -->'


def _linked(line: str) -> str:
    parts, end = [], 0
    for match in _URL.finditer(line):
        address = _without_tail(match.group())
        parts += [escape(line[end : match.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        end = match.start() + len(address)
    return "".join([*parts, escape(line[end:])])


def _without_tail(address: str) -> str:
    """Punctuation after an address is the sentence's; a bracket opened in the address is the address's."""
    while address[-1] in _AFTER_URL and not (address[-1] == ")" and address.count("(") == address.count(")")):
        address = address[:-1]
    return address
