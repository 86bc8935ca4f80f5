"""The page that hands the plan out as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from eigenstimme.calendar.period import asked_day, month_of
from eigenstimme.calendar.sight import Sight, sight
from eigenstimme.exchange import actions
from eigenstimme.exchange.forms import ExportForm
from eigenstimme.exchange.sending import File, Form, What
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, require
from eigenstimme.plan.views.doors import planner


@planner
@require_http_methods(["GET", "POST"])
def export(request: ActorRequest) -> HttpResponse:
    """The form proposes the month somebody comes from; what the file holds goes through the filters of the plan."""
    require(request.actor, "plan.read", Subject(request.actor.company_id))
    seen = sight(request)
    if request.method == "GET":
        month = month_of(asked_day(request.GET.get("date", "")))
        proposed = {"what": What.PLAN, "form": Form.XLSX, "first": month.first, "last": month.last}
        return _page(request, ExportForm(initial=proposed), seen)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, form, seen, status=422)
    return _download(actions.export_plan(form.wish(), seen, actor=request.actor))


def _page(request: ActorRequest, form: ExportForm, seen: Sight, status: int = 200) -> HttpResponse:
    return render(request, "exchange/export.html", {"form": form, "sight": seen}, status=status)


def _download(file: File) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
