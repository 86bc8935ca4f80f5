"""Who does what, and from a task to the people who could do it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.advisor.catalogue import BY_KEY, Task
from eigenstimme.handover import actions, candidates, gaps
from eigenstimme.handover.comparison import Typed, compare
from eigenstimme.handover.errors import HandoverError
from eigenstimme.handover.forms import ComparisonForm, HolderForm, TaskForm
from eigenstimme.handover.models import OurTask, TaskHolder
from eigenstimme.handover.overview import overview
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Decision, Subject, decide, require


@signed_in
def who(request: ActorRequest) -> HttpResponse:
    """Every task that matters to us, with its holders; leads see what does not fit."""
    now, may_grant = timezone.now(), _may_grant(request)
    held, ours = gaps.held_tasks(request.actor, now), gaps.our_tasks(request.actor)
    form = TaskForm(request.POST or None, ours=ours)
    if form.is_valid():
        actions.choose_task(form.cleaned_data["task"], actor=request.actor)
        messages.success(request, _("It stands in the list now. Who does it?"))
        return redirect("handover:task", key=form.cleaned_data["task"])
    context = {
        "groups": overview(ours, held),
        "found": gaps.found(held, ours, request.actor, now) if may_grant else None,
        "form": form,
        "may_grant": may_grant,
    }
    return render(request, "handover/who.html", context, status=422 if form.is_bound else 200)


@signed_in
def task(request: ActorRequest, key: str) -> HttpResponse:
    """Who does it, and who could: colleagues first, then outside, then machines."""
    task, now = _task(key), timezone.now()
    require(request.actor, "skill.read", Subject(request.actor.company_id))
    form = HolderForm(request.POST or None, task=task, actor=request.actor)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.name_holder(given["member"], key, given["note"], actor=request.actor)
        except HandoverError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s does it from today.") % {"name": given["member"]})
            return redirect("handover:task", key=key)
    context = {
        "task": task,
        "held": [each for each in gaps.held_tasks(request.actor, now) if each.task.key == key],
        "found": candidates.candidates(task, request.actor, now),
        "is_ours": OurTask.objects.visible_to(request.actor).filter(task=key).exists(),
        "form": form,
        "may_grant": _may_grant(request),
        "may_order": decide(request.actor, "order.place", Subject(request.actor.company_id)),
    }
    return render(request, "handover/task.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def comparison(request: ActorRequest, key: str) -> HttpResponse:
    """Inside against outside. What is typed stands in the address, so that it can be sent to somebody."""
    task = _task(key)
    require(request.actor, "mandate.grant", Subject(request.actor.company_id))
    asked = "hours" in request.GET
    form = ComparisonForm(request.GET if asked else None, actor=request.actor)
    typed = Typed(**form.cleaned_data) if form.is_valid() else Typed()
    context = {
        "task": task,
        "form": form,
        "compared": compare(task, typed, request.actor, timezone.now()),
    }
    return render(request, "handover/comparison.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def drop(request: ActorRequest, key: str) -> HttpResponse:
    ours = get_object_or_404(OurTask.objects.visible_to(request.actor), task=key)
    try:
        actions.drop_task(ours, actor=request.actor)
    except HandoverError as error:
        messages.error(request, str(error))
        return redirect("handover:task", key=key)
    messages.success(request, _("It no longer stands in the list."))
    return redirect("handover:who")


@require_POST
@signed_in
def end(request: ActorRequest, pk: int) -> HttpResponse:
    holders = TaskHolder.objects.visible_to(request.actor).select_related("membership__person")
    holder = get_object_or_404(holders, pk=pk)
    actions.end_holding(holder, actor=request.actor)
    messages.success(request, _("%(name)s no longer does it.") % {"name": holder.membership})
    return redirect("handover:task", key=holder.task)


@require_POST
@signed_in
def leave(request: ActorRequest, mandate_pk: int) -> HttpResponse:
    mandates = Mandate.objects.visible_to(request.actor).select_related("holder__person")
    actions.leave_alone(get_object_or_404(mandates, pk=mandate_pk), actor=request.actor)
    messages.success(request, _("It stays as it is. You are asked again in three months."))
    return redirect("handover:who")


def _task(key: str) -> Task:
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


def _may_grant(request: ActorRequest) -> Decision:
    return decide(request.actor, "mandate.grant", Subject(request.actor.company_id))
