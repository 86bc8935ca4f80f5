"""What orders know of a campaign: what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from eigenstimme.orders.models import Order, State
from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Campaign
from eigenstimme.plan.results import Cost

COSTS_NOTHING = (State.DRAFT, State.DECLINED, State.CANCELLED)


def orders_for(campaign: Campaign, actor: Actor) -> Iterator[Cost]:
    """Those that name it, and those from which its posts came. What is billed counts, else what was agreed."""
    for_it = Q(campaign=campaign) | Q(piece__campaign=campaign)
    seen = Order.objects.visible_to(actor).filter(for_it).exclude(state__in=COSTS_NOTHING)
    for order in seen.order_by("due_at", "pk"):
        if order.billed_fee is not None:
            yield Cost(order.title, order.get_absolute_url(), billed=order.billed_fee)
        elif order.agreed_fee is not None:
            yield Cost(order.title, order.get_absolute_url(), agreed=order.agreed_fee)
