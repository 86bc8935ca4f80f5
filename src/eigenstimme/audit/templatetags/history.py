"""``{% history_of thing %}``: what one thing went through, as sentences."""

from __future__ import annotations

from django import template
from django.db import models

from eigenstimme.audit.queries import Line, story

register = template.Library()


@register.inclusion_tag("audit/story.html")
def history_of(thing: models.Model) -> dict[str, list[Line]]:
    """One query. The page must have fetched ``thing`` through ``visible_to``."""
    return {"lines": story(thing)}
