"""How what went out is spread over the formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Piece, Variant


@dataclass(frozen=True)
class Share:
    """Of all posts that went out; ``name`` is empty for those of no format."""

    name: str
    count: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.total)


def mix(actor: Actor, since: datetime) -> list[Share]:
    """Of the posts the reader may see that went out since then; the largest first, those of no format last."""
    out = Variant.objects.filter(piece=OuterRef("pk"), publications__sent_at__gte=since)
    pieces = Piece.objects.visible_to(actor).filter(Exists(out)).order_by()
    counts = list(pieces.values_list("format__name").annotate(count=Count("pk")))
    total = sum(count for _name, count in counts)
    found = [Share(name or "", count, total) for name, count in counts]
    return sorted(found, key=lambda each: (not each.name, -each.count, each.name))
