"""What this room does when a file that stands in posts changes: same transaction, no own decision."""

from __future__ import annotations

from typing import Any

from eigenstimme.core import live
from eigenstimme.media.models import Asset
from eigenstimme.media.signals import altered
from eigenstimme.people.actor import Actor
from eigenstimme.plan.actions.approvals import reopen
from eigenstimme.plan.models import Piece
from eigenstimme.plan.signals import edited
from eigenstimme.plan.uses import to_go_out_with


def connect() -> None:
    altered.connect(on_altered)


def on_altered(sender: type[Asset], asset: Asset, actor: Actor, **_kwargs: Any) -> None:
    """Captions and still go out with the post: what was approved without them, or with others, counts no more."""
    pieces = Piece.objects.select_for_update(of=["self"]).filter(pk__in=to_go_out_with(asset).values("pk"))
    for piece in pieces.order_by("pk"):
        reopen(piece, actor=actor)
        edited.send(Piece, piece=piece, actor=actor)
    live.announce(asset.company_id, "plan")
