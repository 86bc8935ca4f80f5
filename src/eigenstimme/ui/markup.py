"""Markup with values, for the pieces that a page shows a hundred times."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

NOTHING = SafeString("")


def markup(pattern: str, *values: object) -> SafeString:
    """``format_html``, in half its time: it escapes the same and skips what only concerns other values than ours."""
    return SafeString(pattern.format(*map(_escaped, values)))


def where(wanted: object, pattern: str, *values: object) -> SafeString:
    """The markup, where there is something to show."""
    return markup(pattern, *values) if wanted else NOTHING


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces of markup, one after the other."""
    return SafeString("".join(pieces))


def _escaped(value: Any) -> object:
    if isinstance(value, str):
        return value if isinstance(value, SafeString) else escape(value)
    return value if isinstance(value, int) else conditional_escape(value)
