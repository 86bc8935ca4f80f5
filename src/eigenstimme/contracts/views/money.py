"""Money: the artists' social levy of a year, and what outside work costs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.contracts import actions
from eigenstimme.contracts.costs import costs_of
from eigenstimme.contracts.forms import FeeForm
from eigenstimme.contracts.ledger import ledger_of
from eigenstimme.contracts.levy import RATES
from eigenstimme.contracts.models import LedgerEntry
from eigenstimme.contracts.sheets import MEDIA_TYPE, workbook
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.plan.views.doors import member, planner

EARLIEST = min(RATES)


@planner
@require_safe
def levy(request: ActorRequest) -> HttpResponse:
    require(request.actor, "cost.read", Subject(request.actor.company_id))
    return _ledger(request, _year(request))


@planner
@require_safe
def levy_sheet(request: ActorRequest) -> HttpResponse:
    """The ledger as XLSX."""
    require(request.actor, "cost.read", Subject(request.actor.company_id))
    year = _year(request)
    response = HttpResponse(workbook(ledger_of(_company(request), year)), content_type=MEDIA_TYPE)
    name = _("artists-social-levy-%(year)s.xlsx") % {"year": year}
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@planner
@require_POST
def type_fee(request: ActorRequest) -> HttpResponse:
    require(request.actor, "contract.manage", Subject(request.actor.company_id))
    form = FeeForm(request.POST)
    if not form.is_valid():
        return _ledger(request, _year(request), form, status=422)
    entry = actions.type_fee(form.fee_typed(), form_key=form.cleaned_data["form_key"], actor=request.actor)
    messages.success(request, _("The fee stands in the ledger."))
    return redirect(f"{reverse('contracts:levy')}?year={entry.paid_on.year}")


@planner
@require_POST
def strike_fee(request: ActorRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(LedgerEntry.objects.visible_to(request.actor), pk=pk)
    actions.strike_fee(entry, actor=request.actor)
    messages.success(request, _("Struck. It counts no longer."))
    return redirect(f"{reverse('contracts:levy')}?year={entry.paid_on.year}")


@planner
@require_safe
def costs(request: ActorRequest) -> HttpResponse:
    require(request.actor, "cost.read", Subject(request.actor.company_id))
    year = _year(request)
    context = {"costs": costs_of(_company(request), year), "years": _tabs(year)}
    return render(request, "contracts/costs.html", context)


def _ledger(request: ActorRequest, year: int, form: FeeForm | None = None, status: int = 200) -> HttpResponse:
    company = _company(request)
    context: dict[str, Any] = {
        "ledger": ledger_of(company, year),
        "year": year,
        "years": _tabs(year),
        "abroad": company.region[:2] in {"AT", "CH"},
        "form": form or FeeForm(initial={"form_key": uuid4()}),
        "may_manage": decide(request.actor, "contract.manage", Subject(company.pk)),
        "today": timezone.localdate(),
    }
    return render(request, "contracts/levy.html", context, status=status)


def _company(request: ActorRequest) -> Company:
    return member(request).company


def _year(request: ActorRequest) -> int:
    """The one that is asked for, else this one."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and int(asked) in _years() else timezone.localdate().year


def _years() -> list[int]:
    """The latest first."""
    return list(range(timezone.localdate().year, EARLIEST - 1, -1))


def _tabs(year: int) -> list[tuple[str, str, bool]]:
    """Word, address, and whether it is shown."""
    return [(str(each), f"?year={each}", each == year) for each in _years()]
