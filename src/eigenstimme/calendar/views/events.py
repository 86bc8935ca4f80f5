"""Events of the company's own: an open day, a fair, holidays of the firm."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.calendar import actions
from eigenstimme.calendar.forms import EventForm
from eigenstimme.calendar.models import Event
from eigenstimme.calendar.period import asked_day
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.plan.views.doors import planner

A_PAGE = 30


@planner
@require_safe
def events(request: ActorRequest) -> HttpResponse:
    """What lies ahead; what is over stands in the months gone by."""
    ahead = Event.objects.visible_to(request.actor).filter(ends_on__gte=timezone.localdate())
    context = {
        "page": Paginator(ahead, A_PAGE).get_page(request.GET.get("page")),
        "may_draft": decide(request.actor, "piece.draft", Subject(request.actor.company_id)),
    }
    return render(request, "calendar/events.html", context)


@planner
@require_http_methods(["GET", "POST"])
def add_event(request: ActorRequest) -> HttpResponse:
    require(request.actor, "piece.draft", Subject(request.actor.company_id))
    if request.method == "GET":
        first = asked_day(request.GET.get("date", ""))
        return _page(request, EventForm(initial={"starts_on": first}))
    form = EventForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    event = actions.add_event(form.happening(), actor=request.actor)
    messages.success(request, _("“%(title)s” stands in the calendar.") % {"title": event.title})
    return redirect("calendar:events")


@planner
@require_http_methods(["GET", "POST"])
def change_event(request: ActorRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.actor), pk=pk)
    require(request.actor, "piece.draft", event.subject())
    if request.method == "GET":
        return _page(request, EventForm(instance=event), event=event)
    form = EventForm(request.POST, instance=event)
    if not form.is_valid():
        return _page(request, form, event=event, status=422)
    actions.change_event(event, form.happening(), actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect("calendar:events")


@planner
@require_POST
def remove_event(request: ActorRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.actor), pk=pk)
    actions.remove_event(event, actor=request.actor)
    messages.success(request, _("“%(title)s” was taken out of the calendar.") % {"title": event.title})
    return redirect("calendar:events")


def _page(
    request: ActorRequest, form: EventForm, *, event: Event | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "calendar/event.html", {"form": form, "event": event}, status=status)
