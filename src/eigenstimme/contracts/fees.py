"""What outside work costs: the fees of orders, flat sums month by month, and what was typed in. Euros, net.

Own people are paid wages, not fees: nothing of theirs stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Case, F, Max, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.contracts.models import Contract, ContractKind, LedgerEntry, Pay
from eigenstimme.orders.models import Order, State, Verdict
from eigenstimme.people.models import Company, Kind

NOTHING = Decimal()
DONE = (State.ACCEPTED, State.CLOSED)


@dataclass(frozen=True)
class Fee:
    """One amount for one contractor. ``settled``: billed, flat or typed in; else it is only agreed.

    ``contract``: the one that held on that day. ``kind``: what the contractor is here, empty for one who is not.
    """

    day: date
    contractor: str
    matter: str
    amount: Decimal
    settled: bool = True
    url: str = ""
    membership_id: int | None = None
    kind: str = ""
    contract: Contract | None = None
    entry: LedgerEntry | None = None
    channels: tuple[str, ...] = ()
    campaign: str = ""


def fees_between(
    company: Company, first: date, last: date, *, membership_id: int | None = None, entries: bool = True
) -> list[Fee]:
    """Everything of these days, by day, in a fixed number of queries. Flat sums come month by month up to today."""
    contracts = Contract.objects.filter(company=company).select_related("membership__person")
    contracts = contracts.filter(membership=membership_id) if membership_id else contracts
    known = list(contracts.exclude(kind=ContractKind.COLLEAGUE).exclude(membership__kind=Kind.OWN))
    found = [*_of_orders(company, first, last, membership_id, known), *_flat(known, first, last)]
    if entries:
        found += _typed(company, first, last)
    return sorted(found, key=lambda fee: fee.day)


def _of_orders(
    company: Company, first: date, last: date, membership_id: int | None, contracts: Sequence[Contract]
) -> Iterator[Fee]:
    """Accepted ones count on the day of acceptance; closed ones, with what was billed, on the day they were closed."""
    accepted = Max(
        "deliveries__acceptance__decided_at", filter=Q(deliveries__acceptance__verdict=Verdict.ACCEPTED)
    )
    orders = Order.objects.filter(company=company, state__in=DONE).exclude(specialist__kind=Kind.OWN)
    orders = orders.filter(specialist=membership_id) if membership_id else orders
    done = orders.annotate(accepted_at=accepted)
    dated = done.annotate(
        counts_at=Case(When(state=State.CLOSED, then=F("ended_at")), default=F("accepted_at"))
    )
    these = dated.filter(counts_at__gte=_midnight(first, company), counts_at__lt=_midnight(last, company, 1))
    for order in these.select_related("specialist__person", "campaign").prefetch_related("channels"):
        amount = order.agreed_fee if order.billed_fee is None else order.billed_fee
        if not amount:
            continue
        day = timezone.localdate(order.counts_at, company.zone)  # type: ignore[attr-defined]  # annotated
        yield Fee(
            day,
            str(order.specialist),
            order.title,
            amount,
            settled=order.state == State.CLOSED,
            url=order.get_absolute_url(),
            membership_id=order.specialist_id,
            kind=order.specialist.kind,
            contract=_holding(contracts, order.specialist_id, day),
            channels=tuple(sorted(channel.name for channel in order.channels.all())),
            campaign=order.campaign.name if order.campaign else "",
        )


def _holding(contracts: Sequence[Contract], membership_id: int, day: date) -> Contract | None:
    """The contract of that day; where none held then, the latest there was: the legal form outlives it."""
    theirs = [each for each in contracts if each.membership_id == membership_id]
    on_the_day = [each for each in theirs if each.covers(day)]
    return next(iter(on_the_day or sorted(theirs, key=lambda each: each.starts_on, reverse=True)), None)


def _flat(contracts: Sequence[Contract], first: date, last: date) -> Iterator[Fee]:
    for contract in contracts:
        if contract.pay == Pay.MONTHLY and contract.fee:
            for day in flat_days(contract, first, last):
                yield Fee(
                    day,
                    str(contract.membership),
                    _("Flat sum"),
                    contract.fee,
                    url=contract.get_absolute_url(),
                    membership_id=contract.membership_id,
                    kind=contract.membership.kind,
                    contract=contract,
                )


def flat_days(contract: Contract, first: date, last: date) -> list[date]:
    """The day on which each month's sum counts: its first, or the first of the contract. A month begun is a month."""
    end = min(last, contract.ends_on or last, timezone.localdate())
    day, days = contract.starts_on, []
    while day <= end:
        if day >= first:
            days.append(day)
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return days


def _typed(company: Company, first: date, last: date) -> Iterator[Fee]:
    entries = LedgerEntry.objects.standing().filter(company=company, paid_on__range=(first, last))
    for entry in entries:
        yield Fee(entry.paid_on, entry.contractor, entry.subject, entry.fee, entry=entry)


def _midnight(day: date, company: Company, days: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=days), time(), company.zone)
