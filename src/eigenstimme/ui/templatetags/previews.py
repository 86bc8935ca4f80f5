"""The text of a post as networks show it."""

from __future__ import annotations

import regex
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_MARKED = regex.compile(
    r"""(?<![\p{L}\p{N}_@/&])(?:
        (?P<link>https?://[^\s<>"]*[^\s<>".,;:!?)\]}'…])
      | [@][a-zA-Z0-9_.-]*[a-zA-Z0-9_](?:@[\p{L}\p{N}.-]*[\p{L}\p{N}])?
      | [#＃][\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*
    )""",
    regex.VERBOSE,
)


@register.filter
def as_posted(text: str, longest_link: int = 0) -> SafeString:
    """Links, mentions and hashtags in the network's colour, and nothing to click. Escaped; lines stay lines.

    ``longest_link``: a network that shortens links shows so many characters, without scheme.
    """
    parts, end = [], 0
    for match in _MARKED.finditer(text):
        shown = _shortened(match["link"], longest_link) if match["link"] and longest_link else match[0]
        parts += [
            conditional_escape(text[end : match.start()]),
            format_html('<span class="preview-link">{}</span>', shown),
        ]
        end = match.end()
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308 (every part is escaped)


def _shortened(link: str, longest: int) -> str:
    bare = regex.sub(r"^https?://(www\.)?", "", link)
    return bare if len(bare) <= longest else f"{bare[:longest]}…"
