"""Repeating a piece, and what can be done with those that follow in its series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from eigenstimme.core import public_holidays
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied
from eigenstimme.plan import actions
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.forms.series import A_DAY, SeriesForm
from eigenstimme.plan.models import Piece
from eigenstimme.plan.series import MONTHS, MOST, following
from eigenstimme.plan.views.doors import member, planner
from eigenstimme.plan.views.pieces import fetch, show_piece


@dataclass(frozen=True)
class Shown:
    """A moment of the series to be; ``holiday`` is empty on other days."""

    at: datetime
    holiday: str


@planner
@require_http_methods(["GET", "POST"])
def repeat(request: ActorRequest, pk: int) -> HttpResponse:
    """The posts are made once their times have been looked at: the button to do so comes with the list."""
    piece = _to_change(request, pk)
    if piece.series_id or piece.planned_for is None or piece.dropped_at:
        return redirect(piece)
    form = SeriesForm(request.POST or None, piece=piece)
    if form.is_valid() and request.POST.get("seen") == form.seen:
        key: UUID | None = form.cleaned_data["form_key"]
        try:
            actions.repeat_piece(piece, form.rhythm(), form_key=key, actor=request.actor)
        except (PlanError, Denied) as error:
            form.add_error(None, str(error))
        else:
            made = ngettext("%(count)s post is there.", "%(count)s posts are there.", len(form.moments))
            messages.success(request, made % {"count": len(form.moments)})
            return redirect(piece)
    return _shown(request, piece, form)


@planner
@require_http_methods(["GET", "POST"])
def words(request: ActorRequest, pk: int) -> HttpResponse:
    """Carry the words of a piece on to those that follow; asked before."""
    piece = _to_change(request, pk)
    if request.method != "POST":
        return render(request, "plan/series_words.html", {"piece": piece, "later": following(piece)})
    try:
        count = actions.carry_on(piece, actor=request.actor)
    except PlanError as error:
        return show_piece(request, piece, error=error, status=422)
    said = ngettext("%(count)s post was changed.", "%(count)s posts were changed.", count)
    messages.success(request, said % {"count": count})
    return redirect(piece)


@planner
@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, pk: int) -> HttpResponse:
    """Take out what follows; asked before."""
    piece = _to_change(request, pk)
    if request.method != "POST":
        return render(request, "plan/series_end.html", {"piece": piece, "later": following(piece)})
    try:
        count = actions.end_series(piece, actor=request.actor)
    except PlanError as error:
        return show_piece(request, piece, error=error, status=422)
    said = ngettext(
        "%(count)s post was taken out of the plan.", "%(count)s posts were taken out of the plan.", count
    )
    messages.success(request, said % {"count": count})
    return redirect(piece)


def _to_change(request: ActorRequest, pk: int) -> Piece:
    piece = fetch(request, pk)
    may_edit = actions.may_edit(piece, request.actor)
    if not may_edit:
        raise Denied(may_edit)
    return piece


def _shown(request: ActorRequest, piece: Piece, form: SeriesForm) -> HttpResponse:
    context = {
        "piece": piece,
        "form": form,
        "shown": _with_holidays(form, request),
        "most": MOST,
        "months": MONTHS,
    }
    if request.headers.get("HX-Request"):
        return render(request, "plan/_series_dates.html", context)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plan/repeat.html", context, status=status)


def _with_holidays(form: SeriesForm, request: ActorRequest) -> list[Shown]:
    if not form.moments:
        return []
    days = [timezone.localdate(at) for at in form.moments]
    region = member(request).company.region
    free = public_holidays.between(days[0], days[-1] + A_DAY, region=region, language=get_language() or "en")
    return [Shown(at, free.get(day, "")) for at, day in zip(form.moments, days, strict=True)]
