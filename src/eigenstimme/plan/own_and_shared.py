"""What went out of one's own and what of others, counted apart (PL9). Figures of channels, never of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Piece, Variant


@dataclass(frozen=True)
class Mixture:
    """Posts that went out. ``name`` is that of the channel; empty: of all of them."""

    own: int
    shared: int
    name: str = ""

    @property
    def all(self) -> int:
        return self.own + self.shared

    @property
    def share(self) -> float | None:
        """Of others' content, 0 to 1; None where nothing went out."""
        return self.shared / self.all if self.all else None

    @property
    def percent(self) -> int:
        return round((self.share or 0) * 100)


def mixtures(actor: Actor, since: datetime) -> list[Mixture]:
    """By channel, the busiest first; a post on two channels counts on each. One query."""
    pieces = Piece.objects.visible_to(actor)
    out = Variant.objects.filter(
        piece__in=pieces, publications__state="sent", publications__sent_at__gte=since
    )
    shared = ~Q(piece__source_url="")
    rows = (
        out.order_by()
        .values("channel__name")
        .annotate(
            own=Count("pk", distinct=True, filter=~shared),
            shared=Count("pk", distinct=True, filter=shared),
        )
    )
    found = [Mixture(row["own"], row["shared"], row["channel__name"]) for row in rows]
    return sorted(found, key=lambda each: (-each.all, each.name))


def together(found: list[Mixture]) -> Mixture:
    return Mixture(sum(each.own for each in found), sum(each.shared for each in found))
