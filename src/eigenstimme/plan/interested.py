"""The departments that take an interest in a piece: they are told, may say what they think, and hold nothing up."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.notices import tell
from eigenstimme.plan.models import Piece
from eigenstimme.strategy.queries import listeners

TOLD = "piece.interesting"


def tell_interested(piece: Piece, *, besides: Collection[Membership | None], actor: Actor) -> None:
    """One notice of a piece for each, until they put it aside: handed in once more, it is still the same one.

    ``besides`` are asked for more than that.
    """
    path = reverse("plan:versions", args=[piece.pk])
    asked = [each.pk for each in besides if each]
    told = Notice.objects.open().filter(code=TOLD, path=path).values("membership_id")
    people = listeners(piece.topic).exclude(pk__in=[*asked, actor.membership_id or 0]).exclude(pk__in=told)
    for person in people.select_related("person"):
        tell(person, TOLD, path, piece=str(piece), topic=piece.topic.name, name=actor.name)
