"""What orders cost, for whoever adds it up by channel."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

from eigenstimme.orders.models import Order
from eigenstimme.orders.results import COSTS_NOTHING


def costs_of_channels(company_id: int, since: datetime, until: datetime) -> dict[int, Decimal]:
    """Euros by channel, of orders due between two instants: what is billed, else what was agreed.

    An order for several channels is shared among them; one that names none belongs to no channel.
    """
    due = Order.objects.filter(company_id=company_id, due_at__gte=since, due_at__lt=until)
    costly = due.exclude(state__in=COSTS_NOTHING).prefetch_related("channels")
    found: defaultdict[int, Decimal] = defaultdict(Decimal)
    for order in costly.only("agreed_fee", "billed_fee"):
        fee = order.agreed_fee if order.billed_fee is None else order.billed_fee
        channels = order.channels.all()
        for channel in channels:
            found[channel.pk] += (fee or Decimal(0)) / len(channels)
    return dict(found)
