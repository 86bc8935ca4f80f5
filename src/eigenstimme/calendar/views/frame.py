"""What the views of the calendar have in common: the day, the filters, the way from one view to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.calendar.notes import Notes, notes
from eigenstimme.calendar.period import Period
from eigenstimme.calendar.queries import Spot, spots_without_time
from eigenstimme.calendar.sight import Sight
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.models import Idea
from eigenstimme.plan.views.doors import member

TRAY_SHOWS = 6
MORNING = time(10)
AN_HOUR = timedelta(hours=1)
VIEWS: dict[str, str | Promise] = {
    "month": _("Month"),
    "week": _("Week"),
    "day": _("Day"),
    "list": _("List"),
    "board": _("Board"),
}


@dataclass(frozen=True)
class Tab:
    """A view of the same day and the same filters."""

    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True)
class Tray:
    """What has no time yet, beside the calendar."""

    ideas: list[Idea]
    spots: list[Spot]

    @property
    def count(self) -> int:
        return len(self.ideas) + len(self.spots)


def page(
    request: ActorRequest, name: str, sight: Sight, asked: date, context: dict[str, Any]
) -> HttpResponse:
    """The view ``name`` in the frame that all of them share."""
    shared = {
        "view": f"calendar:{name}",
        "sight": sight,
        "asked": asked,
        "today": timezone.localdate(),
        "now": timezone.localtime(),
        "tabs": [Tab(label, address(view, asked, sight), view == name) for view, label in VIEWS.items()],
        "here": address(name, asked, sight),
    }
    return render(request, f"calendar/{name}.html", shared | context)


def address(view: str, day: date, sight: Sight) -> str:
    return f"{reverse(f'calendar:{view}')}?date={day.isoformat()}{sight.query}"


def tray(request: ActorRequest, sight: Sight) -> Tray:
    """Two queries; ideas first, for they are older than any plan."""
    ideas = Idea.objects.visible_to(request.actor).open().only("text", "caught_at")
    return Tray(list(ideas[:TRAY_SHOWS]), spots_without_time(sight.pieces, TRAY_SHOWS))


def notes_of(request: ActorRequest, period: Period) -> Notes:
    return notes(request.actor, member(request).company.region, period.days)


def good_time(day: date) -> datetime | None:
    """When something new could go out on this day: in the morning, or with the next hour; None when it is over."""
    now = timezone.localtime()
    morning = timezone.make_aware(datetime.combine(day, MORNING))
    if morning > now:
        return morning
    next_hour = (now + AN_HOUR).replace(minute=0, second=0, microsecond=0)
    return next_hour if next_hour.date() == day else None
