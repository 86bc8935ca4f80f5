"""The filters somebody keeps for a company's plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.calendar import actions
from eigenstimme.calendar.forms import FilterForm
from eigenstimme.calendar.sight import sight
from eigenstimme.core.way_back import way_back
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.views.doors import member, planner


@planner
@require_POST
def keep_filter(request: ActorRequest) -> HttpResponse:
    """Post the filters to keep; none of them is to see everything again."""
    seen = sight(request)
    form = FilterForm(
        request.POST,
        channels=seen.channels.values(),
        topics=seen.topics.values(),
        campaigns=seen.campaigns,
        formats=seen.formats,
        people=seen.people.values(),
        departments=seen.departments,
    )
    actions.keep_filter(member(request), form.chosen)
    if not form.chosen:
        messages.success(request, _("All filters are reset."))
    return redirect(way_back(request, request.POST.get("back", ""), reverse("calendar:month")))
