"""The plan as a list: everything, the newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from eigenstimme.calendar.cards import Card, campaign_of, channels, with_people
from eigenstimme.calendar.period import asked_day
from eigenstimme.calendar.queries import listed
from eigenstimme.calendar.sight import Sight, sight
from eigenstimme.calendar.views import frame
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.models import Piece
from eigenstimme.plan.stage import stage
from eigenstimme.plan.views.doors import planner

A_PAGE = 30


@planner
@require_safe
def listing(request: ActorRequest) -> HttpResponse:
    seen = sight(request)
    newest_first = listed(seen.pieces).order_by("-planned_for", "-pk")
    page = Paginator(newest_first, A_PAGE).get_page(request.GET.get("page"))
    cards = [_card(with_people(piece, seen), seen) for piece in page]
    asked = asked_day(request.GET.get("date", ""))
    return frame.page(request, "list", seen, asked, {"page": page, "cards": cards})


def _card(piece: Piece, seen: Sight) -> Card:
    there = channels(piece.channel_ids, seen)  # type: ignore[attr-defined]  # annotated
    return Card(piece, piece.planned_for, stage(piece), there, campaign=campaign_of(piece, seen))
