"""Writing an order, and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eigenstimme.orders import actions
from eigenstimme.orders.errors import OrderError, Stale
from eigenstimme.orders.forms import BriefForm
from eigenstimme.orders.models import Order
from eigenstimme.orders.views.order import fetch
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied, Subject, decide, require
from eigenstimme.plan.models import Piece
from eigenstimme.plan.views.doors import planner


@planner
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    may_place = decide(request.actor, "order.place", Subject(request.actor.company_id))
    if not may_place:
        return render(request, "orders/may_not_place.html", {"decision": may_place}, status=403)
    if request.method == "GET":
        return _page(request, BriefForm(actor=request.actor, piece=_asked_piece(request), asked=request.GET))
    form = BriefForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        order = _placed(request, form)
    except (OrderError, Denied) as error:
        form.add_error(None, _in_words(error))
        return _page(request, form, status=422)
    if order.state == "draft":
        messages.success(request, _("The order is kept. It has not been sent yet."))
    else:
        messages.success(request, _("%(name)s has been asked.") % {"name": order.specialist})
    return redirect(order)


@transaction.atomic
def _placed(request: ActorRequest, form: BriefForm) -> Order:
    """Kept, and sent at once unless it was only to be kept."""
    order = actions.place_order(form.brief(), form_key=form.cleaned_data["form_key"], actor=request.actor)
    return order if "keep" in request.POST else actions.send_order(order, actor=request.actor)


@planner
@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    order = fetch(request, pk)
    require(request.actor, "order.place", order.subject())
    if request.method == "GET":
        return _page(request, BriefForm(actor=request.actor, order=order), order=order)
    form = BriefForm(request.POST, actor=request.actor, order=order)
    if not form.is_valid():
        return _page(request, form, order=order, status=422)
    try:
        actions.change_order(
            order, form.brief(), revision=form.cleaned_data["revision"] or 0, actor=request.actor
        )
    except Stale as error:
        return _stale(request, form, order, error)
    except (OrderError, Denied) as error:
        form.add_error(None, _in_words(error))
        return _page(request, form, order=order, status=422)
    messages.success(request, _("Saved."))
    return redirect(order)


def _stale(request: ActorRequest, form: BriefForm, order: Order, error: Stale) -> HttpResponse:
    """What the other one saved stands beside the form; saving again goes on top of it."""
    theirs = fetch(request, order.pk)
    form.add_error(None, str(error))
    form.accept_revision(theirs.revision)
    return _page(request, form, order=order, theirs=theirs, status=409)


def _asked_piece(request: ActorRequest) -> Piece | None:
    pk = request.GET.get("piece", "")
    return get_object_or_404(Piece.objects.visible_to(request.actor), pk=pk) if pk.isdecimal() else None


def _in_words(error: OrderError | Denied) -> str:
    if isinstance(error, Denied):
        return f"{error.decision.reason} {error.decision.instead}".strip()
    return str(error)


def _page(
    request: ActorRequest,
    form: BriefForm,
    *,
    order: Order | None = None,
    theirs: Order | None = None,
    status: int = 200,
) -> HttpResponse:
    keep = f"order-{order.pk}" if order else "order-new"
    context = {"form": form, "order": order, "theirs": theirs, "keep": keep}
    return render(request, "orders/brief.html", context, status=status)
