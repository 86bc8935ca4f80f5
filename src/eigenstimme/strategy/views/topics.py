"""Topics: everyone reads them, leads decide on them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.strategy import actions
from eigenstimme.strategy.errors import StrategyError
from eigenstimme.strategy.forms import TopicForm
from eigenstimme.strategy.models import Department, Topic
from eigenstimme.strategy.queries import muted_topics, topics_of_my_departments, with_people


@require_GET
@signed_in
def topics(request: ActorRequest) -> HttpResponse:
    shown = Topic.objects.visible_to(request.actor).in_use().select_related("expert__person")
    context = {
        "topics": shown.prefetch_related(Prefetch("departments", Department.objects.in_use())),
        "muted": muted_topics(request.actor),
        "mine": topics_of_my_departments(request.actor),
        "departments": with_people(Department.objects.visible_to(request.actor).in_use()),
        "may_manage": decide(request.actor, "topic.manage", Subject(request.actor.company_id)),
    }
    return render(request, "strategy/topics.html", context)


@signed_in
def add_topic(request: ActorRequest) -> HttpResponse:
    require(request.actor, "topic.manage", Subject(request.actor.company_id))
    form = TopicForm(request.POST or None, company_id=request.actor.company_id)
    if form.is_valid():
        try:
            actions.add_topic(form.draft(), actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The topic is there."))
            return redirect("strategy:topics")
    context = {"form": form, "topic": None}
    return render(request, "strategy/topic.html", context, status=422 if form.is_bound else 200)


@signed_in
def topic(request: ActorRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.visible_to(request.actor).in_use(), pk=pk)
    require(request.actor, "topic.manage", Subject(topic.company_id))
    typed = Topic.objects.get(pk=pk)  # the form writes on its instance before anything is decided
    form = TopicForm(request.POST or None, instance=typed, company_id=topic.company_id)
    if form.is_valid():
        try:
            actions.change_topic(topic, form.draft(), actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("strategy:topics")
    context = {"form": form, "topic": topic}
    return render(request, "strategy/topic.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def retire_topic(request: ActorRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.visible_to(request.actor), pk=pk)
    try:
        actions.retire_topic(topic, actor=request.actor)
    except StrategyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The topic “%(name)s” is retired.") % {"name": topic})
    return redirect("strategy:topics")
