"""Figures in templates."""

from __future__ import annotations

from collections.abc import Iterator

from django import template

from eigenstimme.core.plots import written
from eigenstimme.reports.voice import Posts
from eigenstimme.reports.words import GROUPS

register = template.Library()


@register.filter
def as_percent(percent: int | None) -> str:
    """58 %; a dash where there is nothing to be a part of."""
    return "–" if percent is None else written(percent, "%")


@register.filter
def by_writing(posts: Posts) -> Iterator[tuple[str, int]]:
    """The groups in the order of the table's columns."""
    return ((each.value, getattr(posts, each)) for each in GROUPS)
