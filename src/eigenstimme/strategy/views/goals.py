"""Goals: the list with where each stands, one goal, and what is said about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from eigenstimme.audit.queries import story
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.strategy import actions
from eigenstimme.strategy.errors import GoalStale, StrategyError
from eigenstimme.strategy.forms import EndForm, GoalForm, ValueForm
from eigenstimme.strategy.models import Goal
from eigenstimme.strategy.standing import standings

A_PAGE = 8
AT_ONCE = 3
"""So many goals somebody can pursue; with more of them open the list says so."""


@signed_in
@require_safe
def goals(request: ActorRequest) -> HttpResponse:
    """Open ones first, what ends soonest on top; then those that have ended, the latest first."""
    company = Subject(request.actor.company_id)
    require(request.actor, "figures.read", company)
    mine = Goal.objects.visible_to(request.actor)
    shown = mine.select_related("owner__person").order_by(
        F("ended_at").desc(nulls_first=True), "ends_on", "pk"
    )
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    rows = standings(list(page), timezone.localdate())
    context = {
        "page": page,
        "open": [each for each in rows if not each.goal.ended_at],
        "ended": [each for each in rows if each.goal.ended_at],
        "too_many": mine.open().count() > AT_ONCE,
        "may_write": decide(request.actor, "strategy.write", company),
    }
    return render(request, "strategy/goals.html", context)


@signed_in
@require_safe
def goal_page(request: ActorRequest, pk: int) -> HttpResponse:
    goal = _fetch(request, pk)
    today = timezone.localdate()
    context = {
        "goal": goal,
        "standing": standings([goal], today)[0],
        "values": reversed(goal.values.all()) if goal.by_hand else [],
        "over": not goal.ended_at and goal.ends_on < today,
        "begun": goal.starts_on <= today,
        "may_write": decide(request.actor, "strategy.write", goal.subject()),
        "may_record": decide(request.actor, "goal.record", goal.subject()),
        "story": story(goal),
    }
    return render(request, "strategy/goal.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    require(request.actor, "strategy.write", Subject(request.actor.company_id))
    form = GoalForm(_sent(request), actor=request.actor)
    if form.is_valid():
        try:
            goal = actions.set_goal(form.draft(), form_key=form.cleaned_data["form_key"], actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The goal is set."))
            return redirect(goal)
    context = {"form": form, "goal": None}
    return render(request, "strategy/goal_form.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, pk: int) -> HttpResponse:
    goal = _fetch(request, pk)
    require(request.actor, "strategy.write", goal.subject())
    form = GoalForm(_sent(request), actor=request.actor, goal=goal)
    if form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            actions.change_goal(goal, form.draft(), revision=revision, actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
            if isinstance(error, GoalStale):
                form.accept_revision(_fetch(request, pk).revision)
        else:
            messages.success(request, _("Saved."))
            return redirect(goal)
    context = {"form": form, "goal": goal}
    return render(request, "strategy/goal_form.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def measure(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down where it stands."""
    goal = _fetch(request, pk)
    require(request.actor, "goal.record", goal.subject())
    form = ValueForm(_sent(request), goal=goal)
    if form.is_valid():
        try:
            actions.record_value(goal, **form.cleaned_data, actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Written down."))
            return redirect(goal)
    context = {"form": form, "goal": goal}
    return render(request, "strategy/goal_value.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, pk: int) -> HttpResponse:
    goal = _fetch(request, pk)
    require(request.actor, "goal.record", goal.subject())
    form = EndForm(_sent(request))
    if form.is_valid():
        actions.end_goal(goal, **form.cleaned_data, actor=request.actor)
        messages.success(request, _("The goal is ended. Thank you for the words."))
        return redirect(goal)
    standing = standings([goal], timezone.localdate())[0]
    context = {"form": form, "goal": goal, "standing": standing}
    return render(request, "strategy/goal_end.html", context, status=422 if form.is_bound else 200)


# --- helpers --------------------------------------------------------------------------------------------------


def _fetch(request: ActorRequest, pk: int) -> Goal:
    """A goal the reader may see; for everyone else there is none."""
    mine = Goal.objects.visible_to(request.actor).select_related("owner__person", "ended_by__person")
    return get_object_or_404(mine.prefetch_related("values__recorded_by__person"), pk=pk)


def _sent(request: ActorRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
