"""What one person can do with a publication now, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from eigenstimme.connectors.types import PublishesByHand
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, decide
from eigenstimme.publishing.authorisation import reason_against
from eigenstimme.publishing.models import WAITING, Publication, State
from eigenstimme.publishing.reasons import Reason, sentence

CAN_GO_ON = (State.HELD, State.MISSED, State.FAILED)
TO_BE_CLEARED = (Reason.HOLD, Reason.DISCONNECTED, Reason.CONTENT_CHANGED)
"""No decision of one person overcomes these; each has its own way out."""


@dataclass(frozen=True)
class Options:
    """``needed``: somebody has to act. ``obstacle``: a code of ``reasons`` that has to be cleared first.

    ``vouch`` is asked where nobody's authorisation counts any more: whoever sends it on approves it themselves.
    """

    may: Decision
    needed: bool
    go_on: bool = False
    look: bool = False
    post_by_hand: bool = False
    discard: bool = False
    obstacle: str = ""
    vouch: Decision | None = None

    @property
    def obstacle_sentence(self) -> str:
        return sentence(self.obstacle)


def options(publication: Publication, actor: Actor) -> Options:
    may = decide(actor, "publication.decide", publication.subject())
    by_hand = _by_hand(publication)
    can_go_on = publication.state in CAN_GO_ON
    against = reason_against(publication, timezone.now()) if can_go_on else None
    obstacle = against if against in TO_BE_CLEARED else None
    return Options(
        may=may,
        needed=can_go_on or by_hand or publication.state == State.UNCLEAR,
        go_on=can_go_on and obstacle is None,
        look=publication.state == State.UNCLEAR,
        post_by_hand=by_hand,
        discard=can_go_on or publication.state in WAITING,
        obstacle=obstacle or "",
        vouch=_vouch(publication, actor) if against and not obstacle else None,
    )


def _by_hand(publication: Publication) -> bool:
    if not publication.channel.can(PublishesByHand):
        return False
    return publication.state == State.MISSED or publication.reason == Reason.BY_HAND


def _vouch(publication: Publication, actor: Actor) -> Decision:
    return decide(actor, publication.permission_to_vouch, publication.subject())
