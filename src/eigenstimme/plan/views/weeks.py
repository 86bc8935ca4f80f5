"""Approving a week of posts on one screen, and where approvals take long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied
from eigenstimme.plan import actions, lead_times, queries
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.models import Approval, Piece
from eigenstimme.plan.models.approval import ApprovalQuerySet
from eigenstimme.plan.views.doors import member, planner

A_WEEK = timedelta(days=7)
MOST = 40  # posts on one screen; whoever has more in a week does them in two goes
SPANS = (30, 90, 365)  # days


@dataclass(frozen=True)
class Waiting:
    """One request in the week, with what would go out."""

    approval: Approval
    piece: Piece
    at: datetime | None


@planner
@require_safe
def week(request: ActorRequest) -> HttpResponse:
    approvals = Approval.objects.visible_to(request.actor).waiting_for(request.actor)
    monday = _asked_monday(request) or _first_monday(approvals)
    start = timezone.make_aware(datetime.combine(monday, time()))
    planned = approvals.filter(piece__planned_for__gte=start, piece__planned_for__lt=start + A_WEEK)
    shown = (
        planned
        if monday > _monday(timezone.localdate())
        else planned | approvals.filter(piece__planned_for=None)
    )
    context = {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - A_WEEK,
        "after": monday + A_WEEK,
        "waiting": _waiting(shown.select_related("requested_by__person")),
        "others": approvals.count(),
    }
    return render(request, "plan/approvals_week.html", context)


@planner
@require_POST
def approve_several(request: ActorRequest) -> HttpResponse:
    """Each on its own: one that can no longer be approved does not keep the others back."""
    chosen = [int(pk) for pk in request.POST.getlist("approval") if pk.isdecimal()]
    found = Approval.objects.visible_to(request.actor).filter(pk__in=chosen).select_related("piece")
    done = sum(_approved(approval, request) for approval in found)
    if done:
        messages.success(
            request, ngettext("%(count)s post approved.", "%(count)s posts approved.", done) % {"count": done}
        )
    elif not chosen:
        messages.warning(request, _("Nothing was chosen. Tick the posts that may go out."))
    monday = parse_date(request.POST.get("week", "")) or _monday(timezone.localdate())
    return redirect(f"{reverse('plan:approvals_week')}?week={monday.isoformat()}")


@planner
@require_safe
def figures(request: ActorRequest) -> HttpResponse:
    company, now = member(request).company, timezone.now()
    span = next((days for days in SPANS if str(days) == request.GET.get("days")), SPANS[1])
    found = lead_times.rounds(request.actor, now - timedelta(days=span))
    context = {
        "span": span,
        "spans": SPANS,
        "report": lead_times.report(found, company),
        "stuck": lead_times.stuck(request.actor, company, now),
    }
    return render(request, "plan/lead_times.html", context)


# --- helpers --------------------------------------------------------------------------------------------------


def _approved(approval: Approval, request: ActorRequest) -> bool:
    try:
        actions.approve(approval, actor=request.actor)
    except (PlanError, Denied) as error:
        messages.warning(request, f"{approval.piece}: {error}")
        return False
    return True


def _waiting(approvals: ApprovalQuerySet) -> list[Waiting]:
    """In the order in which they go out; what has no time goes out first."""
    chosen = list(approvals[:MOST])
    wanted = Piece.objects.filter(pk__in=[each.piece_id for each in chosen])
    pieces = {piece.pk: piece for piece in queries.for_reading(wanted)}
    found = [Waiting(each, pieces[each.piece_id], pieces[each.piece_id].planned_for) for each in chosen]
    return sorted(found, key=lambda each: (each.at is not None, each.at or each.approval.deadline))


def _asked_monday(request: ActorRequest) -> date | None:
    try:
        asked = parse_date(request.GET.get("week", ""))
    except ValueError:
        return None
    return _monday(asked) if asked else None


def _first_monday(approvals: ApprovalQuerySet) -> date:
    """The week of the first post that waits, else this one."""
    times = approvals.filter(piece__planned_for__gte=timezone.now()).order_by("piece__planned_for")
    first = times.values_list("piece__planned_for", flat=True).first()
    return _monday(timezone.localdate(first))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
