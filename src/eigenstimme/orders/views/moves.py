"""Each step of an order: one form, one action, back to the sheet; what could not be taken stays in its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.orders import actions, forms
from eigenstimme.orders.errors import OrderError
from eigenstimme.orders.models import Delivery, Order, Reply
from eigenstimme.orders.views.order import fetch, show
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import require
from eigenstimme.plan.views.doors import planner

Act = Callable[[], object]


@planner
@require_POST
def send(request: ActorRequest, pk: int) -> HttpResponse:
    order = fetch(request, pk)
    told = _("%(name)s has been asked.") % {"name": order.specialist}
    return _act(request, order, lambda: actions.send_order(order, actor=request.actor), told)


@planner
@require_POST
def reply(request: ActorRequest, pk: int) -> HttpResponse:
    order, form = fetch(request, pk), forms.ReplyForm(request.POST)
    require(request.actor, "order.deliver", order.subject())
    if not form.is_valid():
        return show(request, order, reply=form, status=422)
    chosen, reason = form.cleaned_data["reply"], form.cleaned_data["reason"]
    act, told = {
        Reply.TAKEN: (lambda: actions.take_on(order, actor=request.actor), _("You have taken on the order.")),
        Reply.ASKED: (
            lambda: actions.ask_back(order, question=reason, actor=request.actor),
            _("%(name)s has your question now.") % {"name": order.responsible},
        ),
        Reply.DECLINED: (
            lambda: actions.decline(order, reason=reason, actor=request.actor),
            _("You have declined the order."),
        ),
    }[Reply(chosen)]
    return _act(request, order, act, told, reply=form)


@planner
@require_POST
def question(request: ActorRequest, pk: int) -> HttpResponse:
    order, form = fetch(request, pk), forms.QuestionForm(request.POST)
    require(request.actor, "order.accept", order.subject())
    if not form.is_valid():
        return show(request, order, question=form, status=422)
    act = _later(actions.answer_question, order, text=form.cleaned_data["text"], actor=request.actor)
    return _act(request, order, act, _("Your answer is on its way."), question=form)


@planner
@require_POST
def deliver(request: ActorRequest, pk: int) -> HttpResponse:
    order = fetch(request, pk)
    require(request.actor, "order.deliver", order.subject())
    form = forms.DeliveryForm(request.POST, request.FILES, order=order, actor=request.actor)
    form.take()
    if not form.is_valid():
        return show(request, order, delivery=form, status=422)
    key = form.cleaned_data["form_key"]
    act = _later(actions.deliver, order, form.parcel(), form_key=key, actor=request.actor)
    told = _("Delivered. %(name)s looks at it now.") % {"name": order.responsible}
    return _act(request, order, act, told, delivery=form)


@planner
@require_POST
def accept(request: ActorRequest, pk: int) -> HttpResponse:
    order = fetch(request, pk)
    act = _later(actions.accept_delivery, _version(request, order), actor=request.actor)
    return _act(request, order, act, _("Accepted. Thank you is on its way."))


@planner
@require_POST
def return_it(request: ActorRequest, pk: int) -> HttpResponse:
    order = fetch(request, pk)
    require(request.actor, "order.accept", order.subject())
    form = forms.ReturnForm(request.POST, order=order)
    if not form.is_valid():
        return show(request, order, returning=form, status=422)
    act = _later(actions.return_delivery, _version(request, order), **form.cleaned_data, actor=request.actor)
    told = _("%(name)s knows now what should change.") % {"name": order.specialist}
    return _act(request, order, act, told, returning=form)


@planner
@require_POST
def comment(request: ActorRequest, pk: int) -> HttpResponse:
    order = fetch(request, pk)
    form = forms.CommentForm(request.POST, order=order)
    if not form.is_valid():
        return show(request, order, comment=form, status=422)
    said = form.cleaned_data
    act = _later(
        actions.comment,
        order,
        text=said["text"],
        delivery=form.delivery,
        form_key=said["form_key"],
        actor=request.actor,
    )
    return _act(request, order, act, _("Your comment stands there."), comment=form)


@planner
@require_POST
def effort(request: ActorRequest, pk: int) -> HttpResponse:
    order, form = fetch(request, pk), forms.EffortForm(request.POST)
    if not form.is_valid():
        return show(request, order, effort=form, status=422)
    act = _later(actions.note_effort, order, **form.cleaned_data, actor=request.actor)
    return _act(request, order, act, _("Noted."), effort=form)


@planner
@require_POST
def piece(request: ActorRequest, pk: int) -> HttpResponse:
    order = fetch(request, pk)
    form = forms.PieceForm(request.POST, actor=request.actor, order=order)
    if not form.is_valid():
        return show(request, order, making=form, status=422)
    try:
        made = actions.make_piece(order, **form.cleaned_data, actor=request.actor)
    except OrderError as error:
        return show(request, fetch(request, pk), error=error, making=form, status=422)
    messages.success(request, _("It stands in the plan now, as a draft."))
    return redirect(made)


@planner
@require_POST
def close(request: ActorRequest, pk: int) -> HttpResponse:
    order, form = fetch(request, pk), forms.CloseForm(request.POST)
    require(request.actor, "order.accept", order.subject())
    if not form.is_valid():
        return show(request, order, closing=form, status=422)
    act = _later(actions.close_order, order, billed_fee=form.cleaned_data["billed_fee"], actor=request.actor)
    return _act(request, order, act, _("The order is closed."), closing=form)


@planner
@require_POST
def cancel(request: ActorRequest, pk: int) -> HttpResponse:
    order, form = fetch(request, pk), forms.CancelForm(request.POST)
    require(request.actor, "order.place", order.subject())
    if not form.is_valid():
        return show(request, order, cancelling=form, status=422)
    act = _later(actions.cancel_order, order, reason=form.cleaned_data["reason"], actor=request.actor)
    return _act(request, order, act, _("The order is cancelled."), cancelling=form)


# --- all of them --------------------------------------------------------------------------------------------------


def _later(verb: Callable[..., object], *arguments: object, **named: Any) -> Act:
    return lambda: verb(*arguments, **named)


def _act(
    request: ActorRequest, order: Order, act: Act, told: str, **unfinished: django_forms.Form
) -> HttpResponse:
    """Do it and go back to the sheet; where it cannot be done, say why and keep what was typed."""
    try:
        act()
    except OrderError as error:
        return show(request, fetch(request, order.pk), error=error, status=422, **unfinished)
    messages.success(request, told)
    return redirect(order)


def _version(request: ActorRequest, order: Order) -> Delivery:
    """The delivery a form is about. What may be done to it says the action."""
    number = request.POST.get("version", "")
    return get_object_or_404(order.deliveries, version=number if number.isdecimal() else 0)
