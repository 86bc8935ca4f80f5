"""The plan as a month and as a list."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eigenstimme.calendar import queries
from eigenstimme.calendar.forms import FilterForm
from eigenstimme.channels.models import Channel
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.models import Piece
from eigenstimme.plan.queries import for_lists, in_group
from eigenstimme.plan.stage import Stage, stage
from eigenstimme.plan.views.doors import planner

A_DAY_SHOWS = 3
WITHOUT_TIME_SHOWS = 8
A_PAGE = 30


@dataclass(frozen=True)
class Card:
    """A piece at one time, on the channels it has at that time."""

    piece: Piece
    at: datetime | None
    stage: Stage
    channels: list[Channel]

    @property
    def networks(self) -> dict[str, str]:
        """The icon of each network with its channels' names: where space is short, one icon stands for several."""
        names: defaultdict[str, list[str]] = defaultdict(list)
        for channel in self.channels:
            names[channel.icon].append(channel.name)
        return {icon: ", ".join(of_it) for icon, of_it in names.items()}


@dataclass(frozen=True)
class Day:
    """A cell of ``ui/month.html``. ``items`` are cards; a number at the end says how many more there are."""

    date: date
    inside: bool
    today: bool
    items: list[Card | int] = field(default_factory=list)


@planner
@require_safe
def month(request: ActorRequest) -> HttpResponse:
    first = _asked_month(request.GET.get("month", ""))
    pieces = Piece.objects.visible_to(request.actor).filter(dropped_at=None)
    context = {
        "first": first,
        "previous": (first - timedelta(days=1)).replace(day=1),
        "next": first + timedelta(days=calendar.monthrange(first.year, first.month)[1]),
        "this_month": timezone.localdate().replace(day=1),
        "weeks": _weeks(pieces, first),
        "without_time": _cards_without_time(pieces),
    }
    return render(request, "calendar/month.html", context)


@planner
@require_safe
def listing(request: ActorRequest) -> HttpResponse:
    form = FilterForm(request.GET, actor=request.actor)
    pieces = _filtered(Piece.objects.visible_to(request.actor), form)
    newest_first = for_lists(pieces).order_by("-planned_for", "-pk")
    page = Paginator(newest_first, A_PAGE).get_page(request.GET.get("page"))
    cards = [Card(piece, piece.planned_for, stage(piece), _channels(piece)) for piece in page]
    active = sum(1 for name in form.fields if form[name].value())
    return render(
        request, "calendar/list.html", {"form": form, "page": page, "cards": cards, "active": active}
    )


# --- the month ------------------------------------------------------------------------------------------------


def _asked_month(text: str) -> date:
    """The first day of the month in the address, like "2026-11"; this month when it is none."""
    try:
        return datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return timezone.localdate().replace(day=1)


def _weeks(pieces: QuerySet[Piece], first: date) -> list[list[Day]]:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    placed = _placed(pieces, first, first + timedelta(days=calendar.monthrange(first.year, first.month)[1]))
    today = timezone.localdate()
    return [[Day(day, day.month == first.month, day == today, placed[day]) for day in week] for week in weeks]


def _placed(pieces: QuerySet[Piece], start: date, end: date) -> defaultdict[date, list[Card | int]]:
    """The first cards of each day, and how many there are beside them; only what is shown is fetched."""
    rows = queries.times(pieces, _midnight(start), _midnight(end))
    together: dict[tuple[datetime, int], list[int]] = defaultdict(list)
    for at, piece_id, channel_id in rows:
        together[(at, piece_id)].append(channel_id or 0)
    days: dict[date, list[tuple[datetime, int]]] = defaultdict(list)
    for at, piece_id in together:
        days[timezone.localdate(at)].append((at, piece_id))
    shown = {piece_id for spots in days.values() for _, piece_id in spots[:A_DAY_SHOWS]}
    fetched = {piece.pk: piece for piece in for_lists(Piece.objects.filter(pk__in=shown))}
    placed: defaultdict[date, list[Card | int]] = defaultdict(list)
    for day, spots in days.items():
        placed[day] = [_card(fetched[pk], at, together[(at, pk)]) for at, pk in spots[:A_DAY_SHOWS]]
        if len(spots) > A_DAY_SHOWS:
            placed[day].append(len(spots) - A_DAY_SHOWS)
    return placed


def _card(piece: Piece, at: datetime, channel_ids: list[int]) -> Card:
    return Card(
        piece, at, stage(piece), [channel for channel in _channels(piece) if channel.pk in channel_ids]
    )


def _cards_without_time(pieces: QuerySet[Piece]) -> list[Card]:
    found = for_lists(queries.without_time(pieces)).order_by("-pk")[:WITHOUT_TIME_SHOWS]
    return [Card(piece, None, stage(piece), _channels(piece)) for piece in found]


def _channels(piece: Piece) -> list[Channel]:
    return [variant.channel for variant in piece.variants.all()]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# --- the list -------------------------------------------------------------------------------------------------


def _filtered(pieces: QuerySet[Piece], form: FilterForm) -> QuerySet[Piece]:
    """What was dropped is shown only to whoever asks for it. A filter that makes no sense finds nothing."""
    if not form.is_valid():
        return pieces.none()
    wanted = form.cleaned_data
    if channel := wanted["channel"]:
        pieces = pieces.filter(pk__in=Piece.objects.filter(variants__channel=channel).values("pk"))
    if topic := wanted["topic"]:
        pieces = pieces.filter(topic=topic)
    if person := wanted["person"]:
        pieces = pieces.filter(Q(author=person) | Q(responsible=person))
    if day := wanted["day"]:
        rows = queries.times(pieces, _midnight(day), _midnight(day + timedelta(days=1)))
        pieces = pieces.filter(pk__in={piece_id for _, piece_id, _ in rows})
    return pieces.filter(in_group(wanted["group"]) if wanted["group"] else Q(dropped_at=None))
