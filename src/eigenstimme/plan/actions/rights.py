"""A right over a whole piece: over itself, and over every channel it is for. All verbs about a piece ask it here."""

from __future__ import annotations

from collections.abc import Iterable

from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, Denied, decide
from eigenstimme.plan.models import Piece, Variant


def on_every_channel(piece: Piece, permission: str, actor: Actor) -> Decision:
    """The first refusal is the answer; else the last yes, which names a mandate if one was needed."""
    answer = decide(actor, permission, piece.subject())
    for variant in with_channels(piece):
        answer = decide(actor, permission, variant.subject()) if answer else answer
    return answer


def may_edit(piece: Piece, actor: Actor) -> Decision:
    """Changing it, handing it in, taking that back, moving or dropping it: for whoever may write it everywhere."""
    return on_every_channel(piece, "piece.draft", actor)


def require_to_edit(piece: Piece, actor: Actor) -> Decision:
    """``may_edit``, raising ``Denied`` when the answer is no."""
    decision = may_edit(piece, actor)
    if not decision:
        raise Denied(decision)
    return decision


def with_channels(piece: Piece) -> Iterable[Variant]:
    """The variants as they were fetched with the piece, else with what a right asks of their channels."""
    if "variants" in getattr(piece, "_prefetched_objects_cache", {}):
        return piece.variants.all()
    return piece.variants.select_related("channel__responsible__person")
