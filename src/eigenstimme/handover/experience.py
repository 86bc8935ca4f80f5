"""What the company's own accepted orders teach: what things cost, took, and how long one waited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from eigenstimme.handover.weighing import median
from eigenstimme.orders.models import Acceptance, Effort, Order, State, Verdict
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.models import State as Sent

A_DAY = Decimal(24 * 3600)
OWN_VOICE_SPAN = timedelta(days=90)


@dataclass(frozen=True)
class Done:
    """One accepted order. ``days`` from sending it to its acceptance."""

    kind: str
    specialist_id: int
    fee: Decimal | None
    hours: Decimal | None
    days: Decimal
    accepted_at: datetime


@dataclass(frozen=True)
class Known:
    """A median and of how many orders it is; None where nothing is known."""

    middle: Decimal | None
    orders: int


def done(actor: Actor) -> list[Done]:
    """Of the orders the actor sees, those that were accepted, in one query."""
    accepted = Acceptance.objects.filter(delivery__order=OuterRef("pk"), verdict=Verdict.ACCEPTED)
    hours = Effort.objects.filter(order=OuterRef("pk")).order_by().values("order")
    rows = (
        Order.objects.visible_to(actor)
        .filter(state__in=[State.ACCEPTED, State.CLOSED])
        .annotate(
            accepted_at=Subquery(accepted.values("decided_at")[:1]),
            fee=Coalesce("billed_fee", "agreed_fee"),
            took=Coalesce(Subquery(hours.annotate(all=Sum("hours")).values("all")), F("agreed_hours")),
        )
        .filter(accepted_at__isnull=False)
    )
    values = rows.values_list("specialist__kind", "specialist_id", "fee", "took", "sent_at", "accepted_at")
    return [
        Done(kind, specialist, fee, took, Decimal((at - sent).total_seconds()) / A_DAY, at)
        for kind, specialist, fee, took, sent, at in values
    ]


def known(orders: Sequence[Done], value: Callable[[Done], Decimal | None]) -> Known:
    values = [found for each in orders if (found := value(each)) is not None]
    return Known(median(values), len(values))


def paid_outside_this_year(orders: Sequence[Done], now: datetime) -> Decimal:
    year = timezone.localtime(now).year
    fees = [
        each.fee
        for each in orders
        if each.kind == Kind.OUTSIDE and each.fee and timezone.localtime(each.accepted_at).year == year
    ]
    return sum(fees, Decimal())


def own_voice(actor: Actor, now: datetime) -> int | None:
    """How many of a hundred posts of the last ninety days own people wrote; None without posts."""
    out = Publication.objects.posts().filter(
        company_id=actor.company_id, state=Sent.SENT, sent_at__gte=now - OWN_VOICE_SPAN
    )
    kinds = list(out.values_list("variant__piece__author__kind", flat=True))
    return round(100 * kinds.count(Kind.OWN) / len(kinds)) if kinds else None
