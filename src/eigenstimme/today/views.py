"""Home: what needs this person now, as a list that ends; then what the day brings."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.people import notices
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Notice
from eigenstimme.plan.views.doors import member
from eigenstimme.today import queries


@require_GET
@signed_in
def today(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "day": queries.day(request.actor, now),
        "voice": queries.voice(request.actor, member(request).company, now),
    }
    return render(request, "today/today.html", context)


@require_POST
@signed_in
def notice_done(request: ActorRequest, pk: int) -> HttpResponse:
    notices.mark_done(get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk))
    return redirect("today:today")
