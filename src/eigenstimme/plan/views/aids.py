"""Writing aids: snippets and sets of hashtags, the menu that puts them in, and the rules for links."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied, Subject, decide
from eigenstimme.plan import actions
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.forms.aids import LinkRulesForm, SnippetForm
from eigenstimme.plan.models import LinkRules, Snippet
from eigenstimme.plan.models.writing_aids import SnippetQuerySet
from eigenstimme.plan.views.doors import member, planner


@planner
@require_safe
def aids(request: ActorRequest) -> HttpResponse:
    _require_to_draft(request)
    context = {
        "snippets": _mine(request),
        "rules": LinkRules.objects.filter(company_id=request.actor.company_id).first(),
        "may_manage": decide(request.actor, "company.manage", Subject(request.actor.company_id)),
    }
    return render(request, "plan/aids.html", context)


@planner
@require_safe
def menu(request: ActorRequest) -> HttpResponse:
    """What can be put in while writing; fetched when the menu is opened."""
    _require_to_draft(request)
    return render(request, "plan/_snippets.html", {"snippets": _mine(request)})


@planner
@require_http_methods(["GET", "POST"])
def new_snippet(request: ActorRequest) -> HttpResponse:
    _require_to_draft(request)
    form = SnippetForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        try:
            actions.add_snippet(form.draft(), actor=request.actor)
        except PlanError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("plan:aids")
    return render(request, "plan/snippet.html", {"form": form}, status=422 if form.is_bound else 200)


@planner
@require_http_methods(["GET", "POST"])
def snippet(request: ActorRequest, pk: int) -> HttpResponse:
    snippet = get_object_or_404(_mine(request), pk=pk)
    form = SnippetForm(request.POST or None, snippet=snippet, actor=request.actor)
    if form.is_valid():
        try:
            actions.change_snippet(snippet, form.draft(), actor=request.actor)
        except PlanError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("plan:aids")
    context = {"form": form, "snippet": snippet}
    return render(request, "plan/snippet.html", context, status=422 if form.is_bound else 200)


@planner
@require_POST
def remove_snippet(request: ActorRequest, pk: int) -> HttpResponse:
    actions.remove_snippet(get_object_or_404(_mine(request), pk=pk), actor=request.actor)
    messages.success(request, _("Removed. What was written with it stays."))
    return redirect("plan:aids")


@planner
@require_http_methods(["GET", "POST"])
def links(request: ActorRequest) -> HttpResponse:
    may_manage = decide(request.actor, "company.manage", Subject(request.actor.company_id))
    if not may_manage:
        raise Denied(may_manage)
    company = member(request).company
    form = LinkRulesForm(request.POST or None, rules=LinkRules.objects.filter(company=company).first())
    if form.is_valid():
        actions.change_link_rules(company, **form.cleaned_data, actor=request.actor)
        messages.success(request, _("Saved. It counts for posts that are saved from now on."))
        return redirect("plan:aids")
    return render(request, "plan/links.html", {"form": form}, status=422 if form.is_bound else 200)


def _require_to_draft(request: ActorRequest) -> None:
    may_draft = decide(request.actor, "piece.draft", Subject(request.actor.company_id))
    if not may_draft:
        raise Denied(may_draft)


def _mine(request: ActorRequest) -> SnippetQuerySet:
    return Snippet.objects.visible_to(request.actor).select_related("channel", "topic")
