"""Departments: leads decide on them, and their people whether they want to hear of a topic."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.core.way_back import way_back
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require
from eigenstimme.strategy import actions
from eigenstimme.strategy.errors import StrategyError
from eigenstimme.strategy.forms import DepartmentForm
from eigenstimme.strategy.models import Department
from eigenstimme.strategy.queries import topics_of_my_departments


@require_POST
@signed_in
def mute(request: ActorRequest, pk: int) -> HttpResponse:
    """Whether to hear of each post about a topic of one's own department."""
    topic = get_object_or_404(topics_of_my_departments(request.actor), pk=pk)
    muted = "muted" in request.POST
    actions.mute_topic(get_object_or_404(Membership, pk=request.actor.membership_id), topic, muted=muted)
    said = (
        _("You hear no more of posts about “%(name)s”.")
        if muted
        else _("You hear of posts about “%(name)s”.")
    )
    messages.success(request, said % {"name": topic})
    return redirect(way_back(request, request.POST.get("back", ""), reverse("strategy:topics")))


@signed_in
def add_department(request: ActorRequest) -> HttpResponse:
    require(request.actor, "topic.manage", Subject(request.actor.company_id))
    form = DepartmentForm(request.POST or None, company_id=request.actor.company_id)
    if form.is_valid():
        try:
            actions.add_department(form.draft(), actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The department is there."))
            return redirect("strategy:topics")
    context = {"form": form, "department": None}
    return render(request, "strategy/department.html", context, status=422 if form.is_bound else 200)


@signed_in
def department(request: ActorRequest, pk: int) -> HttpResponse:
    department = get_object_or_404(Department.objects.visible_to(request.actor).in_use(), pk=pk)
    require(request.actor, "topic.manage", Subject(department.company_id))
    typed = Department.objects.get(pk=pk)  # the form writes on its instance before anything is decided
    form = DepartmentForm(request.POST or None, instance=typed, company_id=department.company_id)
    if form.is_valid():
        try:
            actions.change_department(department, form.draft(), actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("strategy:topics")
    context = {"form": form, "department": department}
    return render(request, "strategy/department.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def retire_department(request: ActorRequest, pk: int) -> HttpResponse:
    department = get_object_or_404(Department.objects.visible_to(request.actor), pk=pk)
    try:
        actions.retire_department(department, actor=request.actor)
    except StrategyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The department “%(name)s” is retired.") % {"name": department})
    return redirect("strategy:topics")
