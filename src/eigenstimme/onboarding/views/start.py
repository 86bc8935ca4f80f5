"""Starting well: the steps of both sides, and the regular date."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding import actions, queries
from eigenstimme.onboarding.errors import OnboardingError
from eigenstimme.onboarding.forms import RegularDateForm, StepForm, as_agreed
from eigenstimme.onboarding.models import Side, Step
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import require


@require_GET
@signed_in
def start(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _mandate(request, pk))


@require_POST
@signed_in
def begun(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = _mandate(request, pk)
    try:
        actions.begin(mandate, actor=request.actor)
    except OnboardingError as error:
        messages.info(request, str(error))
    return redirect("onboarding:start", pk)


@require_POST
@signed_in
def steps(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = _mandate(request, pk)
    require(request.actor, "onboarding.steer", mandate.subject())
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, mandate, step_form=form)
    title, side = form.cleaned_data["title"], Side(form.cleaned_data["side"])
    actions.add_step(mandate, title=title, side=side, actor=request.actor)
    return redirect("onboarding:start", pk)


@require_POST
@signed_in
def date(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = _mandate(request, pk)
    require(request.actor, "onboarding.tend", mandate.subject())
    form = RegularDateForm(request.POST)
    if not form.is_valid():
        return _page(request, mandate, date_form=form)
    actions.agree_date(mandate, form.agreed(), actor=request.actor)
    messages.success(request, _("The regular date is agreed."))
    return redirect("onboarding:start", pk)


@require_POST
@signed_in
def done(request: ActorRequest, pk: int) -> HttpResponse:
    """``again`` among the posted values opens it again."""
    step = _step(request, pk)
    if "again" in request.POST:
        actions.open_step_again(step, actor=request.actor)
    else:
        actions.do_step(step, actor=request.actor)
    return redirect("onboarding:start", step.mandate_id)


@require_POST
@signed_in
def dropped(request: ActorRequest, pk: int) -> HttpResponse:
    step = _step(request, pk)
    actions.drop_step(step, actor=request.actor)
    return redirect("onboarding:start", step.mandate_id)


def _mandate(request: ActorRequest, pk: int) -> Mandate:
    return get_object_or_404(Mandate.objects.visible_to(request.actor).for_words(), pk=pk)


def _step(request: ActorRequest, pk: int) -> Step:
    people = ("mandate__holder__sponsor", "mandate__company")
    return get_object_or_404(Step.objects.visible_to(request.actor).select_related(*people), pk=pk)


def _page(
    request: ActorRequest,
    mandate: Mandate,
    *,
    step_form: StepForm | None = None,
    date_form: RegularDateForm | None = None,
) -> HttpResponse:
    told = queries.start(mandate, request.actor, timezone.now())
    context = {
        "mandate": mandate,
        "start": told,
        "step_form": step_form or StepForm(),
        "date_form": date_form or RegularDateForm(initial=as_agreed(told.regular)),
    }
    return render(request, "onboarding/start.html", context, status=422 if step_form or date_form else 200)
