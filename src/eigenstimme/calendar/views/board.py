"""The plan as a board: a column for each state, and whose move it is on every card."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from eigenstimme.calendar.cards import Card, dealt
from eigenstimme.calendar.period import asked_day, month_of
from eigenstimme.calendar.queries import Spot, spots, spots_without_time
from eigenstimme.calendar.sight import Sight, sight
from eigenstimme.calendar.views import frame
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.models import Approval, Piece
from eigenstimme.plan.queries import with_states
from eigenstimme.plan.stage import Group, standing
from eigenstimme.plan.views.doors import planner

A_COLUMN_SHOWS = 10
WITHOUT_TIME = 100  # pieces beside those of the month, the newest
ON_THE_BOARD = [Group.WRITING, Group.ASKED, Group.STOPPED, Group.PLANNED, Group.SENT]


@dataclass(frozen=True)
class Column:
    """``more`` cards have no room."""

    group: Group
    count: int
    cards: list[Card]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


@planner
@require_safe
def board(request: ActorRequest) -> HttpResponse:
    """What is planned in a month, and what has no time yet."""
    seen = sight(request)
    period = month_of(asked_day(request.GET.get("date", "")))
    timed = spots(seen.pieces, period.start, period.end)
    there = _once_each([*timed, *spots_without_time(seen.pieces, WITHOUT_TIME)])
    there.sort(key=lambda spot: spot.at is not None)
    context = {"period": period, "columns": _columns(there, seen)}
    return frame.page(request, "board", seen, period.asked, context)


def _once_each(found: list[Spot]) -> list[Spot]:
    """A piece with several times stands at its first, also where it has none on some channel."""
    first: dict[int, Spot] = {}
    for spot in found:
        first.setdefault(spot.piece_id, spot)
    return list(first.values())


def _columns(there: list[Spot], seen: Sight) -> list[Column]:
    groups = _groups({spot.piece_id for spot in there})
    of_group = {group: [spot for spot in there if groups.get(spot.piece_id) == group] for group in Group}
    asked_for = [Group(seen.form.chosen["group"])] if "group" in seen.form.chosen else ON_THE_BOARD
    cards = dealt([spot for group in asked_for for spot in of_group[group][:A_COLUMN_SHOWS]], seen)
    return [
        Column(group, len(of_group[group]), [cards[spot] for spot in of_group[group][:A_COLUMN_SHOWS]])
        for group in asked_for
    ]


def _groups(ids: set[int]) -> dict[int, Group]:
    """In two queries; only what ``standing`` asks for, because a month may hold a thousand."""
    approvals: defaultdict[int, list[Approval]] = defaultdict(list)
    for approval in Approval.objects.filter(piece__in=ids).only(
        "piece_id", "check_kind", "outcome", "requested_at"
    ):
        approvals[approval.piece_id].append(approval)
    pieces = with_states(Piece.objects.filter(pk__in=ids).order_by())
    rows = pieces.values_list("pk", "dropped_at", "states")  # type: ignore[misc]  # annotated
    return {pk: standing(dropped_at, states, approvals[pk])[1] for pk, dropped_at, states in rows}
