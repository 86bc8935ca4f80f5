"""Ids out of addresses and forms."""

from __future__ import annotations


def number(text: str | None) -> int | None:
    """None for anything that cannot be an id; no row has that."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
