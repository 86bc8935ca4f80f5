"""The budget limit of a contract against what was spent: a warning at 80 % and at 100 %, and nothing is blocked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from eigenstimme.contracts.fees import DONE, NOTHING, fees_between
from eigenstimme.contracts.models import Contract, Span
from eigenstimme.orders.models import ENDED, UNSEEN, Order, State

NEAR, FULL = Decimal("0.8"), Decimal(1)


@dataclass(frozen=True)
class Budget:
    """Of the span a day lies in, in euros. ``spent``: accepted work and flat sums; ``under_way``: agreed and open."""

    contract: Contract
    limit: Decimal
    spent: Decimal
    under_way: Decimal

    @property
    def used(self) -> Decimal:
        return self.spent + self.under_way

    @property
    def left(self) -> Decimal:
        return self.limit - self.used

    @property
    def over(self) -> Decimal:
        return max(-self.left, NOTHING)

    @property
    def level(self) -> str:
        """ "full" from 100 %, "near" from 80 %, else empty."""
        if self.used >= self.limit * FULL:
            return "full"
        return "near" if self.used >= self.limit * NEAR else ""

    @property
    def percent(self) -> int:
        return int(100 * self.used / self.limit) if self.limit else 100

    def warning(self) -> str:
        """A sentence, or nothing."""
        figures = {
            "name": str(self.contract.membership),
            "used": _euros(self.used),
            "limit": _euros(self.limit),
            "span": self.contract.get_budget_span_display(),
        }
        if self.level == "full":
            return _("The budget with %(name)s is used up: %(used)s of %(limit)s %(span)s.") % figures
        if self.level == "near":
            return _("The budget with %(name)s is nearly used up: %(used)s of %(limit)s %(span)s.") % figures
        return ""


def budget_of(contract: Contract, day: date, *, also: Order | None = None) -> Budget | None:
    """``also``: an order that is not sent yet, and counts as if it were. None: there is no limit."""
    if contract.budget is None:
        return None
    first, last = span(contract, day)
    fees = fees_between(contract.company, first, last, membership_id=contract.membership_id, entries=False)
    open_orders = Order.objects.filter(specialist_id=contract.membership_id)
    open_orders = open_orders.exclude(state__in=[*DONE, *ENDED, *UNSEEN, State.DECLINED])
    under_way = open_orders.aggregate(total=Sum("agreed_fee"))["total"] or NOTHING
    if also and also.state in UNSEEN:
        under_way += also.agreed_fee or NOTHING
    return Budget(contract, contract.budget, sum((fee.amount for fee in fees), NOTHING), under_way)


def span(contract: Contract, day: date) -> tuple[date, date]:
    """The calendar month or year of ``day``, first and last day."""
    if contract.budget_span == Span.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def warnings_on(order: Order) -> Iterator[str]:
    """What somebody who places this order should know of the budget."""
    day = timezone.localdate()
    contract = Contract.objects.in_force(day).with_people().filter(membership_id=order.specialist_id).first()
    budget = budget_of(contract, day, also=order) if contract else None
    if budget and (warning := budget.warning()):
        yield warning


def _euros(amount: Decimal) -> str:
    return f"{number_format(amount, 2, force_grouping=True)} €"
