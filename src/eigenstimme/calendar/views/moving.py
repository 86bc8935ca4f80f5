"""Giving a piece another time: dragged, by keyboard, or with the form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eigenstimme.calendar.forms import MoveForm
from eigenstimme.core.way_back import way_back
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied
from eigenstimme.plan import actions, queries
from eigenstimme.plan.actions import Moved
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.models import Piece
from eigenstimme.plan.stage import Group, stage
from eigenstimme.plan.times import exists_twice
from eigenstimme.plan.views.doors import planner


@planner
@require_http_methods(["GET", "POST"])
def move(request: ActorRequest) -> HttpResponse:
    """The form asks for a time. Post it; or, to undo, post to the address that has everything in it.

    What is dragged is answered in the calendar, also when it could not be done: htmx takes it from there.
    """
    given = request.POST if "piece" in request.POST else request.GET
    piece = _fetched(request, given.get("piece", ""))
    if request.method == "GET":
        return _page(
            request, piece, MoveForm(initial=_standing(piece, given.get("at", ""), given.get("back", "")))
        )
    form = MoveForm(given)
    if not form.is_valid():
        return _refused(request, piece, form, _first_error(form))
    try:
        moved = _moved(piece, form, request)
    except Denied as denied:
        if not request.headers.get("HX-Request"):
            raise
        return _refused(request, piece, form, f"{denied.decision.reason} {denied.decision.instead}".strip())
    except PlanError as error:
        form.add_error(None, str(error))
        return _refused(request, piece, form, str(error))
    _say(request, moved, form.cleaned_data, undone=given is request.GET)
    return redirect(_back(request, form))


def _fetched(request: ActorRequest, pk: str) -> Piece:
    if not pk.isdecimal():
        raise Http404
    return get_object_or_404(queries.for_its_page(Piece.objects.visible_to(request.actor)), pk=pk)


def _standing(piece: Piece, at: str, back: str) -> dict[str, Any]:
    """Where it stands now: at the time in the address, else at its own."""
    now = at if at or piece.planned_for is None else timezone.localtime(piece.planned_for).isoformat()
    shown = datetime.fromisoformat(now) if now else None
    return {"to": shown, "at": now, "revision": piece.revision, "back": back}


def _moved(piece: Piece, form: MoveForm, request: ActorRequest) -> Moved:
    asked = form.cleaned_data
    return actions.move_piece(
        piece, at=asked["at"], to=asked["to"], revision=asked["revision"], actor=request.actor
    )


def _page(request: ActorRequest, piece: Piece, form: MoveForm, status: int = 200) -> HttpResponse:
    now = stage(piece)
    context = {
        "piece": piece,
        "form": form,
        "stage": now,
        "may_edit": actions.may_edit(piece, request.actor),
        "opens": now.group in (Group.ASKED, Group.PLANNED),
        "back": _back(request, form),
    }
    return render(request, "calendar/move.html", context, status=status)


def _refused(request: ActorRequest, piece: Piece, form: MoveForm, why: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return _page(request, piece, form, status=422)
    messages.error(request, why)
    return redirect(_back(request, form))


def _first_error(form: MoveForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


def _back(request: ActorRequest, form: MoveForm) -> str:
    target = form["back"].value() or ""
    return way_back(request, str(target), reverse("calendar:month"))


def _say(request: ActorRequest, moved: Moved, asked: dict[str, Any], *, undone: bool) -> None:
    """Where it stands now, what that means, and the way back as long as there is one."""
    at, to = asked["at"], asked["to"]
    words = [_("Moved to %(time)s.") % {"time": _in_words(to)} if to else _("It has no time any more.")]
    if moved.opened:
        words.append(_("It needs an approval again."))
    if to and exists_twice(timezone.localtime(to)):
        words.append(_("In that night the clocks go back and this time comes twice. The first one is meant."))
    can_undo = not undone and (at is None or at > timezone.now())
    tags = f"undo:{_undo_address(moved.piece, at, to, asked['back'])}" if can_undo else ""
    messages.success(request, " ".join(words), extra_tags=tags)


def _undo_address(piece: Piece, at: datetime | None, to: datetime | None, back: str) -> str:
    there_and_back: dict[str, str | int] = {
        "piece": piece.pk,
        "at": to.isoformat() if to else "",
        "to": at.isoformat() if at else "",
        "revision": piece.revision,
        "back": back,
    }
    return f"{reverse('calendar:move')}?{urlencode(there_and_back)}"


def _in_words(at: datetime) -> str:
    local = timezone.localtime(at)
    # Translators: format of Django's date filter: weekday, day and clock, after "Moved to".
    return date_format(local, _("l, j F, H:i"))
