"""Contracts: the list, one with its hints and its history, and writing one down."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from eigenstimme.audit.queries import story
from eigenstimme.contracts import actions, queries
from eigenstimme.contracts.budgets import budget_of
from eigenstimme.contracts.errors import ContractError
from eigenstimme.contracts.forms import ContractForm
from eigenstimme.contracts.models import Contract
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.plan.views.doors import planner


@planner
@require_safe
def contracts(request: ActorRequest) -> HttpResponse:
    here = Subject(request.actor.company_id)
    context = {
        "listed": queries.listed(request.actor, timezone.localdate()),
        "may_manage": decide(request.actor, "contract.manage", here),
        "sees_costs": decide(request.actor, "cost.read", here),
    }
    return render(request, "contracts/contracts.html", context)


@planner
@require_safe
def contract(request: ActorRequest, pk: int) -> HttpResponse:
    contract = fetch(request, pk)
    context = {
        "contract": contract,
        "state": contract.state(timezone.localdate()),
        "hints": queries.hints_for(contract),
        "budget": budget_of(contract, timezone.localdate()),
        "may_manage": decide(request.actor, "contract.manage", contract.subject()),
        "story": story(contract),
    }
    return render(request, "contracts/contract.html", context)


@planner
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    require(request.actor, "contract.manage", Subject(request.actor.company_id))
    if request.method == "GET":
        return _page(request, ContractForm(actor=request.actor, party=_asked_party(request)))
    form = ContractForm(request.POST, request.FILES, actor=request.actor)
    if form.is_valid():
        try:
            contract = actions.record_contract(form.terms(), actor=request.actor)
        except ContractError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The contract is written down."))
            return redirect(contract)
    return _page(request, form, status=422)


@planner
@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    contract = fetch(request, pk)
    require(request.actor, "contract.manage", contract.subject())
    if request.method == "GET":
        return _page(request, ContractForm(actor=request.actor, contract=contract), contract)
    form = ContractForm(request.POST, request.FILES, actor=request.actor, contract=contract)
    if form.is_valid():
        try:
            actions.change_contract(contract, form.terms(), actor=request.actor)
        except ContractError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(contract)
    return _page(request, form, contract, status=422)


@planner
@require_safe
def file(request: ActorRequest, pk: int) -> HttpResponse:
    """The signed contract, to be saved and never to be shown: whatever it holds runs in nobody's session here."""
    contract = fetch(request, pk)
    try:
        with contract.file.open("rb") as stored:
            content = stored.read()
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/pdf")
    named = content_disposition_header(True, contract.file_name)
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def fetch(request: ActorRequest, pk: int) -> Contract:
    """A contract the reader may see; for everyone else there is none."""
    return get_object_or_404(Contract.objects.visible_to(request.actor).with_people(), pk=pk)


def _asked_party(request: ActorRequest) -> Membership | None:
    pk = request.GET.get("person", "")
    if not pk.isdecimal():
        return None
    return get_object_or_404(Membership.objects.visible_to(request.actor).present(), pk=pk)


def _page(
    request: ActorRequest, form: ContractForm, contract: Contract | None = None, status: int = 200
) -> HttpResponse:
    return render(
        request, "contracts/contract_form.html", {"form": form, "contract": contract}, status=status
    )
