"""Formats that come back: their rhythm, the slots ahead with their gaps, and how the posts are spread over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.plan import actions, slots
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.format_mix import mix
from eigenstimme.plan.forms.formats import FormatForm
from eigenstimme.plan.models import Approval, Format, Piece
from eigenstimme.plan.queries import with_states
from eigenstimme.plan.rhythm_words import in_words
from eigenstimme.plan.stage import Stage, stage
from eigenstimme.plan.views.doors import member, planner

SLOTS_SHOWN = 8
MIX_OF_DAYS = 90


@dataclass(frozen=True)
class ShownSlot:
    """A slot ahead. It can be taken without a ``piece``: by one the reader may not see."""

    at: datetime
    is_gap: bool
    piece: Piece | None = None
    stage: Stage | None = None


@dataclass(frozen=True)
class Row:
    format: Format
    rhythm: str
    slots: list[ShownSlot]

    @property
    def gaps(self) -> int:
        return sum(slot.is_gap for slot in self.slots)


@planner
@require_safe
def formats(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    shown = Format.objects.visible_to(actor).in_use().select_related("topic").prefetch_related("channels")
    context = {
        "rows": _rows(request, shown),
        "mix": mix(actor, timezone.now() - timedelta(days=MIX_OF_DAYS)),
        "mix_of_days": MIX_OF_DAYS,
        "may_manage": decide(actor, "topic.manage", Subject(actor.company_id)),
        "may_draft": decide(actor, "piece.draft", Subject(actor.company_id)),
    }
    return render(request, "plan/formats.html", context)


@planner
@require_http_methods(["GET", "POST"])
def new_format(request: ActorRequest) -> HttpResponse:
    require(request.actor, "topic.manage", Subject(request.actor.company_id))
    form = FormatForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        key: UUID | None = form.cleaned_data["form_key"]
        try:
            actions.add_format(form.draft(), form_key=key, actor=request.actor)
        except PlanError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The format is there. Its slots stand in the calendar."))
            return redirect("plan:formats")
    return render(request, "plan/format.html", {"form": form}, status=422 if form.is_bound else 200)


@planner
@require_http_methods(["GET", "POST"])
def format(request: ActorRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Format.objects.visible_to(request.actor).in_use(), pk=pk)
    require(request.actor, "topic.manage", shown.subject())
    form = FormatForm(request.POST or None, format=shown, actor=request.actor)
    if form.is_valid():
        try:
            actions.change_format(shown, form.draft(), actor=request.actor)
        except PlanError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("plan:formats")
    context = {"form": form, "format": shown}
    return render(request, "plan/format.html", context, status=422 if form.is_bound else 200)


@planner
@require_POST
def retire_format(request: ActorRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Format.objects.visible_to(request.actor), pk=pk)
    try:
        actions.retire_format(shown, actor=request.actor)
    except PlanError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The format “%(name)s” is retired.") % {"name": shown})
    return redirect("plan:formats")


def _rows(request: ActorRequest, shown: Iterable[Format]) -> list[Row]:
    """A fixed number of queries, however many formats there are."""
    every = list(shown)
    found = slots.upcoming(every, timezone.now(), SLOTS_SHOWN, member(request).company.zone)
    pieces = _pieces(request, {pk for slot in found for pk in slot.piece_ids})
    by_format = {
        pk: [_shown(slot, pieces) for slot in theirs]
        for pk, theirs in groupby(found, key=lambda slot: slot.format.pk)
    }
    return [Row(each, in_words(each.rhythm), by_format.get(each.pk, [])) for each in every]


def _shown(slot: slots.Slot, pieces: dict[int, Piece]) -> ShownSlot:
    piece = next((pieces[pk] for pk in slot.piece_ids if pk in pieces), None)
    return ShownSlot(slot.at, slot.is_gap, piece, stage(piece) if piece else None)


def _pieces(request: ActorRequest, ids: set[int]) -> dict[int, Piece]:
    """With all that ``stage`` asks, of those the reader may see."""
    mine = with_states(Piece.objects.visible_to(request.actor).filter(pk__in=ids))
    asked = Approval.objects.select_related("approver__person", "deputy__person")
    people = mine.select_related("topic", "author__person", "responsible__person")
    return {piece.pk: piece for piece in people.prefetch_related(Prefetch("approvals", asked))}
