"""Ending the work with somebody: begin, the exit list, and the signed record to print."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.contracts import actions
from eigenstimme.contracts.errors import ContractError
from eigenstimme.contracts.exiting import rows_of
from eigenstimme.contracts.forms import BeginExitForm, HandOnForm, SignForm, StepForm
from eigenstimme.contracts.models import ExitRecord
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied, Subject, decide, require
from eigenstimme.plan.views.doors import planner
from eigenstimme.publishing import actions as publishing
from eigenstimme.publishing.actions import CannotDecide
from eigenstimme.publishing.models import WAITING
from eigenstimme.publishing.queries import under_mandates_of


@planner
@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest, pk: int) -> HttpResponse:
    people = Membership.objects.visible_to(request.actor).select_related("person")
    membership = get_object_or_404(people, pk=pk)
    require(request.actor, "contract.manage", Subject(membership.company_id))
    if already := ExitRecord.objects.open().filter(membership=membership).first():
        return redirect(already)
    form = BeginExitForm(request.POST or None)
    if form.is_valid():
        return redirect(
            actions.begin_exit(membership, reason=form.cleaned_data["reason"], actor=request.actor)
        )
    context = {"membership": membership, "form": form, "planned": under_mandates_of(membership)}
    return render(request, "contracts/exit_begin.html", context, status=422 if form.is_bound else 200)


@planner
@require_safe
def exit_page(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _fetch(request, pk))


@planner
@require_POST
def mandates(request: ActorRequest, pk: int) -> HttpResponse:
    exit_record = _fetch(request, pk)
    try:
        actions.end_mandates(exit_record, actor=request.actor)
    except ContractError as error:
        return _page(request, exit_record, error=str(error), status=422)
    messages.success(request, _("All mandates have ended."))
    return redirect(exit_record)


@planner
@require_POST
def posts(request: ActorRequest, pk: int) -> HttpResponse:
    """Take the planned posts over oneself."""
    exit_record = _fetch(request, pk)
    require(request.actor, "contract.manage", exit_record.subject())
    planned = list(under_mandates_of(exit_record.membership).filter(state__in=WAITING))
    try:
        taken = publishing.take_over(planned, actor=request.actor)
    except CannotDecide as error:
        return _page(request, exit_record, error=str(error), status=422)
    except Denied as error:
        said = f"{error.decision.reason} {error.decision.instead}".strip()
        return _page(request, exit_record, error=said, status=422)
    told = _("%(count)s planned posts go out under your name now, at their time.")
    messages.success(request, told % {"count": sum(each.part == 0 for each in taken)})
    return redirect(exit_record)


@planner
@require_POST
def handed_on(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand the planned posts to a successor's mandate, as far as it covers them."""
    exit_record = _fetch(request, pk)
    require(request.actor, "contract.manage", exit_record.subject())
    form = HandOnForm(request.POST, actor=request.actor, leaving=exit_record.membership)
    if not form.is_valid():
        return _page(request, exit_record, hand_on=form, status=422)
    planned = list(under_mandates_of(exit_record.membership).filter(state__in=WAITING))
    to = form.cleaned_data["to"]
    handed = publishing.hand_on(planned, leaving=exit_record.membership, to=to, actor=request.actor)
    count = sum(each.part == 0 for each in handed)
    told = _("%(count)s of %(all)s planned posts are covered by the mandate of %(name)s and go on under it.")
    messages.success(request, told % {"count": count, "all": len(planned), "name": to})
    return redirect(exit_record)


@planner
@require_POST
def step(request: ActorRequest, pk: int) -> HttpResponse:
    exit_record, form = _fetch(request, pk), StepForm(request.POST)
    require(request.actor, "contract.manage", exit_record.subject())
    if not form.is_valid():
        return _page(request, exit_record, step=form, status=422)
    said = form.cleaned_data
    try:
        actions.settle_step(
            exit_record, said["step"], note=said["note"], needed=said["needed"] != "no", actor=request.actor
        )
    except ContractError as error:
        return _page(request, exit_record, error=str(error), status=422)
    return redirect(exit_record)


@planner
@require_POST
def sign(request: ActorRequest, pk: int) -> HttpResponse:
    exit_record, form = _fetch(request, pk), SignForm(request.POST)
    require(request.actor, "contract.manage", exit_record.subject())
    if not form.is_valid():
        return _page(request, exit_record, signing=form, status=422)
    try:
        actions.sign_exit(exit_record, name=form.cleaned_data["name"], actor=request.actor)
    except ContractError as error:
        return _page(request, exit_record, error=str(error), signing=form, status=422)
    messages.success(request, _("Signed. Thank you for ending it well."))
    return redirect(exit_record)


def _fetch(request: ActorRequest, pk: int) -> ExitRecord:
    """One the reader may see; for everyone else there is none."""
    seen = ExitRecord.objects.visible_to(request.actor)
    people = ("company", "membership__person", "opened_by__person", "signed_by__person")
    return get_object_or_404(seen.select_related(*people), pk=pk)


def _page(
    request: ActorRequest,
    exit_record: ExitRecord,
    *,
    error: str = "",
    step: StepForm | None = None,
    hand_on: HandOnForm | None = None,
    signing: SignForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, rows = request.actor, rows_of(exit_record)
    context = {
        "exit": exit_record,
        "rows": rows,
        "error": error,
        "step_form": step or StepForm(),
        "hand_on": hand_on or HandOnForm(actor=actor, leaving=exit_record.membership),
        "signing": signing or SignForm(initial={"name": actor.name}),
        "all_done": all(row.done for row in rows),
        "may_manage": decide(actor, "contract.manage", exit_record.subject()),
        "may_grant": decide(actor, "mandate.grant", Subject(exit_record.company_id)),
        "today": timezone.localdate(),
    }
    return render(request, "contracts/exit.html", context, status=status)
