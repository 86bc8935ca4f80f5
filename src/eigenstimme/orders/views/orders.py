"""The list: what waits for the reader first."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eigenstimme.orders import queries
from eigenstimme.orders.models import Order
from eigenstimme.orders.news import news
from eigenstimme.people.actor import Actor
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, decide
from eigenstimme.plan.views.doors import planner

A_PAGE = 30
VIEWS = ("mine", "all", "over")


@dataclass(frozen=True)
class Line:
    """One order as a row; ``with_whom`` is the other side for this reader."""

    order: Order
    with_whom: Membership
    yours: bool
    overdue: bool


@planner
@require_safe
def orders(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    sees_all = decide(actor, "order.read", Subject(actor.company_id))
    view = request.GET.get("view", "")
    view = view if view in VIEWS and (sees_all or view != "all") else "mine"
    visible = Order.objects.visible_to(actor)
    chosen = {
        "mine": Order.objects.of(actor).open(),
        "all": visible.open(),
        "over": visible.exclude(ended_at=None),
    }[view]
    page = Paginator(queries.in_turn(chosen, actor), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [_line(each, actor) for each in page],
        **{f"at_{each}": each == view for each in VIEWS},
        "sees_all": sees_all,
        "may_place": decide(actor, "order.place", Subject(actor.company_id)),
        "news": news(actor),
    }
    return render(request, "orders/orders.html", context)


def _line(order: Order, actor: Actor) -> Line:
    mover, mine = order.mover, order.specialist_id == actor.membership_id
    return Line(
        order,
        with_whom=order.responsible if mine else order.specialist,
        yours=mover is not None and mover.pk == actor.membership_id,
        overdue=order.overdue(timezone.now()),
    )
