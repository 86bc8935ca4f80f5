"""News from the company for whoever works for it: what own people caught and marked for specialists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eigenstimme.media.links import asset_path
from eigenstimme.orders.queries import works_for_the_company
from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Idea

AT_A_TIME = 6


@dataclass(frozen=True)
class News:
    """A sentence from everyday work, with the name of who caught it and, by a signed address, its first picture."""

    idea: Idea
    picture_url: str = ""
    alt: str = ""


def news(actor: Actor) -> Sequence[News]:
    """The latest, for whoever has an order under way; nothing for everybody else."""
    if not works_for_the_company(actor):
        return []
    shared = Idea.objects.filter(
        company_id=actor.company_id, shared_with_specialists=True, dropped_at=None
    ).select_related("caught_by__person")
    return [_news(idea) for idea in shared.prefetch_related("attachments__asset")[:AT_A_TIME]]


def _news(idea: Idea) -> News:
    """Whoever works from outside may have no other way to the picture."""
    first = next((each for each in idea.attached if not each.asset.is_video), None)
    return News(idea, asset_path(first.asset), first.alt) if first else News(idea)
