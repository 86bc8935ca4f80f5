"""The company's history, for whoever may read it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from eigenstimme.audit.forms import HistoryFilter
from eigenstimme.audit.queries import found, lines
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, require

PER_PAGE = 50


@require_GET
@signed_in
def history(request: ActorRequest) -> HttpResponse:
    require(request.actor, "history.read", Subject(request.actor.company_id))
    form = HistoryFilter(request.GET, actor=request.actor)
    wanted = form.wanted()
    page = Paginator(found(wanted, request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "active": wanted.count(), "page": page, "lines": lines(page.object_list)}
    return render(request, "audit/history.html", context)
