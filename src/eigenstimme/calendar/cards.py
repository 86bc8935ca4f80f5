"""What is shown of a piece in the calendar: when, where, how delicate, how far, and whose move it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from eigenstimme.calendar.queries import Spot, for_cards
from eigenstimme.calendar.sight import Sight
from eigenstimme.channels.models import Channel
from eigenstimme.plan.models import Outcome, Piece
from eigenstimme.plan.stage import Group, Stage, stage


@dataclass(frozen=True)
class Card:
    """A piece at one time, on the channels it has at that time and the reader can see."""

    piece: Piece
    at: datetime | None
    stage: Stage
    channels: list[Channel]
    fixed: bool = False
    campaign: str = ""  # its name, where the reader sees it

    @property
    def networks(self) -> dict[str, str]:
        """The icon of each network with its channels' names: where space is short, one icon stands for several."""
        names: defaultdict[str, list[str]] = defaultdict(list)
        for channel in self.channels:
            names[channel.icon].append(channel.name)
        return {icon: ", ".join(of_it) for icon, of_it in names.items()}

    @property
    def lock(self) -> str:
        """Why moving it is not a small thing: "public" cannot move, "asked" and "approved" are opened again."""
        if self.fixed or self.stage.group == Group.DROPPED:
            return "public" if self.fixed else "dropped"
        if self.stage.group == Group.ASKED:
            return "asked"
        approved = any(each.outcome == Outcome.APPROVED for each in self.piece.approvals.all())
        return "approved" if approved else ""


def dealt(spots: Iterable[Spot], sight: Sight) -> dict[Spot, Card]:
    """The cards of all these spots, in two queries."""
    wanted = list(spots)
    found = for_cards(Piece.objects.filter(pk__in={spot.piece_id for spot in wanted}))
    pieces = {piece.pk: with_people(piece, sight) for piece in found}
    stages = {pk: stage(piece) for pk, piece in pieces.items()}
    return {
        spot: Card(
            pieces[spot.piece_id],
            spot.at,
            stages[spot.piece_id],
            channels(spot.channel_ids, sight),
            spot.fixed,
            campaign_of(pieces[spot.piece_id], sight),
        )
        for spot in wanted
        if spot.piece_id in pieces
    }


def with_people(piece: Piece, sight: Sight) -> Piece:
    """The piece with its topic and people, which the reader's sight has at hand."""
    piece.topic = sight.topics[piece.topic_id]
    piece.author, piece.responsible = sight.people[piece.author_id], sight.people[piece.responsible_id]
    for approval in piece.approvals.all():
        approval.approver = sight.people[approval.approver_id]
        approval.deputy = sight.people[approval.deputy_id] if approval.deputy_id else None
    return piece


def campaign_of(piece: Piece, sight: Sight) -> str:
    return sight.campaigns.get(piece.campaign_id or 0, "")


def channels(ids: Iterable[int], sight: Sight) -> list[Channel]:
    return [sight.channels[pk] for pk in ids if pk in sight.channels]
