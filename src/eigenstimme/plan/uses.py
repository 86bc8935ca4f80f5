"""Posts and ideas that show a file, for the file's own page."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from eigenstimme.media.models import Asset
from eigenstimme.media.uses import Use
from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Idea, Piece, Variant


def to_go_out_with(asset: Asset) -> QuerySet[Piece]:
    """Posts with the file that are not out on every channel yet."""
    shows = Q(attachments__asset=asset) | Q(variants__attachments__asset=asset)
    return Piece.objects.filter(shows, _not_out(), dropped_at=None)


def _not_out() -> Exists:
    return Exists(Variant.objects.filter(piece=OuterRef("pk")).exclude(publications__state="sent"))


def in_pieces(asset: Asset, actor: Actor) -> list[Use]:
    shows = Q(attachments__asset=asset) | Q(variants__attachments__asset=asset)
    pieces = Piece.objects.visible_to(actor).filter(shows, dropped_at=None).distinct().order_by("-pk")
    return [
        Use(
            _("Post"),
            piece.title,
            piece.get_absolute_url(),
            "newspaper",
            at=piece.planned_for,
            to_go_out=piece.is_to_go_out,  # type: ignore[attr-defined]  # annotated
        )
        for piece in pieces.annotate(is_to_go_out=_not_out())
    ]


def in_ideas(asset: Asset, actor: Actor) -> list[Use]:
    ideas = Idea.objects.visible_to(actor).filter(attachments__asset=asset, dropped_at=None)
    return [Use(_("Idea"), str(idea), "", "lightbulb", at=idea.caught_at) for idea in ideas]
