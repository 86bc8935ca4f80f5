"""What somebody types, kept by the server before they save it: for a crash of the browser, and for another device.

It belongs to the form and to nobody but its writer, so it is no act on the plan and leaves no history. That somebody
writes is told to the others who have the same piece open.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.plan.models import Idea, Piece, Unsaved
from eigenstimme.plan.models.unsaved import KEPT, WRITING

OF_THE_FORM = {"csrfmiddlewaretoken", "preview", "look_up"}


def keep(sent: QueryDict, *, piece: Piece | None, idea: Idea | None, actor: Actor) -> Unsaved | None:
    """Keep a form as it stands. None for the form of a new piece that lost its key."""
    whose = _whose(sent, piece)
    if whose is None or actor.membership_id is None:
        return None
    now = timezone.now()
    kept = Unsaved.objects.filter(member_id=actor.membership_id, **whose).first()
    is_news = kept is None or kept.typed_at < now - WRITING / 2
    if kept is None:
        Unsaved.objects.filter(member_id=actor.membership_id, typed_at__lt=now - KEPT).delete()
    row, _new = Unsaved.objects.update_or_create(
        member_id=actor.membership_id,
        **whose,
        defaults={"form": _typed(sent), "typed_at": now, "idea": idea},
    )
    if piece and is_news:
        live.announce(piece.company_id, topic(piece))
    return row


def forget(sent: QueryDict, *, piece: Piece | None, actor: Actor) -> None:
    """It has been saved."""
    whose = _whose(sent, piece)
    if whose is not None:
        Unsaved.objects.visible_to(actor).filter(**whose).delete()
    if piece:
        live.announce(piece.company_id, topic(piece))


def around(piece: Piece, actor: Actor) -> tuple[list[Unsaved], list[Membership]]:
    """What the actor may take up again of a piece, and who else is typing in it; in one query."""
    mine = Q(pk__in=Unsaved.objects.visible_to(actor).filter(piece=piece))
    theirs = Q(pk__in=Unsaved.objects.being_written().exclude(member_id=actor.membership_id))
    rows = (
        Unsaved.objects.filter(mine | theirs, piece=piece)
        .select_related("member__person")
        .order_by("-typed_at")
    )
    own = [row for row in rows if row.member_id == actor.membership_id]
    return own, [row.member for row in rows if row not in own]


def of_new_pieces(actor: Actor) -> list[Unsaved]:
    """What the actor may take up again of pieces that were never saved."""
    return list(Unsaved.objects.visible_to(actor).filter(piece=None)[:3])


def topic(piece: Piece) -> str:
    """What pages with the same piece open listen to."""
    return f"writing:{piece.pk}"


def _whose(sent: QueryDict, piece: Piece | None) -> dict[str, Any] | None:
    if piece:
        return {"piece": piece}
    try:
        return {"form_key": UUID(sent.get("form_key", ""))}
    except ValueError:
        return None


def _typed(sent: QueryDict) -> str:
    typed = sent.copy()
    for name in OF_THE_FORM & set(typed):
        del typed[name]
    return typed.urlencode()
